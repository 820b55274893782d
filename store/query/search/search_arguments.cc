#include "store/query/search/search_arguments.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/page_token.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

std::string OneBlank(absl::string_view text) {
  return absl::StrJoin(absl::StrSplit(text, absl::ByAnyChar(" \t"), absl::SkipEmpty()), " ");
}

absl::StatusOr<SearchOrder> ReadOrder(absl::string_view order_by, bool has_query) {
  const std::string order = OneBlank(order_by);
  if (order == "publish_time" || order == "publish_time asc") {
    return SearchOrder::kOldest;
  }
  if (order == "publish_time desc" || (order.empty() && !has_query)) {
    return SearchOrder::kNewest;
  }
  if (order.empty() || order == "relevance") {
    return SearchOrder::kRelevance;
  }
  return InvalidField("order_by", "must be `relevance`, `publish_time desc` or `publish_time`");
}

// "search/" and not "search": earlier programs made tokens of another form.
template <typename Request>
uint64_t DigestOf(Space space, const Request& request) {
  return ArgumentsDigest({absl::StrCat("search/", static_cast<int>(space)), request.parent(),
                          request.query(), request.filter(), OneBlank(request.order_by()),
                          absl::StrJoin(request.read_mask().paths(), ",")});
}

template <typename Request>
absl::StatusOr<SearchArguments> Read(Space space, ResourceKind kind, const Request& request) {
  SearchArguments arguments;
  arguments.space = space;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.query, ParseSearchQuery(request.query()));
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(kind, request.filter()));
  ASSIGN_OR_RETURN(arguments.order, ReadOrder(request.order_by(), arguments.query.has_required()));
  ASSIGN_OR_RETURN(const int page_size, EffectivePageSize(request.page_size()));
  arguments.page_size = static_cast<size_t>(page_size);
  arguments.digest = DigestOf(space, request);
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(const std::string bytes,
                     DecodePageToken(arguments.digest, request.page_token()));
    SearchPlace place;
    if (!DecodeSearchPlace(bytes, &place)) {
      return InvalidField("page_token", "is not a token of this search");
    }
    arguments.after = std::move(place);
  }
  return arguments;
}

}  // namespace

std::string EncodeSearchPlace(const SearchPlace& place) {
  std::string bytes;
  AppendVarint(place.merit, &bytes);
  bytes += EncodePlace(place.place);
  for (const uint32_t rarity : place.rarities) {
    AppendVarint(rarity, &bytes);
  }
  return bytes;
}

bool DecodeSearchPlace(absl::string_view bytes, SearchPlace* place) {
  ByteReader reader(bytes);
  absl::string_view encoded;
  place->rarities.clear();
  if (!reader.ReadVarint(&place->merit) || !reader.ReadBytes(kPlaceBytes, &encoded) ||
      !DecodePlace(encoded, &place->place)) {
    return false;
  }
  while (!reader.empty()) {
    uint64_t rarity = 0;
    if (!reader.ReadVarint(&rarity) || rarity > UINT32_MAX / 64) {
      return false;
    }
    place->rarities.push_back(static_cast<uint32_t>(rarity));
  }
  return true;
}

SearchPlace FirstPlace(std::vector<uint32_t> rarities) {
  SearchPlace place;
  place.merit = std::numeric_limits<uint64_t>::max();
  place.place.posting.ref.bytes.assign(DocumentRef::kSize, '\0');
  place.rarities = std::move(rarities);
  return place;
}

bool IsBefore(const SearchPlace& a, const SearchPlace& b, SearchOrder order) {
  return a.merit != b.merit ? a.merit > b.merit
                            : IsBefore(a.place, b.place, order != SearchOrder::kOldest);
}

absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchClaimsRequest& request) {
  return Read(Space::kClaim, ResourceKind::kClaim, request);
}

absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchDocumentsRequest& request) {
  return Read(Space::kDocument, ResourceKind::kDocument, request);
}

std::string NextPageToken(const SearchArguments& arguments,
                          const std::optional<SearchPlace>& place) {
  return place ? EncodePageToken(arguments.digest, EncodeSearchPlace(*place)) : std::string();
}

}  // namespace standpoint
