#include "cli/testing/samples.h"

#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

constexpr char kText[] =
    "The toll has emptied the inner city, says Marta Quill, who runs a bakery on Dock Street. "
    "“Nobody comes any more,” she adds.\n\n"
    "The argument that the toll ruins trade is a fiction: takings rose in May.";
constexpr char kDocument[] = "corpora/default/documents/d1";
constexpr int64_t kPublished = 1'714'521'600;  // 2024-05-01

v1::Span SpanOf(absl::string_view words) {
  const size_t at = absl::string_view(kText).find(words);
  v1::Span span;
  span.set_begin(static_cast<int32_t>(at));
  span.set_end(static_cast<int32_t>(at + words.size()));
  return span;
}

v1::Holder Mention(absl::string_view words, absl::string_view full_name = "") {
  v1::Holder holder;
  holder.set_kind(v1::HOLDER_KIND_MENTION);
  holder.set_text(std::string(words));
  *holder.mutable_span() = SpanOf(words);
  holder.set_full_name(std::string(full_name));
  return holder;
}

v1::Claim* AddClaim(v1::Analysis& analysis, absl::string_view words, absl::string_view sentence) {
  v1::Claim* claim = analysis.add_claims();
  claim->set_text(std::string(words));
  *claim->mutable_span() = SpanOf(words);
  *claim->mutable_sentence() = SpanOf(sentence);
  claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  claim->set_act(v1::ACT_ASSERT);
  claim->set_polarity(v1::POLARITY_AFFIRMED);
  claim->set_modality(v1::MODALITY_ASSERTED);
  claim->set_commitment(v1::COMMITMENT_NEUTRAL);
  claim->set_confidence(0.85F);
  return claim;
}

void AddStance(v1::Analysis& analysis, const v1::Holder& holder, absl::string_view target,
               v1::Direction direction, absl::string_view evidence) {
  v1::Stance* stance = analysis.add_stances();
  *stance->mutable_holder() = holder;
  stance->mutable_target()->set_text(std::string(target));
  *stance->mutable_target()->mutable_span() = SpanOf(target);
  stance->set_direction(direction);
  stance->set_evidence(std::string(evidence));
  *stance->mutable_evidence_span() = SpanOf(evidence);
  stance->set_confidence(0.7F);
}

v1::DocumentSummary Summary(absl::string_view name, absl::string_view publisher,
                            int64_t published) {
  v1::DocumentSummary summary;
  summary.set_name(std::string(name));
  summary.set_source("dock-street-post");
  summary.set_publisher(std::string(publisher));
  summary.set_title("Empty tills on Dock Street");
  summary.mutable_publish_time()->set_seconds(published);
  return summary;
}

void AddHolder(v1::Side& side, absl::string_view name, int count, int64_t first, int64_t last) {
  v1::SideHolder* holder = side.add_holders();
  holder->set_holder(std::string(name));
  holder->set_count(count);
  if (first == 0) return;
  holder->mutable_first_time()->set_seconds(first);
  holder->mutable_last_time()->set_seconds(last);
}

void AddMonth(v1::AssessPropositionResponse& response, absl::string_view key, int support,
              int oppose, int discuss) {
  v1::SideCount* count = response.add_by_month();
  count->set_key(std::string(key));
  count->set_support(support);
  count->set_oppose(oppose);
  count->set_discuss(discuss);
}

}  // namespace

v1::Document SampleDocument() {
  v1::Document document;
  document.set_name(kDocument);
  document.set_source("dock-street-post");
  document.set_publisher("The Dock Street Post");
  document.set_url("https://dock-street-post.example/2024/05/empty-tills");
  document.set_title("Empty tills on Dock Street");
  document.mutable_publish_time()->set_seconds(kPublished);
  document.set_publish_time_origin(v1::PUBLISH_TIME_ORIGIN_CLIENT);
  document.set_language("en");
  document.set_text(kText);
  document.set_media_type("text/plain");
  document.set_charset("UTF-8");
  document.set_original_size(sizeof(kText) - 1);
  document.mutable_ingest_time()->set_seconds(kPublished + 86'400);
  (*document.mutable_labels())["desk"] = "city";
  return document;
}

v1::Analysis SampleAnalysis() {
  v1::Analysis analysis;
  const absl::string_view first =
      "The toll has emptied the inner city, says Marta Quill, who runs a bakery on Dock Street.";
  const absl::string_view second = "“Nobody comes any more,” she adds.";
  const absl::string_view third =
      "The argument that the toll ruins trade is a fiction: takings rose in May.";
  for (const absl::string_view sentence : {first, second, third}) {
    *analysis.add_sentences() = SpanOf(sentence);
  }
  analysis.set_token_count(48);
  *AddClaim(analysis, "The toll has emptied the inner city", first)->add_holders() =
      Mention("Marta Quill");
  v1::ClaimEntity* street = analysis.mutable_claims(0)->add_entities();
  street->set_name("Dock Street");
  street->set_kind(v1::ENTITY_KIND_PLACE);
  *street->add_mentions() = SpanOf("the inner city");
  v1::Claim* negated = AddClaim(analysis, "Nobody comes any more", second);
  *negated->add_holders() = Mention("she", "Marta Quill");
  negated->set_polarity(v1::POLARITY_NEGATED);
  v1::Claim* rejected = AddClaim(analysis, "the toll ruins trade", third);
  *rejected->add_holders() = Mention("The argument");
  rejected->set_commitment(v1::COMMITMENT_REJECTED);
  AddClaim(analysis, "takings rose in May", third)->set_commitment(v1::COMMITMENT_COMMITTED);
  AddStance(analysis, Mention("Marta Quill"), "The toll", v1::DIRECTION_OPPOSE,
            "has emptied the inner city");
  v1::Holder author;
  author.set_kind(v1::HOLDER_KIND_AUTHOR);
  AddStance(analysis, author, "the toll ruins trade", v1::DIRECTION_OPPOSE, "is a fiction");
  return analysis;
}

v1::Claim SampleClaim(int index) {
  v1::Claim claim = SampleAnalysis().claims(index);
  claim.set_name(absl::StrCat(kDocument, "/claims/c", index));
  *claim.mutable_document() = Summary(kDocument, "The Dock Street Post", kPublished);
  return claim;
}

v1::Stance SampleStance(int index) {
  v1::Stance stance = SampleAnalysis().stances(index);
  stance.set_strength(0.75F);
  stance.mutable_target()->set_full_name("The toll on lorries");
  stance.set_name(absl::StrCat(kDocument, "/stances/s", index));
  *stance.mutable_document() = Summary(kDocument, "The Dock Street Post", kPublished);
  return stance;
}

v1::AssessPropositionResponse SampleAssessment() {
  v1::AssessPropositionResponse response;
  v1::Side* support = response.add_sides();
  support->set_relation(v1::RELATION_SUPPORT);
  support->set_voice_count(9);
  support->set_document_count(7);
  AddHolder(*support, "Marta Quill", 3, kPublished, kPublished + 400 * 86'400);
  AddHolder(*support, "Traders of Dock Street", 2, kPublished, kPublished);
  for (int i = 0; i < 8; ++i) AddHolder(*support, absl::StrCat("Trader ", i + 1), 1, 0, 0);
  v1::Evidence* quill = support->add_evidence();
  *quill->mutable_claim() = SampleClaim(0);
  *quill->mutable_holder() = SampleClaim(0).holders(1);
  quill->mutable_judgement()->set_relation(v1::RELATION_SUPPORT);
  quill->mutable_judgement()->set_confidence(0.91F);
  quill->add_copies("corpora/default/documents/d7");
  quill->add_copies("corpora/default/documents/d8");
  v1::Evidence* nobody = support->add_evidence();
  *nobody->mutable_claim() = SampleClaim(1);
  *nobody->mutable_holder() = SampleClaim(1).holders(1);
  nobody->mutable_judgement()->set_confidence(0.66F);
  v1::Side* oppose = response.add_sides();
  oppose->set_relation(v1::RELATION_OPPOSE);
  oppose->set_voice_count(2);
  oppose->set_document_count(1);
  AddHolder(*oppose, "author (dock-street-post)", 2, kPublished, kPublished);
  v1::Evidence* author = oppose->add_evidence();
  *author->mutable_claim() = SampleClaim(2);
  author->mutable_holder()->set_kind(v1::HOLDER_KIND_AUTHOR);
  author->mutable_judgement()->set_confidence(0.88F);
  v1::Side* discuss = response.add_sides();
  discuss->set_relation(v1::RELATION_DISCUSS);
  discuss->set_voice_count(1);
  discuss->set_document_count(1);
  AddHolder(*discuss, "the council", 1, kPublished, kPublished);
  AddMonth(response, "2023-11", 1, 0, 0);
  AddMonth(response, "2024-02", 2, 0, 1);
  AddMonth(response, "2024-05", 4, 2, 0);
  AddMonth(response, "2025-06", 1, 0, 0);
  AddMonth(response, "", 1, 0, 0);
  response.set_judged_count(40);
  response.set_unrelated_count(25);
  response.set_low_confidence_count(3);
  response.set_not_judged_count(1'200);
  return response;
}

v1::FindContradictionsResponse SampleContradictions() {
  v1::FindContradictionsResponse response;
  v1::Contradiction* reversal = response.add_contradictions();
  reversal->set_kind(v1::CONTRADICTION_KIND_REVERSAL);
  reversal->set_confidence(0.91F);
  *reversal->mutable_first()->mutable_claim() = SampleClaim(0);
  *reversal->mutable_first()->mutable_holder() = SampleClaim(0).holders(1);
  reversal->mutable_first()->add_copies("corpora/default/documents/d7");
  *reversal->mutable_second()->mutable_claim() = SampleClaim(3);
  reversal->mutable_second()->mutable_claim()->mutable_document()->clear_publish_time();
  *reversal->mutable_second()->mutable_holder() = Mention("she", "Marta Quill");
  v1::Contradiction* dispute = response.add_contradictions();
  dispute->set_kind(v1::CONTRADICTION_KIND_DISPUTE);
  dispute->set_confidence(0.66F);
  *dispute->mutable_first()->mutable_claim() = SampleClaim(0);
  *dispute->mutable_first()->mutable_holder() = SampleClaim(0).holders(1);
  *dispute->mutable_second()->mutable_claim() = SampleClaim(2);
  dispute->mutable_second()->mutable_holder()->set_kind(v1::HOLDER_KIND_AUTHOR);
  response.set_examined_count(200);
  response.set_judged_count(8'123);
  response.set_left_out_count(3);
  response.set_partial(true);
  response.mutable_oldest_time()->set_seconds(kPublished);
  return response;
}

v1::GetStatusResponse SampleStatus() {
  v1::GetStatusResponse status;
  status.set_version("0.1.0");
  status.mutable_start_time()->set_seconds(kPublished);
  status.mutable_queue()->set_waiting_count(1'234);
  status.mutable_queue()->set_leased_count(8);
  status.mutable_queue()->set_dead_letter_count(2);
  status.mutable_queue()->set_size_bytes(3'400'000);
  status.mutable_queue()->set_max_count(1'000'000);
  status.mutable_queue()->set_max_bytes(4'000'000'000);
  status.mutable_queue()->mutable_oldest_age()->set_seconds(75);
  status.mutable_store()->set_corpus_count(1);
  status.mutable_store()->set_document_count(37'554);
  status.mutable_store()->set_claim_count(1'250'000);
  status.mutable_store()->set_stance_count(400'000);
  status.mutable_store()->set_size_bytes(2'100'000'000);
  status.mutable_store()->set_format_version(1);
  return status;
}

v1::DeadLetter SampleDeadLetter() {
  v1::DeadLetter letter;
  letter.set_name("deadLetters/17");
  letter.set_document(kDocument);
  letter.set_reason("the analysis was ended by signal 11");
  letter.set_attempt_count(5);
  letter.mutable_dead_time()->set_seconds(kPublished);
  letter.set_size_bytes(2'048);
  return letter;
}

}  // namespace standpoint
