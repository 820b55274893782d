#include "cli/commands/replica.h"

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/console/explain.h"
#include "cli/render/facts.h"
#include "common/kafka/log_layout.h"
#include "common/status/macros.h"
#include "store/replica/rejoin.h"
#include "store/replica/reshard.h"

namespace standpoint {
namespace {

constexpr int64_t kTellEach = 1000;  // documents

// Opening it would make it.
absl::Status CheckStore(const std::string& directory) {
  return std::filesystem::exists(directory + "/CURRENT")
             ? absl::OkStatus()
             : WrongUsage(absl::StrCat(directory, " is no data directory of a store_server"));
}

absl::Status TryReshard(const ReshardStoresOptions& options, Console& console) {
  for (const std::string& directory : options.from) {
    RETURN_IF_ERROR(CheckStore(directory));
  }
  ReshardOptions what;
  what.from = options.from;
  for (int shard = 0; shard < options.shards; ++shard) {
    what.to.push_back(absl::StrCat(options.to, "/shard-", shard));
  }
  what.topic = TopicsOf(options.topic_prefix).analyses;
  what.partition_count = options.partitions;
  ASSIGN_OR_RETURN(const ReshardReport report, Reshard(what, [&](int64_t documents) {
                     if (console.err_is_terminal && documents % kTellEach == 0) {
                       console.err << "\r\x1b[K" << CountOf(documents, "document") << std::flush;
                     }
                     return absl::OkStatus();
                   }));
  if (console.err_is_terminal) {
    console.err << "\r\x1b[K";
  }
  for (size_t i = 0; i < report.shards.size(); ++i) {
    console.out << what.to[i] << "  " << CountOf(report.shards[i].documents, "document") << ", "
                << CountOf(report.shards[i].tombstones, "deletion") << "\n";
  }
  return absl::OkStatus();
}

absl::Status TryRejoin(const RejoinOptions& options) {
  RETURN_IF_ERROR(CheckStore(options.data));
  return RejoinLog(options.data);
}

}  // namespace

ExitCode ReshardStores(const ReshardStoresOptions& options, Console& console) {
  return Report(TryReshard(options, console), console);
}

ExitCode RejoinStore(const RejoinOptions& options, Console& console) {
  return Report(TryRejoin(options), console);
}

}  // namespace standpoint
