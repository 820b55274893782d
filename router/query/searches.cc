#include "router/query/searches.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "router/fleet/store_methods.h"
#include "router/merge/merge_heads.h"
#include "router/query/malformed_answer.h"
#include "store/query/search/search_arguments.h"

namespace standpoint {
namespace {

void SetWords(const v1::SearchClaimsRequest& request, internal::v1::CountWordsRequest* words) {
  *words->mutable_search_claims() = request;
}
void SetWords(const v1::SearchDocumentsRequest& request, internal::v1::CountWordsRequest* words) {
  *words->mutable_search_documents() = request;
}

template <typename Part>
absl::StatusOr<PlacedPart<SearchPlace>> PlacesOf(const Part& part) {
  PlacedPart<SearchPlace> placed;
  for (const std::string& bytes : part.places()) {
    if (!DecodeSearchPlace(bytes, &placed.places.emplace_back())) {
      return MalformedAnswer("places");
    }
  }
  if (part.places_size() != part.page().hits_size()) {
    return MalformedAnswer("places");
  }
  if (!part.page().next_page_token().empty() && !placed.places.empty()) {
    placed.more_behind = placed.places.back();  // a page with a next one is full
  }
  return placed;
}

template <typename Request, typename ShardRequest, typename Part, typename Response>
absl::Status Search(const SpreadParts& parts, WordWeights& weights, const CallContext& call,
                    const ShardMethod<ShardRequest, Part>& method, const Request& request,
                    Response* response) {
  ASSIGN_OR_RETURN(const SearchArguments arguments, ReadSearchArguments(request));
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, arguments.corpus, request.min_consistency_token()));
  ShardRequest of_shard;
  *of_shard.mutable_search() = request;
  std::vector<uint32_t> rarities;
  if (arguments.after) {
    rarities = arguments.after->rarities;
  } else if (!arguments.query.clauses.empty()) {
    internal::v1::CountWordsRequest words;
    SetWords(request, &words);
    ASSIGN_OR_RETURN(rarities, weights.Get(spread, words, /*rounds_left=*/2));
    of_shard.mutable_search()->set_page_token(NextPageToken(arguments, FirstPlace(rarities)));
  }
  ASSIGN_OR_RETURN(std::vector<std::optional<Part>> found, spread.Ask(method, of_shard));
  std::vector<PlacedPart<SearchPlace>> placed(found.size());
  for (size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      ASSIGN_OR_RETURN(placed[i], PlacesOf(*found[i]));
      spread.NoteDocuments(i, found[i]->corpus_documents());
      response->set_partial(response->partial() || found[i]->page().partial());
    }
  }
  std::optional<SearchPlace> next = MergeHeads<SearchPlace>(
      placed, arguments.page_size,
      [&](const SearchPlace& a, const SearchPlace& b) { return IsBefore(a, b, arguments.order); },
      [&](size_t part, size_t item) {
        *response->add_hits() =
            std::move(*found[part]->mutable_page()->mutable_hits(static_cast<int>(item)));
      });
  if (next) {
    next->rarities = std::move(rarities);
  }
  response->set_next_page_token(NextPageToken(arguments, next));
  spread.FillMissing(response);
  return absl::OkStatus();
}

}  // namespace

absl::Status SearchClaims(const SpreadParts& parts, WordWeights& weights, const CallContext& call,
                          const v1::SearchClaimsRequest& request,
                          v1::SearchClaimsResponse* response) {
  return Search(parts, weights, call, kRankClaims, request, response);
}

absl::Status SearchDocuments(const SpreadParts& parts, WordWeights& weights,
                             const CallContext& call, const v1::SearchDocumentsRequest& request,
                             v1::SearchDocumentsResponse* response) {
  return Search(parts, weights, call, kRankDocuments, request, response);
}

}  // namespace standpoint
