// Competing stories in a small store.

#include <functional>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analyze/client/fake_analyze_client.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/query/stored_narratives.h"
#include "store/testing/told_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

// What "works" opposes what "fails", "toll" has to do with "toll" alone, and "ban" with "ban".
v1::Judgement Judge(absl::string_view proposition, absl::string_view claim) {
  v1::Judgement judgement;
  const bool unsure =
      absl::StrContains(proposition, "unsure") || absl::StrContains(claim, "unsure");
  judgement.set_confidence(unsure ? 0.6F : 0.9F);
  judgement.set_relation(v1::RELATION_UNRELATED);
  const auto both = [&](absl::string_view word) {
    return absl::StrContains(proposition, word) && absl::StrContains(claim, word);
  };
  if (both("ban") || both("toll")) {
    const bool same = both("works") || both("fails");
    judgement.set_relation(same ? v1::RELATION_SUPPORT : v1::RELATION_OPPOSE);
  }
  return judgement;
}

class NarrativesTest : public testing::Test {
 protected:
  NarrativesTest() : engine_(NewMemoryEngine()), writer_(*Writer::Open(engine_.get())) {
    analyze_.SetJudge(Judge);
    request_.set_parent("corpora/news");
    request_.set_subject("ban");
  }

  // A document of `source` in which `holder` (empty: the author) says `words`; `day`: of May 2024, 0: undated.
  void Say(const std::string& id, const std::string& source, int day, const std::string& holder,
           const std::string& words, const std::function<void(v1::Claim&)>& change = {}) {
    TellClaim(ToldDocument(id, source, day), holder, words, change, writer_.get());
  }

  absl::Status TryFind(v1::FindNarrativesResponse* response, CallContext call = CallContext()) {
    return FindNarratives(*engine_->GetSnapshot(), analyze_, call, request_, 20000, &known_,
                          response);
  }

  v1::FindNarrativesResponse Find() {
    v1::FindNarrativesResponse response;
    const absl::Status status = TryFind(&response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }

  // "ban works: 2 voices, 3 claims; first Anna Rao", one line for each, then "1 against 2" for oppositions.
  static std::string Shown(const v1::FindNarrativesResponse& response) {
    std::string out;
    for (const v1::Narrative& one : response.narratives()) {
      absl::StrAppend(&out, one.typical().denied() ? "not: " : "", one.label(), ": ",
                      one.voice_count(), " voices, ", one.total().count(), " claims; first ",
                      one.first().holder().text(), "\n");
    }
    for (const v1::NarrativeOpposition& one : response.oppositions()) {
      absl::StrAppend(&out, one.first_index(), " against ", one.second_index(), "\n");
    }
    return out;
  }

  void TellTwoStories() {
    Say("a", "ledger", 2, "Anna Rao", "ban works");
    Say("b", "tide", 9, "Jo Lee", "ban fails");
    Say("c", "post", 5, "Max Ode", "ban works well");
    Say("d", "post", 6, "Ida Kern", "ban fails badly");
    Say("e", "ledger", 7, "Uwe Falk", "ban works for all");
  }

  const std::unique_ptr<Engine> engine_;
  const std::unique_ptr<Writer> writer_;
  FakeAnalyzeClient analyze_;
  KnownBuckets known_;
  v1::FindNarrativesRequest request_;
};

TEST_F(NarrativesTest, PartsWhatOpposesAndJoinsWhatSupportsEachOther) {
  TellTwoStories();
  Say("f", "tide", 8, "Ann Vey", "toll works");
  const v1::FindNarrativesResponse response = Find();
  EXPECT_EQ(Shown(response),
            "ban works: 3 voices, 3 claims; first Anna Rao\n"
            "ban fails badly: 2 voices, 2 claims; first Ida Kern\n"
            "0 against 1\n");
  EXPECT_EQ(response.examined_count(), 5) << "the toll shares no word";
  EXPECT_EQ(response.scattered_count(), 0);
  EXPECT_FALSE(response.partial());
  EXPECT_EQ(response.oldest_time().seconds(), 1'714'521'600 + 86'400);
  const v1::NarrativeOpposition& opposition = response.oppositions(0);
  EXPECT_FLOAT_EQ(opposition.confidence(), 0.9F);
  EXPECT_EQ(opposition.contradiction_count(), 6);
  EXPECT_EQ(opposition.surest().first().claim().text(), "ban works");
  EXPECT_FLOAT_EQ(response.narratives(0).cohesion(), 0.9F);
}

TEST_F(NarrativesTest, WhatIsNotAboutTheSubjectIsLeftOut) {
  TellTwoStories();
  Say("f", "tide", 8, "Ann Vey", "toll works now");
  Say("g", "post", 8, "Per Holm", "toll works now too");
  request_.set_subject("ban slowly now harms");
  EXPECT_EQ(Shown(Find()), "") << "one word of four";
  request_.set_subject("ban now");
  EXPECT_EQ(Find().narratives_size(), 3) << "one of two";
}

TEST_F(NarrativesTest, AShortFormIsAboutTheSubjectOfItsDocument) {
  TellTwoStories();
  request_.set_subject("ban on heavy lorries");
  EXPECT_EQ(Find().narratives_size(), 0) << "one word of four";
  internal::v1::AnalyzedDocument document = ToldDocument("f", "tide", 8);
  document.mutable_document()->set_title("Heavy lorries");
  AddClaim(&document, "Ann Vey", "Ann Vey", "ban works here");
  CommitTold(document, writer_.get());
  EXPECT_EQ(Shown(Find()), "ban works: 4 voices, 4 claims; first Anna Rao\n");
}

TEST_F(NarrativesTest, AnAuthorWhoAgreesIsNoFurtherVoice) {
  Say("a", "ledger", 2, "Anna Rao", "ban works",
      [](v1::Claim& claim) { claim.set_commitment(v1::COMMITMENT_COMMITTED); });
  EXPECT_EQ(Find().narratives_size(), 0);
  request_.set_min_voices(1);
  ASSERT_EQ(Find().narratives_size(), 1);
  EXPECT_EQ(Find().narratives(0).first().holder().text(), "Anna Rao");
  Say("b", "tide", 3, "Jo Lee", "ban works",
      [](v1::Claim& claim) { claim.set_commitment(v1::COMMITMENT_REJECTED); });
  EXPECT_EQ(Shown(Find()),
            "ban works: 2 voices, 2 claims; first Anna Rao\n"
            "not: ban works: 1 voices, 1 claims; first \n"
            "0 against 1\n")
      << "who rejects what he reports tells the contrary";
}

TEST_F(NarrativesTest, TellsWhoWhenAndWhere) {
  TellTwoStories();
  const v1::Narrative narrative = Find().narratives(0);
  EXPECT_EQ(narrative.total().document_count(), 3);
  EXPECT_EQ(narrative.total().source_count(), 2);
  EXPECT_EQ(narrative.total().holder_count(), 3);
  ASSERT_EQ(narrative.by_time_size(), 1);
  EXPECT_EQ(narrative.by_time(0).key(), "2024-05");
  EXPECT_EQ(narrative.by_time(0).count(), 3);
  ASSERT_EQ(narrative.by_source_size(), 2);
  EXPECT_EQ(narrative.by_source(0).key(), "ledger");
  EXPECT_EQ(narrative.by_source(0).count(), 2);
  ASSERT_EQ(narrative.by_holder_size(), 3);
  EXPECT_EQ(narrative.by_holder(0).key(), "Anna Rao");
  ASSERT_EQ(narrative.quotes_size(), 3);
  EXPECT_EQ(narrative.quotes(0).claim().text(), "ban works");
  EXPECT_FLOAT_EQ(narrative.quotes(0).confidence(), 1);
  EXPECT_FLOAT_EQ(narrative.quotes(1).confidence(), 0.9F);
  request_.set_time_bucket("day");
  EXPECT_EQ(Find().narratives(0).by_time_size(), 3);
  EXPECT_EQ(Find().narratives(0).by_time(0).key(), "2024-05-02");
}

TEST_F(NarrativesTest, CopiesAreNoVoices) {
  TellTwoStories();
  Say("x", "echo", 20, "Jo Lee", "ban fails");
  const v1::FindNarrativesResponse response = Find();
  EXPECT_EQ(Shown(response),
            "ban works: 3 voices, 3 claims; first Anna Rao\n"
            "ban fails: 2 voices, 3 claims; first Ida Kern\n"
            "0 against 1\n");
  EXPECT_EQ(response.narratives(1).copy_count(), 1);
  EXPECT_EQ(response.narratives(1).total().source_count(), 3);
  ASSERT_EQ(response.narratives(1).typical().copies_size(), 1);
  EXPECT_EQ(response.narratives(1).typical().copies(0), "corpora/news/documents/x");
}

TEST_F(NarrativesTest, ADenialTellsTheContrary) {
  const auto deny = [](v1::Claim& claim) { claim.set_act(v1::ACT_DENY); };
  Say("a", "ledger", 2, "Anna Rao", "ban fails", deny);
  Say("b", "tide", 3, "Jo Lee", "ban works");
  Say("c", "post", 4, "Max Ode", "ban fails");
  Say("d", "post", 5, "Ida Kern", "ban fails badly");
  EXPECT_EQ(Shown(Find()),
            "ban works: 2 voices, 2 claims; first Anna Rao\n"
            "ban fails: 2 voices, 2 claims; first Max Ode\n"
            "0 against 1\n");
  EXPECT_TRUE(Find().narratives(0).first().denied());
  request_.set_filter("act = \"deny\"");
  request_.set_min_voices(1);
  EXPECT_EQ(Shown(Find()), "not: ban fails: 1 voices, 1 claims; first Anna Rao\n");
}

TEST_F(NarrativesTest, WhoAsksAndWhoIsNotSureTellsNothing) {
  Say("a", "ledger", 2, "Anna Rao", "ban works");
  Say("b", "tide", 3, "Jo Lee", "ban works surely",
      [](v1::Claim& claim) { claim.set_act(v1::ACT_QUESTION); });
  Say("c", "post", 4, "Max Ode", "ban works unsure");
  const v1::FindNarrativesResponse response = Find();
  EXPECT_EQ(Shown(response), "");
  EXPECT_EQ(response.examined_count(), 3);
  EXPECT_EQ(response.scattered_count(), 3);
  request_.set_min_confidence(0.5F);
  EXPECT_EQ(Find().narratives_size(), 1);
}

TEST_F(NarrativesTest, WhatHasNoPredicateTellsNothing) {
  TellTwoStories();
  Say("f", "tide", 8, "Ann Vey", "ban works ever",
      [](v1::Claim& claim) { claim.mutable_structure()->mutable_predicate()->set_text("works"); });
  Say("g", "post", 8, "Per Holm", "ban works so",
      [](v1::Claim& claim) { claim.mutable_structure()->mutable_predicate()->set_text("works"); });
  EXPECT_EQ(Shown(Find()), "ban works ever: 2 voices, 2 claims; first Ann Vey\n")
      << "others have none";
}

TEST_F(NarrativesTest, WithoutASubjectTheNewestThatMatch) {
  TellTwoStories();
  request_.clear_subject();
  request_.set_filter("document.source != \"ledger\"");
  request_.set_max_claims(2);
  const v1::FindNarrativesResponse response = Find();
  EXPECT_EQ(Shown(response), "ban fails badly: 2 voices, 2 claims; first Ida Kern\n");
  EXPECT_TRUE(response.partial());
}

TEST_F(NarrativesTest, AnswersAreBounded) {
  TellTwoStories();
  request_.set_max_narratives(1);
  request_.set_max_quotes(1);
  const v1::FindNarrativesResponse response = Find();
  EXPECT_EQ(response.narratives_size(), 1);
  EXPECT_EQ(response.narratives(0).quotes_size(), 1);
  EXPECT_EQ(response.left_out_count(), 1);
  EXPECT_EQ(response.oppositions_size(), 0);
}

TEST_F(NarrativesTest, ACallWithoutTimeIsToldSo) {
  TellTwoStories();
  v1::FindNarrativesResponse response;
  const absl::Status status = TryFind(&response, CallContext(absl::Now() - absl::Seconds(1)));
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded) << status;
}

TEST_F(NarrativesTest, WrongArgumentsAreNamed) {
  const auto reason = [this](const std::function<void(v1::FindNarrativesRequest&)>& change) {
    const v1::FindNarrativesRequest good = request_;
    change(request_);
    v1::FindNarrativesResponse response;
    const absl::Status status = TryFind(&response);
    request_ = good;
    return std::string(status.message());
  };
  using Request = v1::FindNarrativesRequest;
  EXPECT_TRUE(absl::StartsWith(reason([](Request& r) { r.set_parent("x"); }), "parent"));
  EXPECT_TRUE(absl::StartsWith(reason([](Request& r) { r.set_subject(std::string(2001, 'a')); }),
                               "subject"));
  EXPECT_TRUE(absl::StartsWith(reason([](Request& r) { r.set_subject(" "); }), "subject"));
  EXPECT_TRUE(absl::StartsWith(reason([](Request& r) { r.set_filter("act"); }), "filter"));
  EXPECT_TRUE(
      absl::StartsWith(reason([](Request& r) { r.set_time_bucket("hour"); }), "time_bucket"));
  EXPECT_TRUE(absl::StartsWith(reason([](Request& r) { r.set_max_claims(1001); }), "max_claims"));
  EXPECT_TRUE(absl::StartsWith(reason([](Request& r) { r.set_min_voices(-1); }), "min_voices"));
}

}  // namespace
}  // namespace standpoint
