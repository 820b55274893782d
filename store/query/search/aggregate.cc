#include "store/query/search/aggregate.h"

#include <optional>
#include <string>
#include <utility>

#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/query/search/aggregate_counts.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/count_visitor.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/filter_words.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"

namespace standpoint {
namespace {

// What the two requests have in common.
struct AggregateArguments {
  Space space = Space::kClaim;
  std::string corpus;
  SearchQuery query;
  BoundFilter filter;
};

absl::StatusOr<AggregateArguments> ReadArguments(const v1::AggregateClaimsRequest& request) {
  AggregateArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.query, ParseSearchQuery(request.query()));
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kClaim, request.filter()));
  return arguments;
}

absl::StatusOr<AggregateArguments> ReadArguments(const v1::AggregateStancesRequest& request) {
  AggregateArguments arguments;
  arguments.space = Space::kStance;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kStance, request.filter()));
  return arguments;
}

// Counts into `counts`.
absl::StatusOr<std::optional<FirstMatch>> Count(const Snapshot& snapshot,
                                                const AggregateArguments& arguments,
                                                const CallContext& call, ScanBudget* budget,
                                                KnownBuckets* known, NumberReader* reader,
                                                AggregateCounts* counts, bool* partial) {
  BucketColumns columns(snapshot, arguments.corpus, arguments.space);
  ASSIGN_OR_RETURN(Matcher matcher, Matcher::Open(snapshot, arguments.corpus, arguments.space,
                                                  WithFilterWords(arguments.space, arguments.query,
                                                                  arguments.filter),
                                                  0, {}, &columns, reader));
  const bool is_of_claims = arguments.space == Space::kClaim;
  ASSIGN_OR_RETURN(
      FilterNumbers numbers,
      FilterNumbers::Open(
          snapshot, arguments.corpus,
          is_of_claims ? WithoutFilterWords(arguments.space, arguments.filter) : BoundFilter(),
          known == nullptr ? nullptr : &known->names));
  matcher.NarrowTo(&numbers);
  CountVisitor visitor(arguments.space, arguments.filter, counts, call, budget, &columns, reader);
  visitor.SetPhrases(&matcher.phrases());
  RETURN_IF_ERROR(matcher.Run(/*best_first=*/false, &visitor));
  *partial = visitor.partial();
  return visitor.first();
}

void FillFirst(const std::string& corpus, NumberedRecord* record, v1::Claim* first) {
  internal::v1::ClaimRecord claim = record->claim.record;
  FillClaim(corpus, record->document->record, std::move(claim), first);
}

void FillFirst(const std::string& corpus, NumberedRecord* record, v1::Stance* first) {
  internal::v1::StanceRecord stance = record->stance;
  FillStance(corpus, record->document->record, std::move(stance), first);
}

template <typename Request, typename Response>
absl::Status Aggregate(const Snapshot& snapshot, const Request& request, const CallContext& call,
                       ScanBudget* budget, KnownBuckets* known, Response* response) {
  ASSIGN_OR_RETURN(const AggregateArguments arguments, ReadArguments(request));
  ASSIGN_OR_RETURN(AggregateCounts counts,
                   AggregateCounts::Make(arguments.space, request.group_by()));
  ASSIGN_OR_RETURN(const size_t max_groups, ReadMaxGroups(request.max_groups()));
  NumberReader reader(snapshot, arguments.corpus, arguments.space,
                      arguments.filter.Uses(FilterField::kTerm));
  bool partial = false;
  ASSIGN_OR_RETURN(const auto first,
                   Count(snapshot, arguments, call, budget, known, &reader, &counts, &partial));
  counts.Fill(request, max_groups, response);
  response->set_partial(partial);
  if (first) {
    ASSIGN_OR_RETURN(NumberedRecord * record, reader.Read(first->number));
    FillFirst(arguments.corpus, record, response->mutable_first());
  }
  return absl::OkStatus();
}

template <typename Request, typename First>
absl::Status AggregateShard(const Snapshot& snapshot, const Request& request,
                            const CallContext& call, ScanBudget* budget, KnownBuckets* known,
                            internal::v1::AggregatePart* part, First first_of_part) {
  ASSIGN_OR_RETURN(const AggregateArguments arguments, ReadArguments(request));
  ASSIGN_OR_RETURN(AggregateCounts counts,
                   AggregateCounts::Make(arguments.space, request.group_by()));
  NumberReader reader(snapshot, arguments.corpus, arguments.space,
                      arguments.filter.Uses(FilterField::kTerm));
  bool partial = false;
  ASSIGN_OR_RETURN(auto first,
                   Count(snapshot, arguments, call, budget, known, &reader, &counts, &partial));
  RETURN_IF_ERROR(counts.HandOn(part));
  part->set_partial(partial);
  if (first) {
    ASSIGN_OR_RETURN(NumberedRecord * record, reader.Read(first->number));
    first->place.posting.ref = record->document->ref;
    first->place.ordinal = record->ordinal;
    part->set_first_place(EncodePlace(first->place));
    part->set_first_seconds(first->time.first);
    part->set_first_nanos(first->time.second);
    FillFirst(arguments.corpus, record, first_of_part());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AggregateClaims(const Snapshot& snapshot, const v1::AggregateClaimsRequest& request,
                             const CallContext& call, ScanBudget* budget, KnownBuckets* known,
                             v1::AggregateClaimsResponse* response) {
  return Aggregate(snapshot, request, call, budget, known, response);
}

absl::Status AggregateStances(const Snapshot& snapshot, const v1::AggregateStancesRequest& request,
                              const CallContext& call, ScanBudget* budget,
                              v1::AggregateStancesResponse* response) {
  return Aggregate(snapshot, request, call, budget, /*known=*/nullptr, response);
}

absl::Status AggregateShardClaims(const Snapshot& snapshot,
                                  const v1::AggregateClaimsRequest& request,
                                  const CallContext& call, ScanBudget* budget, KnownBuckets* known,
                                  internal::v1::AggregatePart* part) {
  return AggregateShard(snapshot, request, call, budget, known, part,
                        [part] { return part->mutable_first_claim(); });
}

absl::Status AggregateShardStances(const Snapshot& snapshot,
                                   const v1::AggregateStancesRequest& request,
                                   const CallContext& call, ScanBudget* budget,
                                   internal::v1::AggregatePart* part) {
  return AggregateShard(snapshot, request, call, budget, /*known=*/nullptr, part,
                        [part] { return part->mutable_first_stance(); });
}

}  // namespace standpoint
