#include "bench/search/narrative_calls.h"

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

// Each word or filter once.
class Requests {
 public:
  explicit Requests(int calls) : calls_(static_cast<size_t>(calls)) {}

  void Add(const std::string& parent, const std::string& subject, const std::string& filter) {
    if (requests_.size() < calls_ && known_.insert(subject + filter).second) {
      v1::FindNarrativesRequest& request = requests_.emplace_back();
      request.set_parent(parent);
      request.set_subject(subject);
      request.set_filter(filter);
    }
  }

  const std::vector<v1::FindNarrativesRequest>& get() const { return requests_; }

 private:
  const size_t calls_;
  std::set<std::string> known_;
  std::vector<v1::FindNarrativesRequest> requests_;
};

Json TimeOf(const QueryHandler& handler, const std::vector<v1::FindNarrativesRequest>& requests) {
  return TimedWithCounts(
      requests, [&](const v1::FindNarrativesRequest& request, JudgedCounts* counts) {
        v1::FindNarrativesResponse response;
        const absl::Status status = handler.FindNarratives(CallContext(), request, &response);
        counts->examined += response.examined_count();
        counts->judged += static_cast<double>(response.judged_count());
        counts->found += response.narratives_size() + response.left_out_count();
        return status;
      });
}

}  // namespace

Json TimeNarratives(const QueryHandler& handler, const std::vector<FileQuery>& queries, int calls) {
  Requests subjects(calls);
  Requests times(calls);
  for (const FileQuery& query : queries) {
    const v1::SearchClaimsRequest& request = query.request;
    if (query.kind == "words") {
      subjects.Add(request.parent(), request.query(), "");
    } else if (absl::StartsWith(request.filter(), "document.publish_time")) {
      times.Add(request.parent(), "", request.filter());
    }
  }
  Json result;
  result["subject"] = TimeOf(handler, subjects.get());
  result["time"] = TimeOf(handler, times.get());
  return result;
}

}  // namespace standpoint
