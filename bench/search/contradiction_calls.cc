#include "bench/search/contradiction_calls.h"

#include <cstddef>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "bench/search/timing.h"
#include "common/rpc/call_context.h"

namespace standpoint {
namespace {

using Json = nlohmann::ordered_json;

// One request for each filter that `begins` so.
std::vector<v1::FindContradictionsRequest> Requests(const std::vector<FileQuery>& queries,
                                                    absl::string_view begins,
                                                    v1::ContradictionKind kind, int calls) {
  std::set<std::string> filters;
  std::vector<v1::FindContradictionsRequest> requests;
  for (const FileQuery& query : queries) {
    const std::string& filter = query.request.filter();
    if (requests.size() < static_cast<size_t>(calls) && absl::StartsWith(filter, begins) &&
        filters.insert(filter).second) {
      v1::FindContradictionsRequest& request = requests.emplace_back();
      request.set_parent(query.request.parent());
      request.set_filter(filter);
      request.set_kind(kind);
    }
  }
  return requests;
}

Json TimeOf(const QueryHandler& handler,
            const std::vector<v1::FindContradictionsRequest>& requests) {
  return TimedWithCounts(
      requests, [&](const v1::FindContradictionsRequest& request, JudgedCounts* counts) {
        v1::FindContradictionsResponse response;
        const absl::Status status = handler.FindContradictions(CallContext(), request, &response);
        counts->examined += response.examined_count();
        counts->judged += static_cast<double>(response.judged_count());
        counts->found += response.contradictions_size();
        return status;
      });
}

}  // namespace

Json TimeContradictions(const QueryHandler& handler, const std::vector<FileQuery>& queries,
                        int calls) {
  Json result;
  result["time"] = TimeOf(handler, Requests(queries, "document.publish_time",
                                            v1::CONTRADICTION_KIND_UNSPECIFIED, calls));
  result["reversals"] =
      TimeOf(handler, Requests(queries, "holder", v1::CONTRADICTION_KIND_REVERSAL, calls));
  return result;
}

}  // namespace standpoint
