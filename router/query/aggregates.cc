#include "router/query/aggregates.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "router/fleet/store_methods.h"
#include "standpoint/internal/v1/shard.pb.h"
#include "store/index/numbers.h"
#include "store/query/place.h"
#include "store/query/search/aggregate_counts.h"

namespace standpoint {
namespace {

using internal::v1::AggregatePart;

bool HasFirst(const AggregatePart& part) {
  return part.has_first_claim() || part.has_first_stance();
}

// Whether the earliest match of `a` is earlier; of the same time the first in the order of lists.
absl::StatusOr<bool> IsEarlier(const AggregatePart& a, const AggregatePart& b) {
  const std::pair<int64_t, int32_t> time_a(a.first_seconds(), a.first_nanos());
  const std::pair<int64_t, int32_t> time_b(b.first_seconds(), b.first_nanos());
  ScanPlace place_a;
  ScanPlace place_b;
  if (!DecodePlace(a.first_place(), &place_a) || !DecodePlace(b.first_place(), &place_b)) {
    return MakeError(absl::StatusCode::kInternal, "SHARD_ANSWER_MALFORMED",
                     "the first match of a shard stands nowhere");
  }
  return time_a != time_b ? time_a < time_b : IsBefore(place_a, place_b, /*newest_first=*/false);
}

// Returns the part whose first match is the first of all; null when none is dated.
template <typename Request, typename ShardRequest, typename Part, typename Response>
absl::StatusOr<AggregatePart*> Aggregate(Space space, const SpreadParts& parts,
                                         const CallContext& call,
                                         const ShardMethod<ShardRequest, Part>& method,
                                         const Request& request,
                                         std::vector<std::optional<Part>>* found,
                                         Response* response) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("parent", request.parent()));
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, name.corpus, request.min_consistency_token()));
  ShardRequest of_shard;
  *of_shard.mutable_aggregate() = request;
  ASSIGN_OR_RETURN(*found, spread.Ask(method, of_shard));
  // After the shards have looked at the rest, so that of several faults the one is named that a store names.
  ASSIGN_OR_RETURN(AggregateCounts counts, AggregateCounts::Make(space, request.group_by()));
  ASSIGN_OR_RETURN(const size_t max_groups, ReadMaxGroups(request.max_groups()));
  AggregatePart* first = nullptr;
  for (size_t i = 0; i < found->size(); ++i) {
    if (!(*found)[i]) {
      continue;
    }
    AggregatePart& part = *(*found)[i]->mutable_part();
    RETURN_IF_ERROR(counts.Add(part));
    response->set_partial(response->partial() || part.partial());
    spread.NoteDocuments(i, part.corpus_documents());
    bool is_first = HasFirst(part) && first == nullptr;
    if (HasFirst(part) && first != nullptr) {
      ASSIGN_OR_RETURN(is_first, IsEarlier(part, *first));
    }
    first = is_first ? &part : first;
  }
  counts.Fill(request, max_groups, response);
  spread.FillMissing(response);
  return first;
}

}  // namespace

absl::Status AggregateClaims(const SpreadParts& parts, const CallContext& call,
                             const v1::AggregateClaimsRequest& request,
                             v1::AggregateClaimsResponse* response) {
  std::vector<std::optional<internal::v1::CountClaimsResponse>> found;
  ASSIGN_OR_RETURN(AggregatePart* const first,
                   Aggregate(Space::kClaim, parts, call, kCountClaims, request, &found, response));
  if (first != nullptr) {
    response->mutable_first()->Swap(first->mutable_first_claim());
  }
  return absl::OkStatus();
}

absl::Status AggregateStances(const SpreadParts& parts, const CallContext& call,
                              const v1::AggregateStancesRequest& request,
                              v1::AggregateStancesResponse* response) {
  std::vector<std::optional<internal::v1::CountStancesResponse>> found;
  ASSIGN_OR_RETURN(AggregatePart* const first, Aggregate(Space::kStance, parts, call, kCountStances,
                                                         request, &found, response));
  if (first != nullptr) {
    response->mutable_first()->Swap(first->mutable_first_stance());
  }
  return absl::OkStatus();
}

}  // namespace standpoint
