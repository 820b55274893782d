#include "cli/arguments/care_arguments.h"

#include <memory>
#include <string>

#include "cli/commands/backup.h"
#include "cli/commands/corpora.h"
#include "cli/commands/fsck.h"

namespace standpoint {
namespace {

// A command of `group` that asks servers: with the options that all such have, and `run`, which gets its own options and a
// connection.
template <typename Options, typename Run>
CLI::App& AddAsking(CLI::App& group, const std::string& name, const std::string& help,
                    Session& session, std::shared_ptr<Options> options, Run run) {
  CLI::App& command = *group.add_subcommand(name, help);
  AddOutputOptions(command, session);
  AddConnectionOptions(command, session);
  SetRun(command, session, options, &options->json, run);
  return command;
}

void AddFrom(CLI::App& command, std::string& from) {
  command.add_option("--from", from, "A folder of backups in place of a server")
      ->option_text("DIR");
}

void AddRestore(CLI::App& backup, Session& session) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App& restore = *backup.add_subcommand(
      "restore", "Copy a backup into a new data directory, and check it; needs no server");
  restore.add_option("ID", options->name, "Which, as `backup list` shows it [the newest]");
  restore.add_option("--from", options->from, "The folder of backups")
      ->option_text("DIR")
      ->required();
  restore.add_option("--data", options->data, "The new data directory: absent or empty")
      ->option_text("DIR")
      ->required();
  restore.callback([&session, options] {
    session.run = [&session, options] { return RestoreBackup(*options, session.console); };
  });
}

}  // namespace

void AddBackup(CLI::App& app, Session& session) {
  CLI::App& backup =
      *app.add_subcommand("backup", "Copies of the data: create, list, verify, delete, restore");
  backup.require_subcommand(1);
  auto create = std::make_shared<CreateBackupOptions>();
  AddAsking(backup, "create", "Copy what is new, while the server goes on", session, create,
            &CreateBackup)
      .add_option("--keep", create->keep, "Then delete all but the newest N; 0: none")
      ->option_text("N [0]")
      ->check(CLI::Range(0, 1000));
  auto list = std::make_shared<BackupOptions>();
  AddFrom(AddAsking(backup, "list", "List them, newest first", session, list, &ListBackups),
          list->from);
  auto verify = std::make_shared<BackupOptions>();
  CLI::App& verifying = AddAsking(backup, "verify", "Compare every file with its checksum", session,
                                  verify, &VerifyBackup);
  verifying.add_option("ID", verify->name, "Which, as `backup list` shows it");
  AddFrom(verifying, verify->from);
  auto deleted = std::make_shared<BackupOptions>();
  AddAsking(backup, "delete", "Delete one, with the files that no other shares", session, deleted,
            &DeleteBackup)
      .add_option("ID", deleted->name, "Which, as `backup list` shows it")
      ->required();
  AddRestore(backup, session);
}

void AddFsck(CLI::App& app, Session& session) {
  auto options = std::make_shared<FsckOptions>();
  CLI::App& fsck = AddAsking(
      app, "fsck", "Check every index against the records, and every file", session, options,
      [](const FsckOptions& options, Connection& connection, Console& console) {
        return options.data.empty() ? Fsck(options, connection, console) : Fsck(options, console);
      });
  fsck.add_option("--data", options->data, "A data directory that no server has open")
      ->option_text("DIR");
  fsck.add_flag("--digest", options->digest,
                "Digests of the records instead: equal for replicas, additive over shards");
}

void AddCorpora(CLI::App& app, Session& session) {
  CLI::App& corpora =
      *app.add_subcommand("corpora", "Collections of documents: list, delete, reanalyze");
  corpora.require_subcommand(1);
  auto list = std::make_shared<ListCorporaOptions>();
  CLI::App& listing =
      AddAsking(corpora, "list", "List them with their counts", session, list, &ListCorpora);
  listing.add_option("-n,--limit", list->page.limit, "How many at most; 0: all")
      ->option_text("N [50]")
      ->check(NotNegative());
  listing.add_option("--page-token", list->page.page_token, "Go on where a list ended")
      ->option_text("TOKEN");
  auto deleted = std::make_shared<DeleteCorpusOptions>();
  CLI::App& deleting = AddAsking(corpora, "delete", "Delete one, from the disk too", session,
                                 deleted, &DeleteCorpus);
  deleting.add_option("NAME", deleted->name, "Which")->required();
  deleting.add_flag("--yes", deleted->sure, "Yes, all of it");
  auto again = std::make_shared<ReanalyzeOptions>();
  CLI::App& reanalyzing =
      AddAsking(corpora, "reanalyze", "Let today's analyzer read its documents again", session,
                again, &ReanalyzeCorpus);
  reanalyzing.add_option("NAME", again->name, "Which")->required();
  reanalyzing.add_flag("--all", again->all, "Also those that it has read already");
}

}  // namespace standpoint
