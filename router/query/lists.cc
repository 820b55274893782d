#include "router/query/lists.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "router/fleet/store_methods.h"
#include "router/merge/merge_heads.h"
#include "router/query/malformed_answer.h"
#include "store/query/filter_fields.h"
#include "store/query/list_arguments.h"
#include "store/query/page_token.h"
#include "store/query/place.h"

namespace standpoint {
namespace {

// Where the answers of a shard stand.
template <typename Part>
absl::StatusOr<PlacedPart<ScanPlace>> PlacesOf(const Part& part, int items,
                                               const ListArguments& arguments) {
  PlacedPart<ScanPlace> placed;
  for (const std::string& bytes : part.places()) {
    if (!DecodePlace(bytes, &placed.places.emplace_back())) {
      return MalformedAnswer("places");
    }
  }
  if (part.places_size() != items) {
    return MalformedAnswer("places");
  }
  if (const std::string& token = part.page().next_page_token(); !token.empty()) {
    const auto bytes = DecodePageToken(arguments.digest, token);
    if (!bytes.ok() || !DecodePlace(*bytes, &placed.more_behind.emplace())) {
      return MalformedAnswer("places");
    }
  }
  return placed;
}

// `items(page)`: the repeated field of a page.
template <typename ShardRequest, typename Part, typename Request, typename Items, typename Response>
absl::Status ListBySpread(Spread& spread, const ListArguments& arguments,
                          const ShardMethod<ShardRequest, Part>& method, const Request& request,
                          const Items& items, int rounds_left, Response* response) {
  ShardRequest of_shard;
  *of_shard.mutable_list() = request;
  ASSIGN_OR_RETURN(std::vector<std::optional<Part>> found,
                   spread.Ask(method, of_shard, rounds_left));
  std::vector<PlacedPart<ScanPlace>> placed(found.size());
  for (size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      ASSIGN_OR_RETURN(placed[i],
                       PlacesOf(*found[i], items(*found[i]->mutable_page())->size(), arguments));
      spread.NoteDocuments(i, found[i]->corpus_documents());
    }
  }
  const std::optional<ScanPlace> next = MergeHeads<ScanPlace>(
      placed, static_cast<size_t>(arguments.page_size),
      [&](const ScanPlace& a, const ScanPlace& b) {
        return IsBefore(a, b, arguments.newest_first);
      },
      [&](size_t part, size_t item) {
        items(*response)->Add(
            std::move(*items(*found[part]->mutable_page())->Mutable(static_cast<int>(item))));
      });
  response->set_next_page_token(NextPageToken(arguments, next));
  return absl::OkStatus();
}

// Likewise.
template <typename Request, typename ShardRequest, typename Part, typename Response, typename Items>
absl::Status ListOfCorpus(const SpreadParts& parts, const CallContext& call,
                          const ListArguments& arguments,
                          const ShardMethod<ShardRequest, Part>& method, const Request& request,
                          const Items& items, Response* response) {
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, arguments.corpus, request.min_consistency_token()));
  RETURN_IF_ERROR(
      ListBySpread(spread, arguments, method, request, items, /*rounds_left=*/1, response));
  spread.FillMissing(response);
  return absl::OkStatus();
}

template <typename Request, typename Response>
absl::Status ListOfDocument(const SpreadParts& parts, const CallContext& call,
                            const ListArguments& arguments,
                            const ShardMethod<Request, Response>& method, const Request& request,
                            Response* response) {
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, arguments.corpus, request.min_consistency_token()));
  return spread.AskOne(method, DocumentName{arguments.corpus, arguments.document}, request,
                       response);
}

}  // namespace

absl::Status ListDocuments(const SpreadParts& parts, const CallContext& call,
                           const v1::ListDocumentsRequest& request,
                           v1::ListDocumentsResponse* response) {
  ASSIGN_OR_RETURN(const ListArguments arguments,
                   ReadListArguments(ResourceKind::kDocument, RawArguments(request)));
  return ListOfCorpus(
      parts, call, arguments, kPlaceDocuments, request,
      [](v1::ListDocumentsResponse& page) { return page.mutable_documents(); }, response);
}

absl::Status ListClaims(const SpreadParts& parts, const CallContext& call,
                        const v1::ListClaimsRequest& request, v1::ListClaimsResponse* response) {
  ASSIGN_OR_RETURN(const ListArguments arguments,
                   ReadListArguments(ResourceKind::kClaim, RawArguments(request)));
  if (!arguments.document.empty()) {
    return ListOfDocument(parts, call, arguments, kListClaimsOfDocument, request, response);
  }
  return ListOfCorpus(
      parts, call, arguments, kPlaceClaims, request,
      [](v1::ListClaimsResponse& page) { return page.mutable_claims(); }, response);
}

absl::Status ListClaims(Spread& spread, const v1::ListClaimsRequest& request, int rounds_left,
                        v1::ListClaimsResponse* response) {
  ASSIGN_OR_RETURN(const ListArguments arguments,
                   ReadListArguments(ResourceKind::kClaim, RawArguments(request)));
  return ListBySpread(
      spread, arguments, kPlaceClaims, request,
      [](v1::ListClaimsResponse& page) { return page.mutable_claims(); }, rounds_left, response);
}

absl::Status ListStances(const SpreadParts& parts, const CallContext& call,
                         const v1::ListStancesRequest& request, v1::ListStancesResponse* response) {
  ASSIGN_OR_RETURN(const ListArguments arguments,
                   ReadListArguments(ResourceKind::kStance, RawArguments(request)));
  if (!arguments.document.empty()) {
    return ListOfDocument(parts, call, arguments, kListStancesOfDocument, request, response);
  }
  return ListOfCorpus(
      parts, call, arguments, kPlaceStances, request,
      [](v1::ListStancesResponse& page) { return page.mutable_stances(); }, response);
}

}  // namespace standpoint
