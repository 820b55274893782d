#include "cli/commands/lost_documents.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "ingest/service/offline_intake.h"
#include "store/service/offline_documents.h"

namespace standpoint {
namespace {

constexpr int64_t kMostNamed = 100;

}  // namespace

absl::Status FindLostDocuments(const std::string& data, v1::ConsistencyReport* report) {
  ASSIGN_OR_RETURN(const OfflineDocuments stored,
                   OfflineDocuments::Open(absl::StrCat(data, "/store")));
  int64_t lost = 0;
  const auto look = [&](absl::string_view name, int64_t revision) -> absl::Status {
    ASSIGN_OR_RETURN(const bool known, stored.Knows(name, revision));
    if (!known && ++lost <= kMostNamed) {
      report->add_problems(
          absl::StrCat(name, " was acknowledged, and is in neither queue, dead letters nor store"));
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ForEachPassedOn(data, look));
  if (lost > kMostNamed) {
    report->add_problems(absl::StrCat(lost - kMostNamed, " more documents are lost likewise"));
  }
  return absl::OkStatus();
}

}  // namespace standpoint
