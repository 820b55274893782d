#include "tests/walk/collection_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "standpoint/v1/stance.pb.h"
#include "tests/walk/analysis_text.h"

namespace standpoint {
namespace {

std::string DayText(bool dated, const google::protobuf::Timestamp& time) {
  if (!dated) return "undated";
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
}

std::string EvidenceText(const v1::Evidence& evidence) {
  const v1::Claim& claim = evidence.claim();
  const std::string holder =
      evidence.holder().kind() == v1::HOLDER_KIND_AUTHOR ? "author" : evidence.holder().text();
  return absl::StrCat(
      "  ", absl::StrFormat("%.2f", evidence.judgement().confidence()), " ",
      DayText(claim.document().has_publish_time(), claim.document().publish_time()), " ",
      claim.document().source(), " | ", holder, " | ", claim.text(),
      "\n       as worded: ", Word(v1::Relation_Name(evidence.judgement().relation())), "; ",
      HoldersText(claim), "; ", Word(v1::Act_Name(claim.act())), " ",
      Word(v1::Polarity_Name(claim.polarity())), " ", Word(v1::Modality_Name(claim.modality())),
      " ", Word(v1::Commitment_Name(claim.commitment())),
      evidence.copies().empty() ? "" : absl::StrCat("; copies ", evidence.copies_size()),
      evidence.near_copies().empty() ? ""
                                     : absl::StrCat("; near copies ", evidence.near_copies_size()),
      "\n");
}

std::string SideText(const v1::Side& side) {
  std::string out =
      absl::StrCat("== ", Word(v1::Relation_Name(side.relation())), ": ", side.voice_count(),
                   " voices in ", side.document_count(), " documents\n");
  for (const v1::SideHolder& holder : side.holders()) {
    absl::StrAppend(&out, "  ", holder.count(), " ", holder.holder(), ", ",
                    DayText(holder.has_first_time(), holder.first_time()), " to ",
                    DayText(holder.has_last_time(), holder.last_time()), "\n");
  }
  out += "-- evidence\n";
  for (const v1::Evidence& evidence : side.evidence()) out += EvidenceText(evidence);
  return out;
}

template <typename Counts>
std::string CountsText(absl::string_view title, const Counts& counts) {
  std::string out = absl::StrCat("== ", title, " (support, oppose, discuss)\n");
  for (const v1::SideCount& count : counts) {
    absl::StrAppend(&out, "  ", count.key().empty() ? "(none)" : count.key(), " ", count.support(),
                    " ", count.oppose(), " ", count.discuss(), "\n");
  }
  return out;
}

std::string ContradictionSideText(const v1::ContradictionSide& side) {
  const v1::Claim& claim = side.claim();
  const v1::DocumentSummary& document = claim.document();
  const bool author = side.holder().kind() == v1::HOLDER_KIND_AUTHOR;
  return absl::StrCat(
      "  ", DayText(document.has_publish_time(), document.publish_time()), " ", document.source(),
      " | ", author ? "author" : side.holder().text(), " | ", claim.text(), "\n       ",
      HoldersText(claim), "; ", Word(v1::Act_Name(claim.act())), " ",
      Word(v1::Polarity_Name(claim.polarity())), " ", Word(v1::Modality_Name(claim.modality())),
      " ", Word(v1::Commitment_Name(claim.commitment())),
      side.copies().empty() ? "" : absl::StrCat("; copies ", side.copies_size()),
      claim.standalone_text() == claim.text()
          ? ""
          : absl::StrCat("\n       means: ", claim.standalone_text()),
      "\n");
}

std::string QuoteText(const v1::NarrativeQuote& quote) {
  v1::ContradictionSide side;
  *side.mutable_claim() = quote.claim();
  *side.mutable_holder() = quote.holder();
  *side.mutable_copies() = quote.copies();
  return absl::StrCat(
      absl::StrFormat("%.2f%s\n", quote.confidence(), quote.denied() ? " denied" : ""),
      ContradictionSideText(side));
}

template <typename Groups>
std::string GroupsText(absl::string_view title, const Groups& groups) {
  std::string out = absl::StrCat(title, ":");
  for (const v1::AggregateGroup& group : groups) {
    absl::StrAppend(&out, " ", group.key().empty() ? "(none)" : group.key(), " ", group.count(),
                    ";");
  }
  return absl::StrCat(out, "\n");
}

std::string NarrativeText(int number, const v1::Narrative& one) {
  const v1::AggregateGroup& total = one.total();
  std::string out = absl::StrCat(
      "== ", number, " ", one.typical().denied() ? "not: " : "", one.label(), "\n",
      one.voice_count(), " voices, ", total.count(), " claims, ", one.copy_count(), " copies, ",
      total.document_count(), " documents, ", total.source_count(), " sources, ",
      total.holder_count(), " holders, ", absl::StrFormat("cohesion %.2f\n", one.cohesion()),
      GroupsText("by time", one.by_time()), GroupsText("by source", one.by_source()),
      GroupsText("by holder", one.by_holder()));
  if (one.has_first()) absl::StrAppend(&out, "first ", QuoteText(one.first()));
  for (const v1::NarrativeQuote& quote : one.quotes()) absl::StrAppend(&out, QuoteText(quote));
  return absl::StrCat(out, "\n");
}

}  // namespace

std::string NarrativesText(absl::string_view subject, const v1::FindNarrativesResponse& response) {
  std::string out = absl::StrCat(subject, "\n\n");
  for (int i = 0; i < response.narratives_size(); ++i) {
    absl::StrAppend(&out, NarrativeText(i, response.narratives(i)));
  }
  for (const v1::NarrativeOpposition& one : response.oppositions()) {
    absl::StrAppend(&out, absl::StrFormat("%.2f ", one.confidence()), one.second_index(),
                    " against ", one.first_index(), ", ", one.contradiction_count(), " pairs\n",
                    ContradictionSideText(one.surest().first()),
                    ContradictionSideText(one.surest().second()), "\n");
  }
  return absl::StrCat(out, "examined ", response.examined_count(), ", scattered ",
                      response.scattered_count(), ", judged ", response.judged_count(),
                      ", left out ", response.left_out_count(),
                      response.partial() ? ", partial" : "", "\n");
}

std::string ContradictionsText(const v1::FindContradictionsResponse& response) {
  std::string out;
  for (const v1::Contradiction& one : response.contradictions()) {
    absl::StrAppend(&out, absl::StrFormat("%.2f ", one.confidence()),
                    Word(v1::ContradictionKind_Name(one.kind()).substr(14)), "\n",
                    ContradictionSideText(one.first()), ContradictionSideText(one.second()), "\n");
  }
  return absl::StrCat(out, "examined ", response.examined_count(), ", judged ",
                      response.judged_count(), ", left out ", response.left_out_count(),
                      response.partial() ? ", partial" : "", "\n");
}

std::string AssessmentText(absl::string_view proposition,
                           const v1::AssessPropositionResponse& response) {
  std::string out = absl::StrCat(proposition, "\n\n");
  for (const v1::Side& side : response.sides()) absl::StrAppend(&out, SideText(side), "\n");
  absl::StrAppend(&out, CountsText("by source", response.by_source()), "\n",
                  CountsText("by month", response.by_month()), "\njudged ", response.judged_count(),
                  ", unrelated ", response.unrelated_count(), ", low confidence ",
                  response.low_confidence_count(), ", not judged ", response.not_judged_count(),
                  "\n");
  return out;
}

}  // namespace standpoint
