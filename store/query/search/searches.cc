#include "store/query/search/searches.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/index/impact.h"
#include "store/query/answers.h"
#include "store/query/page_token.h"
#include "store/query/search/highlight.h"

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

template <typename Request>
uint64_t DigestOf(Space space, const Request& request) {
  return ArgumentsDigest({absl::StrCat("search", static_cast<int>(space)), request.parent(),
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
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(const std::string bytes,
                     DecodePageToken(DigestOf(space, request), request.page_token()));
    SearchPlace place;
    if (!DecodeSearchPlace(bytes, &place)) {
      return InvalidField("page_token", "is not a token of this search");
    }
    arguments.after = std::move(place);
  }
  return arguments;
}

template <typename Request>
std::string TokenOf(Space space, const Request& request, const SearchPage& page) {
  return page.next ? EncodePageToken(DigestOf(space, request), EncodeSearchPlace(*page.next))
                   : std::string();
}

void AddHighlights(const Highlighter& highlighter, const v1::Claim& claim, v1::ClaimHit* hit) {
  highlighter.Add("text", claim.text(), hit->mutable_highlights());
  for (const v1::Holder& holder : claim.holders()) {
    highlighter.Add("holder", holder.full_name().empty() ? holder.text() : holder.full_name(),
                    hit->mutable_highlights());
  }
}

}  // namespace

absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchClaimsRequest& request) {
  return Read(Space::kClaim, ResourceKind::kClaim, request);
}

absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchDocumentsRequest& request) {
  return Read(Space::kDocument, ResourceKind::kDocument, request);
}

absl::Status SearchClaims(const Snapshot& snapshot, const SearchArguments& arguments,
                          const v1::SearchClaimsRequest& request, bool with_terms,
                          const CallContext& call, ScanBudget* budget,
                          v1::SearchClaimsResponse* response) {
  NumberReader reader(snapshot, arguments.corpus, Space::kClaim);
  ASSIGN_OR_RETURN(const SearchPage page, SearchTop(snapshot, arguments, call, budget, &reader));
  const Highlighter highlighter(arguments.query);
  for (const RankedNumber& match : page.matches) {
    ASSIGN_OR_RETURN(const NumberedRecord* record, reader.Read(match.number));
    v1::ClaimHit* hit = response->add_hits();
    hit->set_score(ScoreOf(match.score));
    internal::v1::ClaimRecord claim = record->claim.record;
    FillClaim(arguments.corpus, record->document->record, std::move(claim), hit->mutable_claim());
    if (with_terms) {
      hit->mutable_claim()->mutable_terms()->Assign(record->claim.terms.begin(),
                                                    record->claim.terms.end());
    }
    if (!highlighter.empty()) {
      AddHighlights(highlighter, hit->claim(), hit);
    }
  }
  response->set_next_page_token(TokenOf(Space::kClaim, request, page));
  response->set_partial(page.partial);
  return absl::OkStatus();
}

absl::Status SearchDocuments(const Snapshot& snapshot, const SearchArguments& arguments,
                             const v1::SearchDocumentsRequest& request, bool with_text,
                             bool with_runs, const CallContext& call, ScanBudget* budget,
                             v1::SearchDocumentsResponse* response) {
  NumberReader reader(snapshot, arguments.corpus, Space::kDocument);
  ASSIGN_OR_RETURN(const SearchPage page, SearchTop(snapshot, arguments, call, budget, &reader));
  const Highlighter highlighter(arguments.query);
  for (const RankedNumber& match : page.matches) {
    ASSIGN_OR_RETURN(const NumberedRecord* record, reader.Read(match.number));
    v1::DocumentHit* hit = response->add_hits();
    hit->set_score(ScoreOf(match.score));
    StoredDocument document = *record->document;
    if (!highlighter.empty()) {
      ASSIGN_OR_RETURN(const std::string text, reader.Text(match.number));
      highlighter.Add("title", document.record.document().title(), hit->mutable_highlights());
      highlighter.Add("text", text, hit->mutable_highlights());
    }
    RETURN_IF_ERROR(FillDocument(snapshot, arguments.corpus, std::move(document), with_text,
                                 with_runs, hit->mutable_document()));
  }
  response->set_next_page_token(TokenOf(Space::kDocument, request, page));
  response->set_partial(page.partial);
  return absl::OkStatus();
}

}  // namespace standpoint
