#include "ingest/service/offline_intake.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "ingest/register/offline_register.h"
#include "queue/rocksdb/queue_keys.h"

namespace standpoint {

absl::Status ForEachPassedOn(
    const std::string& data,
    absl::FunctionRef<absl::Status(absl::string_view name, int64_t revision)> visit) {
  absl::flat_hash_set<std::string> queued;
  RETURN_IF_ERROR(ForEachQueuedKey(absl::StrCat(data, "/queue"),
                                   [&](absl::string_view key) { queued.emplace(key); }));
  return ForEachAcknowledged(
      absl::StrCat(data, "/register"), [&](absl::string_view name, int64_t revision) {
        return queued.contains(name) ? absl::OkStatus() : visit(name, revision);
      });
}

}  // namespace standpoint
