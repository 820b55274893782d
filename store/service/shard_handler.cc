#include "store/service/shard_handler.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/bound_filter.h"
#include "store/query/candidate_reader.h"
#include "store/query/candidates.h"
#include "store/query/filter_fields.h"
#include "store/query/place.h"
#include "store/query/scan.h"
#include "store/query/search/aggregate.h"
#include "store/query/search/search_arguments.h"
#include "store/query/search/top.h"
#include "store/service/answer_mask.h"

namespace standpoint {
namespace {

constexpr int kMaxPlaces = 10'000;
constexpr uint32_t kMaxCandidates = 400'000;  // of a streamed assessment with a filter

// Documents of the corpus; `parent` was read before, so that it is right.
template <typename Part>
absl::Status AddCorpusDocuments(const Snapshot& snapshot, absl::string_view parent, Part* part) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("parent", parent));
  ASSIGN_OR_RETURN(const uint64_t count, CountOf(snapshot, name.corpus, Space::kDocument));
  part->set_corpus_documents(static_cast<int64_t>(count));
  return absl::OkStatus();
}

// Lists of a document are of one shard: who wants one asks QueryService.
absl::Status CheckIsOfCorpus(absl::string_view parent) {
  return CorpusName::Parse("parent", parent).status();
}

template <typename Places, typename Part>
void AddPlaces(const Places& places, Part* part) {
  for (const auto& place : places) {
    if constexpr (std::is_same_v<Places, std::vector<SearchPlace>>) {
      part->add_places(EncodeSearchPlace(place));
    } else {
      part->add_places(EncodePlace(place));
    }
  }
}

template <typename Request>
absl::Status CountQuery(const Snapshot& snapshot, const Request& request,
                        internal::v1::CountWordsResponse* response) {
  ASSIGN_OR_RETURN(const SearchArguments arguments, ReadSearchArguments(request));
  ASSIGN_OR_RETURN(std::vector<WordCount> words, CountWords(snapshot, arguments));
  for (WordCount& counted : words) {
    internal::v1::CountWordsResponse::Word* const word = response->add_words();
    word->set_count(counted.count);
    word->set_prefix(std::move(counted.prefix));
    word->mutable_any()->Assign(counted.any.begin(), counted.any.end());
  }
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, arguments.corpus, arguments.space));
  response->set_total(total);
  return AddCorpusDocuments(snapshot, request.parent(), response);
}

absl::Status CountProposition(const Snapshot& snapshot,
                              const internal::v1::PropositionWords& proposition,
                              internal::v1::CountWordsResponse* response) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("parent", proposition.parent()));
  const std::vector<std::string> terms(proposition.terms().begin(), proposition.terms().end());
  ASSIGN_OR_RETURN(const std::vector<uint64_t> counts, CountTerms(snapshot, name.corpus, terms));
  for (const uint64_t count : counts) {
    response->add_words()->set_count(count);
  }
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, name.corpus, Space::kClaim));
  response->set_total(total);
  return AddCorpusDocuments(snapshot, proposition.parent(), response);
}

}  // namespace

absl::Status ShardHandler::PlaceDocuments(const CallContext& call,
                                          const internal::v1::PlaceDocumentsRequest& request,
                                          internal::v1::PlaceDocumentsResponse* part) const {
  std::vector<ScanPlace> places;
  RETURN_IF_ERROR(
      queries_.ListDocumentsWithPlaces(call, request.list(), part->mutable_page(), &places));
  AddPlaces(places, part);
  return AddCorpusDocuments(*engine_->GetSnapshot(), request.list().parent(), part);
}

absl::Status ShardHandler::PlaceClaims(const CallContext& call,
                                       const internal::v1::PlaceClaimsRequest& request,
                                       internal::v1::PlaceClaimsResponse* part) const {
  RETURN_IF_ERROR(CheckIsOfCorpus(request.list().parent()));
  std::vector<ScanPlace> places;
  RETURN_IF_ERROR(
      queries_.ListClaimsWithPlaces(call, request.list(), part->mutable_page(), &places));
  AddPlaces(places, part);
  return AddCorpusDocuments(*engine_->GetSnapshot(), request.list().parent(), part);
}

absl::Status ShardHandler::PlaceStances(const CallContext& call,
                                        const internal::v1::PlaceStancesRequest& request,
                                        internal::v1::PlaceStancesResponse* part) const {
  RETURN_IF_ERROR(CheckIsOfCorpus(request.list().parent()));
  std::vector<ScanPlace> places;
  RETURN_IF_ERROR(
      queries_.ListStancesWithPlaces(call, request.list(), part->mutable_page(), &places));
  AddPlaces(places, part);
  return AddCorpusDocuments(*engine_->GetSnapshot(), request.list().parent(), part);
}

absl::Status ShardHandler::CountWords(const CallContext&,
                                      const internal::v1::CountWordsRequest& request,
                                      internal::v1::CountWordsResponse* response) const {
  const auto snapshot = engine_->GetSnapshot();
  switch (request.words_case()) {
    case internal::v1::CountWordsRequest::kSearchClaims:
      return CountQuery(*snapshot, request.search_claims(), response);
    case internal::v1::CountWordsRequest::kSearchDocuments:
      return CountQuery(*snapshot, request.search_documents(), response);
    case internal::v1::CountWordsRequest::kProposition:
      return CountProposition(*snapshot, request.proposition(), response);
    case internal::v1::CountWordsRequest::WORDS_NOT_SET:
      break;
  }
  return InvalidField("words", "is missing");
}

absl::Status ShardHandler::RankClaims(const CallContext& call,
                                      const internal::v1::RankClaimsRequest& request,
                                      internal::v1::RankClaimsResponse* part) const {
  std::vector<SearchPlace> places;
  RETURN_IF_ERROR(
      queries_.SearchClaimsWithPlaces(call, request.search(), part->mutable_page(), &places));
  AddPlaces(places, part);
  return AddCorpusDocuments(*engine_->GetSnapshot(), request.search().parent(), part);
}

absl::Status ShardHandler::RankDocuments(const CallContext& call,
                                         const internal::v1::RankDocumentsRequest& request,
                                         internal::v1::RankDocumentsResponse* part) const {
  std::vector<SearchPlace> places;
  RETURN_IF_ERROR(
      queries_.SearchDocumentsWithPlaces(call, request.search(), part->mutable_page(), &places));
  AddPlaces(places, part);
  return AddCorpusDocuments(*engine_->GetSnapshot(), request.search().parent(), part);
}

absl::Status ShardHandler::CountClaims(const CallContext& call,
                                       const internal::v1::CountClaimsRequest& request,
                                       internal::v1::CountClaimsResponse* response) const {
  internal::v1::AggregatePart* const part = response->mutable_part();
  const auto snapshot = engine_->GetSnapshot();
  ScanBudget budget(call, max_examined_);
  RETURN_IF_ERROR(
      AggregateShardClaims(*snapshot, request.aggregate(), call, &budget, queries_.known(), part));
  if (part->has_first_claim()) {
    ClearUnasked(*part->mutable_first_claim());
  }
  return AddCorpusDocuments(*snapshot, request.aggregate().parent(), part);
}

absl::Status ShardHandler::CountStances(const CallContext& call,
                                        const internal::v1::CountStancesRequest& request,
                                        internal::v1::CountStancesResponse* response) const {
  internal::v1::AggregatePart* const part = response->mutable_part();
  const auto snapshot = engine_->GetSnapshot();
  ScanBudget budget(call, max_examined_);
  RETURN_IF_ERROR(AggregateShardStances(*snapshot, request.aggregate(), call, &budget, part));
  if (part->has_first_stance()) {
    ClearUnasked(*part->mutable_first_stance());
  }
  return AddCorpusDocuments(*snapshot, request.aggregate().parent(), part);
}

absl::Status ShardHandler::FindCandidates(const CallContext& call,
                                          const internal::v1::FindCandidatesRequest& request,
                                          internal::v1::FindCandidatesResponse* response) const {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("parent", request.words().parent()));
  ASSIGN_OR_RETURN(const BoundFilter filter, BindFilter(ResourceKind::kClaim, request.filter()));
  if (request.limit() < 1 || request.limit() > kMaxCandidates) {
    return InvalidField("limit", "must be 1 to 400,000");
  }
  const std::vector<std::string> terms(request.words().terms().begin(),
                                       request.words().terms().end());
  const auto snapshot = engine_->GetSnapshot();
  ASSIGN_OR_RETURN(const CandidateLists lists,
                   standpoint::FindCandidates(*snapshot,
                                              {.corpus = name.corpus,
                                               .terms = terms,
                                               .rarities = request.rarities(),
                                               .embedding = request.embedding(),
                                               .filter = filter,
                                               .limit = request.limit(),
                                               .known = queries_.known()},
                                              call));
  for (const WordMatch& match : lists.by_words) {
    auto* const found = response->add_by_words();
    found->set_score(match.score);
    found->set_place(EncodePlace(match.place));
  }
  for (const NearClaim& near : lists.by_vector) {
    auto* const found = response->add_by_vector();
    found->set_distance(near.distance);
    if (near.cosine) {
      found->set_cosine(*near.cosine);
    }
    found->set_place(EncodePlace(near.place));
  }
  response->set_matching(lists.matching);
  return AddCorpusDocuments(*snapshot, request.words().parent(), response);
}

absl::Status ShardHandler::ReadCandidates(const CallContext& call,
                                          const internal::v1::ReadCandidatesRequest& request,
                                          internal::v1::ReadCandidatesResponse* response) const {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("parent", request.words().parent()));
  ASSIGN_OR_RETURN(const BoundFilter filter, BindFilter(ResourceKind::kClaim, request.filter()));
  if (request.places_size() > kMaxPlaces) {
    return InvalidField("places", "has more than 10,000 values");
  }
  const auto snapshot = engine_->GetSnapshot();
  const std::vector<std::string> terms(request.words().terms().begin(),
                                       request.words().terms().end());
  CandidateReader reader(*snapshot, name.corpus, filter, terms, request.embedding());
  ScanBudget budget(call, kMaxPlaces);
  for (const std::string& bytes : request.places()) {
    RETURN_IF_ERROR(budget.Spend());
    ScanPlace place;
    if (!DecodePlace(bytes, &place)) {
      return InvalidField("places", "has one that no store gave");
    }
    ASSIGN_OR_RETURN(std::optional<v1::Claim> claim, reader.Read(place, /*may_be_gone=*/true));
    auto* const read = response->add_read();
    if (claim) {
      *read->mutable_claim() = *std::move(claim);
    }
  }
  return absl::OkStatus();
}

}  // namespace standpoint
