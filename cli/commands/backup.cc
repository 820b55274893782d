#include "cli/commands/backup.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/commands/fsck.h"
#include "cli/commands/json.h"
#include "cli/commands/operations.h"
#include "cli/console/explain.h"
#include "cli/render/facts.h"
#include "common/status/macros.h"
#include "common/storage/backups.h"
#include "common/time/proto_time.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {
namespace {

constexpr absl::string_view kBackups = "backups/";
constexpr char kNone[] = "There are no backups yet; `standpoint backup create` makes one.\n";

std::vector<ServerConnection*> Servers(Connection& connection) {
  std::vector<ServerConnection*> servers = {&connection.ingest_server()};
  if (&connection.query_server() != servers.front()) servers.push_back(&connection.query_server());
  return servers;
}

std::string FullName(const std::string& name) {
  return absl::StartsWith(name, kBackups) ? name : absl::StrCat(kBackups, name);
}

std::string IdOf(absl::string_view name) { return std::string(absl::StripPrefix(name, kBackups)); }

// "20261127-030501  2026-11-27 03:05  register 1.2 MB, queue 3 MB, store 120 MB".
std::string Render(const v1::Backup& backup) {
  std::string parts;
  for (const v1::Backup::Part& part : backup.parts()) {
    absl::StrAppend(&parts, parts.empty() ? "" : ", ", part.name(), " ",
                    SizeText(part.size_bytes()));
  }
  return absl::StrCat(IdOf(backup.name()), "  ", TimeText(backup.create_time()), "  ", parts,
                      backup.has_verify_time() ? "  verified" : "");
}

v1::Backup FromManifest(const Backups::Manifest& manifest) {
  v1::Backup backup;
  backup.set_name(absl::StrCat(kBackups, manifest.id()));
  *backup.mutable_create_time() = ToProtoTimestamp(absl::FromUnixMicros(manifest.create_micros()));
  backup.set_server_version(manifest.server_version());
  for (const auto& part : manifest.parts()) {
    v1::Backup::Part& to = *backup.add_parts();
    to.set_name(part.name());
    to.set_size_bytes(part.size_bytes());
    to.set_file_count(part.file_count());
  }
  return backup;
}

void Show(const v1::Backup& backup, bool json, Console& console) {
  console.out << (json ? ToJson(backup) : Render(backup)) << "\n";
}

absl::Status TryCreate(const CreateBackupOptions& options, Connection& connection,
                       Console& console) {
  v1::CreateBackupRequest request;
  request.set_keep_count(options.keep);
  for (ServerConnection* server : Servers(connection)) {
    ASSIGN_OR_RETURN(v1::Operation operation,
                     connection.Admin(*server, &v1::AdminService::Stub::CreateBackup, request));
    ASSIGN_OR_RETURN(operation, AwaitOperation(connection, *server, std::move(operation), console));
    Show(operation.backup(), options.json, console);
  }
  return absl::OkStatus();
}

absl::Status CheckFolder(const std::string& from) {
  return std::filesystem::is_directory(from)
             ? absl::OkStatus()
             : WrongUsage(absl::StrCat("--from ", from, ": there is no such folder"));
}

absl::Status TryList(const BackupOptions& options, Connection& connection, Console& console) {
  if (!options.from.empty()) {
    RETURN_IF_ERROR(CheckFolder(options.from));
    ASSIGN_OR_RETURN(const auto manifests, Backups(options.from).List());
    for (const Backups::Manifest& manifest : manifests) {
      Show(FromManifest(manifest), options.json, console);
    }
    if (manifests.empty()) console.err << kNone;
    return absl::OkStatus();
  }
  bool none = true;
  for (ServerConnection* server : Servers(connection)) {
    v1::ListBackupsRequest request;
    do {
      ASSIGN_OR_RETURN(const v1::ListBackupsResponse page,
                       connection.Admin(*server, &v1::AdminService::Stub::ListBackups, request));
      for (const v1::Backup& backup : page.backups()) Show(backup, options.json, console);
      none = none && page.backups().empty();
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
  }
  if (none) console.err << kNone;
  return absl::OkStatus();
}

// Calls `on_server` for each server that has the backup; NOT_FOUND when none has.
template <typename OnServer>
absl::Status WhereItIs(Connection& connection, const OnServer& on_server) {
  absl::Status missing;
  bool found = false;
  for (ServerConnection* server : Servers(connection)) {
    const absl::Status status = on_server(*server);
    if (absl::IsNotFound(status)) {
      missing = status;
    } else {
      RETURN_IF_ERROR(status);
      found = true;
    }
  }
  return found ? absl::OkStatus() : missing;
}

absl::Status TryVerify(const BackupOptions& options, Connection& connection, Console& console) {
  if (!options.from.empty()) {
    RETURN_IF_ERROR(CheckFolder(options.from));
    ASSIGN_OR_RETURN(const Backups::Manifest manifest,
                     Backups(options.from).Verify(IdOf(options.name), {}));
    Show(FromManifest(manifest), options.json, console);
    return absl::OkStatus();
  }
  if (options.name.empty()) {
    return WrongUsage("name the backup to verify, as `backup list` shows it");
  }
  v1::VerifyBackupRequest request;
  request.set_name(FullName(options.name));
  return WhereItIs(connection, [&](ServerConnection& server) -> absl::Status {
    ASSIGN_OR_RETURN(v1::Operation operation,
                     connection.Admin(server, &v1::AdminService::Stub::VerifyBackup, request));
    ASSIGN_OR_RETURN(operation, AwaitOperation(connection, server, std::move(operation), console));
    Show(operation.backup(), options.json, console);
    return absl::OkStatus();
  });
}

absl::Status TryDelete(const BackupOptions& options, Connection& connection) {
  v1::DeleteBackupRequest request;
  request.set_name(FullName(options.name));
  return WhereItIs(connection, [&](ServerConnection& server) {
    return connection.Admin(server, &v1::AdminService::Stub::DeleteBackup, request).status();
  });
}

absl::StatusOr<ExitCode> TryRestore(const RestoreOptions& options, Console& console) {
  RETURN_IF_ERROR(CheckFolder(options.from));
  BackupProgress progress;
  progress.report = [&console](int64_t done, int64_t total) {
    if (console.err_is_terminal) {
      console.err << "\r\x1b[Kverifying: " << SizeText(done) << " of " << SizeText(total)
                  << (done == total ? "\n" : "") << std::flush;
    }
  };
  ASSIGN_OR_RETURN(const Backups::Manifest manifest,
                   Backups(options.from).Restore(IdOf(options.name), options.data, progress));
  console.err << "restored " << Render(FromManifest(manifest)) << " into " << options.data << "\n";
  return Fsck({.data = options.data}, console);
}

}  // namespace

ExitCode CreateBackup(const CreateBackupOptions& options, Connection& connection,
                      Console& console) {
  return Report(TryCreate(options, connection, console), console);
}

ExitCode ListBackups(const BackupOptions& options, Connection& connection, Console& console) {
  return Report(TryList(options, connection, console), console);
}

ExitCode VerifyBackup(const BackupOptions& options, Connection& connection, Console& console) {
  return Report(TryVerify(options, connection, console), console);
}

ExitCode DeleteBackup(const BackupOptions& options, Connection& connection, Console& console) {
  return Report(TryDelete(options, connection), console);
}

ExitCode RestoreBackup(const RestoreOptions& options, Console& console) {
  const absl::StatusOr<ExitCode> code = TryRestore(options, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
