#include "cli/commands/fsck.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/json.h"
#include "cli/commands/lost_documents.h"
#include "cli/commands/operations.h"
#include "cli/console/explain.h"
#include "cli/render/facts.h"
#include "common/status/macros.h"
#include "common/storage/database_files.h"
#include "standpoint/v1/admin_service.pb.h"
#include "store/service/offline_check.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;

// "corpora/news  3 documents, 5 claims, 2 stances, 1 deletion  0123...".
void ShowDigests(const v1::ConsistencyReport& report, Console& console) {
  for (const v1::RecordDigest& digest : report.record_digests()) {
    console.out << (digest.corpus().empty() ? "all" : digest.corpus()) << "  "
                << CountOf(digest.document_count(), "document") << ", "
                << CountOf(digest.claim_count(), "claim") << ", "
                << CountOf(digest.stance_count(), "stance") << ", "
                << CountOf(digest.tombstone_count(), "deletion") << "  " << digest.records()
                << "\n";
  }
  for (const v1::LogOffset& offset : report.log_offsets()) {
    console.out << "partition " << offset.partition() << " up to " << offset.next_offset() << "\n";
  }
}

ExitCode Show(const v1::ConsistencyReport& report, bool json, Console& console) {
  if (json) {
    console.out << ToJson(report) << "\n";
  } else if (!report.record_digests().empty()) {
    ShowDigests(report, console);
  } else {
    console.out << CountOf(report.document_count(), "document") << ", "
                << CountOf(report.claim_count(), "claim") << ", "
                << CountOf(report.stance_count(), "stance") << ", "
                << CountText(report.index_entry_count()) << " index entries, "
                << CountOf(report.tombstone_count(), "deletion") << "\n";
    for (const std::string& problem : report.problems()) {
      console.out << "problem: " << problem << "\n";
    }
    console.out << (report.problems().empty() ? "The data is whole."
                                              : "The data is NOT whole; restore a backup.")
                << "\n";
  }
  console.out << std::flush;
  return report.problems().empty() ? ExitCode::kOk : ExitCode::kIncomplete;
}

absl::StatusOr<ExitCode> TryServers(const FsckOptions& options, Connection& connection,
                                    Console& console) {
  std::vector<ServerConnection*> servers = {&connection.query_server()};
  if (!options.digest && &connection.ingest_server() != servers.front()) {
    servers.insert(servers.begin(), &connection.ingest_server());
  }
  v1::CheckConsistencyRequest request;
  request.set_digest_only(options.digest);
  ExitCode worst = ExitCode::kOk;
  for (ServerConnection* server : servers) {
    ASSIGN_OR_RETURN(v1::Operation operation,
                     connection.Admin(*server, &v1::AdminService::Stub::CheckConsistency, request));
    ASSIGN_OR_RETURN(operation, AwaitOperation(connection, *server, std::move(operation), console));
    worst = std::max(worst, Show(operation.consistency_report(), options.json, console));
  }
  return worst;
}

bool IsDatabase(const std::string& directory) { return fs::exists(directory + "/CURRENT"); }

// The folders of a data directory of any of our servers.
absl::StatusOr<v1::ConsistencyReport> CheckData(const std::string& data, bool digest) {
  v1::ConsistencyReport report;
  const std::string store = IsDatabase(data) ? data : data + "/store";
  if (digest && IsDatabase(store)) {
    RETURN_IF_ERROR(CheckNotOpen(store));
    return DigestStoreOffline(store);
  }
  bool found = false;
  if (IsDatabase(store)) {
    RETURN_IF_ERROR(CheckNotOpen(store));
    ASSIGN_OR_RETURN(report, CheckStoreOffline(store));
    found = true;
  }
  for (const char* part : {"register", "queue"}) {
    const std::string directory = absl::StrCat(data, "/", part);
    if (!IsDatabase(directory)) continue;
    found = true;
    RETURN_IF_ERROR(CheckNotOpen(directory));
    if (const absl::Status status = VerifyDatabaseFiles(directory); !status.ok()) {
      report.add_problems(absl::StrCat(part, ": ", std::string(status.message())));
    }
  }
  if (IsDatabase(data + "/store") && IsDatabase(data + "/register") &&
      IsDatabase(data + "/queue")) {
    RETURN_IF_ERROR(FindLostDocuments(data, &report));
  }
  return found ? absl::StatusOr<v1::ConsistencyReport>(std::move(report))
               : WrongUsage(absl::StrCat(data, " is no data directory of a server"));
}

}  // namespace

ExitCode Fsck(const FsckOptions& options, Connection& connection, Console& console) {
  const absl::StatusOr<ExitCode> code = TryServers(options, connection, console);
  return code.ok() ? *code : Report(code.status(), console);
}

ExitCode Fsck(const FsckOptions& options, Console& console) {
  const absl::StatusOr<v1::ConsistencyReport> report = CheckData(options.data, options.digest);
  return report.ok() ? Show(*report, options.json, console) : Report(report.status(), console);
}

}  // namespace standpoint
