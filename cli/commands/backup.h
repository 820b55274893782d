// `standpoint backup create|list|verify|delete|restore`.

#ifndef STANDPOINT_CLI_COMMANDS_BACKUP_H_
#define STANDPOINT_CLI_COMMANDS_BACKUP_H_

#include <string>

#include "cli/client/connection.h"
#include "cli/console/console.h"

namespace standpoint {

struct CreateBackupOptions {
  int keep = 0;  // 0: all
  bool json = false;
};

struct BackupOptions {
  std::string name;  // `backups/{id}` or the id alone
  std::string from;  // a folder of backups in place of a server; empty: the server
  bool json = false;
};

struct RestoreOptions {
  std::string from;  // the folder of backups
  std::string data;  // the new data directory
  std::string name;  // empty: the newest
};

// Where ingest and store are servers of their own, ingest's part comes first, so that no document is in neither.
ExitCode CreateBackup(const CreateBackupOptions& options, Connection& connection, Console& console);
ExitCode VerifyBackup(const BackupOptions& options, Connection& connection, Console& console);
ExitCode DeleteBackup(const BackupOptions& options, Connection& connection, Console& console);

// These look at `from` where it is given, and need no server then.
ExitCode ListBackups(const BackupOptions& options, Connection& connection, Console& console);

// Without a server: verifies, copies, and checks what came out.
ExitCode RestoreBackup(const RestoreOptions& options, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_BACKUP_H_
