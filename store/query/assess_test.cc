#include "store/query/assess.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "analyze/client/fake_analyze_client.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/query/voices.h"
#include "store/testing/told_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzedDocument;

// "works" supports, "fails" opposes, "maybe" discusses, "unsure" supports weakly, anything else is unrelated.
v1::Judgement Judge(absl::string_view, absl::string_view claim) {
  v1::Judgement judgement;
  judgement.set_confidence(0.9F);
  if (claim.find("works") != absl::string_view::npos) {
    judgement.set_relation(v1::RELATION_SUPPORT);
  } else if (claim.find("fails") != absl::string_view::npos) {
    judgement.set_relation(v1::RELATION_OPPOSE);
  } else if (claim.find("maybe") != absl::string_view::npos) {
    judgement.set_relation(v1::RELATION_DISCUSS);
  } else if (claim.find("unsure") != absl::string_view::npos) {
    judgement.set_relation(v1::RELATION_SUPPORT);
    judgement.set_confidence(0.1F);
  } else {
    judgement.set_relation(v1::RELATION_UNRELATED);
  }
  return judgement;
}

class AssessTest : public testing::Test {
 protected:
  AssessTest() : engine_(NewMemoryEngine()), writer_(*Writer::Open(engine_.get())) {
    analyze_.SetJudge(Judge);
    request_.set_parent("corpora/news");
    request_.set_proposition("ban works");
  }

  void Commit(const AnalyzedDocument& document) { CommitTold(document, writer_.get()); }

  v1::AssessPropositionResponse Assess() {
    v1::AssessPropositionResponse response;
    const absl::Status status = TryAssess(&response);
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(response.sides_size(), 3);
    return response;
  }

  absl::Status TryAssess(v1::AssessPropositionResponse* response) {
    const CallContext call;
    ScanBudget budget(call, 20000);
    return AssessProposition(*engine_->GetSnapshot(), analyze_, call, request_, &budget, &known_,
                             response);
  }

  const std::unique_ptr<Engine> engine_;
  const std::unique_ptr<Writer> writer_;
  FakeAnalyzeClient analyze_;
  KnownBuckets known_;
  v1::AssessPropositionRequest request_;
};

TEST_F(AssessTest, HoldersGoToTheirSides) {
  AnalyzedDocument document = ToldDocument("a", "ledger", 2);
  AddClaim(&document, "", "", "ban works");
  AddClaim(&document, "Rao", "Anna Rao", "ban fails");
  AddClaim(&document, "Minister", "", "ban maybe");
  AddClaim(&document, "She", "", "ban unsure");
  AddClaim(&document, "He", "", "ban sun");
  AddClaim(&document, "He", "", "rain falls");
  Commit(document);
  const auto response = Assess();
  EXPECT_EQ(response.judged_count(), 5);
  EXPECT_EQ(response.unrelated_count(), 1);
  EXPECT_EQ(response.low_confidence_count(), 1);
  EXPECT_EQ(response.not_judged_count(), 0);
  EXPECT_EQ(response.sides(0).relation(), v1::RELATION_SUPPORT);
  EXPECT_EQ(response.sides(0).holders(0).holder(), "author (ledger)");
  EXPECT_EQ(response.sides(1).holders(0).holder(), "Anna Rao");
  EXPECT_EQ(response.sides(1).evidence(0).claim().text(), "ban fails");
  EXPECT_EQ(response.sides(1).evidence(0).claim().document().source(), "ledger");
  EXPECT_EQ(response.sides(2).holders(0).holder(), "Minister");
  ASSERT_EQ(response.by_source_size(), 1);
  EXPECT_EQ(response.by_source(0).key(), "ledger");
  EXPECT_EQ(response.by_source(0).support(), 1);
  EXPECT_EQ(response.by_month(0).key(), "2024-05");
}

TEST_F(AssessTest, ADenialTurnsTheSideAndAQuestionDiscusses) {
  AnalyzedDocument document = ToldDocument("a", "ledger", 2);
  AddClaim(&document, "Rao", "", "ban works")->set_act(v1::ACT_DENY);
  AddClaim(&document, "Lee", "", "ban works now")->set_act(v1::ACT_QUESTION);
  Commit(document);
  const auto response = Assess();
  EXPECT_EQ(response.sides(0).voice_count(), 0);
  EXPECT_EQ(response.sides(1).holders(0).holder(), "Rao");
  EXPECT_EQ(response.sides(2).holders(0).holder(), "Lee");
}

TEST_F(AssessTest, TheAuthorCountsBesidesWhereHeCommitsOrRejects) {
  AnalyzedDocument document = ToldDocument("a", "ledger", 2);
  AddClaim(&document, "The argument", "", "ban works")->set_commitment(v1::COMMITMENT_REJECTED);
  AddClaim(&document, "Rao", "", "ban fails")->set_commitment(v1::COMMITMENT_COMMITTED);
  Commit(document);
  const auto response = Assess();
  EXPECT_EQ(response.sides(0).voice_count(), 1);
  EXPECT_EQ(response.sides(0).holders(0).holder(), "The argument (ledger)");
  EXPECT_EQ(response.sides(1).voice_count(), 3) << "Rao, and the author twice";
  EXPECT_EQ(response.sides(1).document_count(), 1);
}

TEST_F(AssessTest, CopiesAreOneVoice) {
  for (const auto& [id, source, day] :
       {std::make_tuple("a", "ledger", 3), std::make_tuple("b", "tide", 2)}) {
    AnalyzedDocument document = ToldDocument(id, source, day);
    AddClaim(&document, "", "", "ban works");
    AddClaim(&document, "She", "", "ban works well");
    Commit(document);
  }
  const auto response = Assess();
  const v1::Side& side = response.sides(0);
  EXPECT_EQ(side.voice_count(), 2);
  EXPECT_EQ(side.document_count(), 2);
  ASSERT_EQ(side.evidence_size(), 2);
  EXPECT_EQ(side.evidence(0).claim().document().source(), "tide") << "the earliest is shown";
  ASSERT_EQ(side.evidence(0).copies_size(), 1);
  EXPECT_EQ(side.evidence(0).copies(0), "corpora/news/documents/a");
  EXPECT_EQ(response.by_source_size(), 1);
  EXPECT_EQ(side.holders(0).first_time().seconds() + 86'400, side.holders(0).last_time().seconds());
}

TEST_F(AssessTest, TheSameWordsOfTheSamePersonAreOneVoice) {
  for (int i = 0; i < 3; ++i) {
    AnalyzedDocument document = ToldDocument(absl::StrCat("d", i), absl::StrCat("s", i), i);
    AddClaim(&document, i == 0 ? "Rao" : "she", "Anna Rao", "ban works");
    AddClaim(&document, "she", "", absl::StrCat("ban works ", i));
    Commit(document);
  }
  const auto response = Assess();
  const v1::Side& side = response.sides(0);
  EXPECT_EQ(side.voice_count(), 4);
  ASSERT_EQ(side.holders_size(), 4) << "Anna Rao, and in each source another she";
  EXPECT_EQ(side.holders(0).holder(), "Anna Rao");
  EXPECT_EQ(side.holders(0).sources_size(), 3);
  EXPECT_EQ(side.holders(1).holder(), "she (s0)");
  EXPECT_EQ(side.holders(1).sources(0), "s0");
  EXPECT_EQ(response.by_month(response.by_month_size() - 1).key(), "") << "the undated last";
}

TEST_F(AssessTest, EditedCopiesAreOneVoice) {
  const std::pair<std::string, std::string> kTexts[] = {
      {"ledger", "ban works in all of the northern ports today"},
      {"tide", "ban works in all of the northern ports"},
      {"wire", "ban works in some southern markets but hardly ever elsewhere"}};
  for (const auto& [source, text] : kTexts) {
    AnalyzedDocument document = ToldDocument(source, source, source == "tide" ? 1 : 2);
    AddClaim(&document, "The mayor", "", text);
    AddClaim(&document, "", "", absl::StrCat("clearly ", text));
    AddClaim(&document, "Lee", "", "ban works");
    AddClaim(&document, source, "", text);
    Commit(document);
  }
  const v1::Side side = Assess().sides(0);
  // The mayor twice, the author twice, Lee three times (too few words), three holders of other names.
  EXPECT_EQ(side.voice_count(), 10);
  EXPECT_EQ(side.document_count(), 3);
  int copied = 0;
  for (const v1::Evidence& evidence : side.evidence()) {
    EXPECT_EQ(evidence.copies_size(), 0);
    if (evidence.near_copies_size() > 0) {
      ++copied;
      EXPECT_EQ(evidence.claim().document().source(), "tide") << "the earliest is shown";
      EXPECT_EQ(evidence.near_copies(0), "corpora/news/documents/ledger");
    }
  }
  EXPECT_EQ(copied, 2);
}

TEST_F(AssessTest, WhatIsUnderstoodWithoutTheDocumentIsJudged) {
  AnalyzedDocument document = ToldDocument("a", "ledger", 2);
  AddClaim(&document, "", "", "ban it does")->set_standalone_text("the ban works");
  Commit(document);
  EXPECT_EQ(Assess().sides(0).voice_count(), 1);
}

TEST_F(AssessTest, HedgedEvidenceComesLater) {
  AnalyzedDocument document = ToldDocument("a", "ledger", 2);
  AddClaim(&document, "Lee", "", "ban works")->set_modality(v1::MODALITY_POSSIBLE);
  AddClaim(&document, "Rao", "", "ban works today");
  Commit(document);
  EXPECT_EQ(Assess().sides(0).evidence(0).holder().text(), "Rao");
}

TEST_F(AssessTest, AStreamEndsWithTheWholeAnswer) {
  for (int i = 0; i < 40; ++i) {
    AnalyzedDocument document =
        ToldDocument(absl::StrCat("d", i), absl::StrCat("s", i), 1 + i % 28);
    for (int k = 0; k < 10; ++k) {
      AddClaim(&document, "", "", absl::StrCat("ban works ", i, "-", k));
    }
    Commit(document);
  }
  request_.set_max_candidates(350);
  std::vector<v1::StreamAssessPropositionResponse> answers;
  const auto stream = [&](int stop_at) {
    answers.clear();
    const CallContext call;
    ScanBudget budget(call, 20000);
    return StreamAssessProposition(*engine_->GetSnapshot(), analyze_, call, request_, &budget,
                                   &known_, [&](v1::StreamAssessPropositionResponse answer) {
                                     answers.push_back(std::move(answer));
                                     return static_cast<int>(answers.size()) == stop_at
                                                ? absl::CancelledError("enough")
                                                : absl::OkStatus();
                                   });
  };
  ASSERT_TRUE(stream(0).ok());
  ASSERT_EQ(answers.size(), 3) << "of 100, 300 and 350 claims";
  EXPECT_EQ(answers[0].assessment().judged_count(), 100);
  EXPECT_EQ(answers[0].candidate_count(), 350);
  EXPECT_FALSE(answers[1].last());
  EXPECT_TRUE(answers[2].last());
  EXPECT_EQ(answers[2].assessment().SerializeAsString(), Assess().SerializeAsString());
  EXPECT_TRUE(absl::IsCancelled(stream(1)));
  EXPECT_EQ(answers.size(), 1);
  request_.set_max_candidates(100'000);
  ASSERT_TRUE(stream(0).ok());
  EXPECT_EQ(answers.back().assessment().judged_count(), 400);
}

TEST_F(AssessTest, BoundsAndFiltersHold) {
  for (int i = 0; i < 30; ++i) {
    AnalyzedDocument document =
        ToldDocument(absl::StrCat("d", i), i % 2 == 0 ? "ledger" : "tide", 1 + i % 28);
    AddClaim(&document, absl::StrCat("holder", i), "", i < 10 ? "ban works" : "ban works today");
    Commit(document);
  }
  request_.set_max_candidates(12);
  request_.set_max_evidence(4);
  auto response = Assess();
  EXPECT_EQ(response.judged_count(), 12);
  EXPECT_EQ(response.not_judged_count(), 18);
  EXPECT_EQ(response.sides(0).evidence_size(), 4);
  EXPECT_EQ(response.sides(0).voice_count(), 12);
  request_.set_max_candidates(0);
  request_.set_filter("document.source = tide holder:holder3");
  response = Assess();
  EXPECT_EQ(response.judged_count(), 1);
  EXPECT_EQ(response.sides(0).holders(0).holder(), "holder3 (tide)");
  request_.clear_filter();
  const std::string once = Assess().SerializeAsString();
  EXPECT_EQ(Assess().SerializeAsString(), once);
}

TEST_F(AssessTest, BadArgumentsAreNamed) {
  v1::AssessPropositionResponse response;
  const auto field = [&](auto spoil) {
    const v1::AssessPropositionRequest good = request_;
    spoil(request_);
    const absl::Status status = TryAssess(&response);
    EXPECT_EQ(ErrorReason(status), "INVALID_FIELD") << status;
    request_ = good;
    return std::string(status.message().substr(0, status.message().find(':')));
  };
  EXPECT_EQ(field([](auto& r) { r.set_parent("x"); }), "parent");
  EXPECT_EQ(field([](auto& r) { r.clear_proposition(); }), "proposition");
  EXPECT_EQ(field([](auto& r) { r.set_proposition(std::string(2001, 'x')); }), "proposition");
  EXPECT_EQ(field([](auto& r) { r.set_proposition("  "); }), "proposition");
  EXPECT_EQ(field([](auto& r) { r.set_filter("x"); }), "filter");
  EXPECT_EQ(field([](auto& r) { r.set_min_confidence(2); }), "min_confidence");
  EXPECT_EQ(field([](auto& r) { r.set_max_candidates(1001); }), "max_candidates");
  EXPECT_EQ(field([](auto& r) { r.set_max_evidence(-1); }), "max_evidence");
  analyze_.SetFailure(absl::UnavailableError("away"));
  EXPECT_EQ(TryAssess(&response).code(), absl::StatusCode::kUnavailable);
}

TEST(PositionsTest, AnAuthorsDenialTurnsOnce) {
  v1::Claim claim;
  claim.add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  claim.set_act(v1::ACT_DENY);
  claim.set_commitment(v1::COMMITMENT_REJECTED);
  const auto positions = PositionsOf(claim, v1::RELATION_SUPPORT);
  ASSERT_EQ(positions.size(), 1u);
  EXPECT_EQ(positions[0].side, v1::RELATION_OPPOSE);
  EXPECT_TRUE(PositionsOf(v1::Claim(), v1::RELATION_SUPPORT).empty());
}

TEST(PositionsTest, ANegationIsPartOfWhatIsJudged) {
  v1::Claim claim;
  claim.add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  claim.set_act(v1::ACT_ASSERT);
  claim.set_polarity(v1::POLARITY_NEGATED);
  claim.set_commitment(v1::COMMITMENT_COMMITTED);
  const auto positions = PositionsOf(claim, v1::RELATION_OPPOSE);
  ASSERT_EQ(positions.size(), 1u);
  EXPECT_EQ(positions[0].side, v1::RELATION_OPPOSE);
}

TEST(PositionsTest, WhoAsksTakesNoSide) {
  v1::Claim rhetorical;
  rhetorical.add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  rhetorical.set_act(v1::ACT_QUESTION);
  rhetorical.set_modality(v1::MODALITY_QUESTIONED);
  rhetorical.set_commitment(v1::COMMITMENT_REJECTED);
  auto positions = PositionsOf(rhetorical, v1::RELATION_SUPPORT);
  ASSERT_EQ(positions.size(), 1u);
  EXPECT_EQ(positions[0].side, v1::RELATION_DISCUSS);

  v1::Claim asked;  // "So you deny that P?"
  asked.add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  asked.add_holders()->set_text("you");
  asked.set_act(v1::ACT_DENY);
  asked.set_modality(v1::MODALITY_QUESTIONED);
  asked.set_commitment(v1::COMMITMENT_NEUTRAL);
  positions = PositionsOf(asked, v1::RELATION_SUPPORT);
  ASSERT_EQ(positions.size(), 1u);
  EXPECT_EQ(positions[0].side, v1::RELATION_DISCUSS);
  EXPECT_EQ(positions[0].holder, 1);
}

}  // namespace
}  // namespace standpoint
