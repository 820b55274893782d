#include "store/query/search/searches.h"

#include <string>
#include <utility>

#include "common/status/macros.h"
#include "store/index/impact.h"
#include "store/query/answers.h"
#include "store/query/search/highlight.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

void TakePlaces(const SearchPage& page, std::vector<SearchPlace>* places) {
  if (places == nullptr) {
    return;
  }
  for (const RankedNumber& match : page.matches) {
    places->push_back({match.merit, match.place, {}});
  }
}

void AddHighlights(const Highlighter& highlighter, const v1::Claim& claim, v1::ClaimHit* hit) {
  highlighter.Add("text", claim.text(), hit->mutable_highlights());
  for (const v1::Holder& holder : claim.holders()) {
    highlighter.Add("holder", holder.full_name().empty() ? holder.text() : holder.full_name(),
                    hit->mutable_highlights());
  }
}

}  // namespace

absl::Status SearchClaims(const Snapshot& snapshot, const SearchArguments& arguments,
                          bool with_terms, const CallContext& call, ScanBudget* budget,
                          v1::SearchClaimsResponse* response, std::vector<SearchPlace>* places) {
  NumberReader reader(snapshot, arguments.corpus, Space::kClaim,
                      with_terms || arguments.filter.Uses(FilterField::kTerm),
                      arguments.known == nullptr ? nullptr : &arguments.known->owners);
  ASSIGN_OR_RETURN(const SearchPage page, SearchTop(snapshot, arguments, call, budget, &reader));
  const Highlighter highlighter(arguments.query);
  for (const RankedNumber& match : page.matches) {
    ASSIGN_OR_RETURN(const NumberedRecord* record,
                     reader.Read(match.number, match.place.posting.ref, match.place.ordinal));
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
  response->set_next_page_token(NextPageToken(arguments, page.next));
  response->set_partial(page.partial);
  TakePlaces(page, places);
  return absl::OkStatus();
}

absl::Status SearchDocuments(const Snapshot& snapshot, const SearchArguments& arguments,
                             bool with_text, bool with_runs, const CallContext& call,
                             ScanBudget* budget, v1::SearchDocumentsResponse* response,
                             std::vector<SearchPlace>* places) {
  NumberReader reader(snapshot, arguments.corpus, Space::kDocument);
  ASSIGN_OR_RETURN(const SearchPage page, SearchTop(snapshot, arguments, call, budget, &reader));
  const Highlighter highlighter(arguments.query);
  for (const RankedNumber& match : page.matches) {
    ASSIGN_OR_RETURN(const NumberedRecord* record,
                     reader.Read(match.number, match.place.posting.ref, match.place.ordinal));
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
  response->set_next_page_token(NextPageToken(arguments, page.next));
  response->set_partial(page.partial);
  TakePlaces(page, places);
  return absl::OkStatus();
}

}  // namespace standpoint
