// Who contradicts whom, in a small store.

#include <functional>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "analyze/client/fake_analyze_client.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/query/contradiction_pairs.h"
#include "store/query/same_holder.h"
#include "store/query/stored_contradictions.h"
#include "store/testing/told_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

// What "works" opposes what "fails"; "unsure" makes the judge so of what it is asked about, "deaf" claims are unrelated.
v1::Judgement Judge(absl::string_view proposition, absl::string_view claim) {
  v1::Judgement judgement;
  judgement.set_confidence(absl::StrContains(proposition, "unsure") ? 0.6F : 0.9F);
  judgement.set_relation(v1::RELATION_UNRELATED);
  const auto says = [](absl::string_view text, absl::string_view word) {
    return absl::StrContains(text, word);
  };
  if (says(claim, "deaf")) {
    return judgement;
  }
  const bool same = (says(proposition, "works") && says(claim, "works")) ||
                    (says(proposition, "fails") && says(claim, "fails"));
  const bool contrary = (says(proposition, "works") && says(claim, "fails")) ||
                        (says(proposition, "fails") && says(claim, "works"));
  if (same || contrary) {
    judgement.set_relation(same ? v1::RELATION_SUPPORT : v1::RELATION_OPPOSE);
  }
  return judgement;
}

class ContradictionsTest : public testing::Test {
 protected:
  ContradictionsTest() : engine_(NewMemoryEngine()), writer_(*Writer::Open(engine_.get())) {
    analyze_.SetJudge(Judge);
    request_.set_parent("corpora/news");
  }

  // A document of `source` in which `holder` (empty: the author) says `words`; `day`: of May 2024, 0: undated.
  // `change`: what else is to be said of the claim.
  void Say(const std::string& id, const std::string& source, int day, const std::string& holder,
           const std::string& words, const std::function<void(v1::Claim&)>& change = {}) {
    TellClaim(ToldDocument(id, source, day), holder, words, change, writer_.get());
  }

  absl::Status TryFind(v1::FindContradictionsResponse* response, int64_t max_examined = 20000) {
    return FindContradictions(*engine_->GetSnapshot(), analyze_, CallContext(), request_,
                              max_examined, &known_, response);
  }

  v1::FindContradictionsResponse Find() {
    v1::FindContradictionsResponse response;
    const absl::Status status = TryFind(&response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }

  // "reversal Anna Rao: ban works | Anna Rao: ban fails", one line for each.
  static std::string Shown(const v1::FindContradictionsResponse& response) {
    std::string out;
    const auto side = [](const v1::ContradictionSide& s) {
      const bool author = s.holder().kind() == v1::HOLDER_KIND_AUTHOR;
      return absl::StrCat(author ? "author" : s.holder().text(), ": ", s.claim().text());
    };
    for (const v1::Contradiction& one : response.contradictions()) {
      absl::StrAppend(&out,
                      one.kind() == v1::CONTRADICTION_KIND_REVERSAL ? "reversal " : "dispute ",
                      side(one.first()), " | ", side(one.second()), "\n");
    }
    return out;
  }

  const std::unique_ptr<Engine> engine_;
  const std::unique_ptr<Writer> writer_;
  FakeAnalyzeClient analyze_;
  KnownBuckets known_;
  v1::FindContradictionsRequest request_;
};

TEST_F(ContradictionsTest, TellsWhoContradictsHimselfAndWhoOthers) {
  Say("a", "ledger", 2, "Anna Rao", "ban works");
  Say("b", "tide", 9, "Anna Rao", "ban fails");
  Say("c", "post", 5, "Jo Lee", "ban works well");
  const auto response = Find();
  EXPECT_EQ(Shown(response),
            "reversal Anna Rao: ban works | Anna Rao: ban fails\n"
            "dispute Jo Lee: ban works well | Anna Rao: ban fails\n");
  EXPECT_FLOAT_EQ(response.contradictions(0).confidence(), 0.9F);
  EXPECT_EQ(response.contradictions(0).first().claim().document().source(), "ledger");
  EXPECT_EQ(response.examined_count(), 3);
  EXPECT_FALSE(response.partial());
  EXPECT_EQ(response.oldest_time().seconds(), 1'714'521'600 + 86'400);
  request_.set_kind(v1::CONTRADICTION_KIND_REVERSAL);
  EXPECT_EQ(Shown(Find()), "reversal Anna Rao: ban works | Anna Rao: ban fails\n");
  request_.set_kind(v1::CONTRADICTION_KIND_DISPUTE);
  EXPECT_EQ(Shown(Find()), "dispute Jo Lee: ban works well | Anna Rao: ban fails\n");
}

TEST_F(ContradictionsTest, TheAuthorOfASourceIsOneHolder) {
  Say("a", "ledger", 2, "", "ban works");
  Say("b", "ledger", 3, "", "ban fails");
  Say("c", "", 4, "", "ban fails badly");
  EXPECT_EQ(Shown(Find()),
            "reversal author: ban works | author: ban fails\n"
            "dispute author: ban works | author: ban fails badly\n");
}

TEST_F(ContradictionsTest, ADenialTurnsTheSide) {
  const auto deny = [](v1::Claim& claim) { claim.set_act(v1::ACT_DENY); };
  Say("a", "ledger", 2, "Anna Rao", "ban fails", deny);
  Say("b", "tide", 3, "Jo Lee", "ban works");
  EXPECT_EQ(Shown(Find()), "");
  Say("c", "post", 4, "Max Ode", "ban fails now");
  EXPECT_EQ(Shown(Find()),
            "dispute Anna Rao: ban fails | Max Ode: ban fails now\n"
            "dispute Jo Lee: ban works | Max Ode: ban fails now\n");
}

TEST_F(ContradictionsTest, WhoAsksOrIsNotBelievedByBothJudgementsContradictsNobody) {
  Say("a", "ledger", 2, "Anna Rao", "ban works");
  Say("b", "tide", 3, "Jo Lee", "ban fails",
      [](v1::Claim& claim) { claim.set_act(v1::ACT_QUESTION); });
  Say("c", "tide", 3, "Jo Lee", "ban fails deaf");
  EXPECT_EQ(Shown(Find()), "");
}

TEST_F(ContradictionsTest, TheLessSureJudgementCountsAndHedgesTakeFromIt) {
  Say("a", "ledger", 2, "Anna Rao", "ban works unsure");
  Say("b", "tide", 3, "Jo Lee", "ban fails");
  EXPECT_EQ(Shown(Find()), "") << "of less than 0.7";
  request_.set_min_confidence(0.5F);
  ASSERT_EQ(Find().contradictions_size(), 1);
  EXPECT_FLOAT_EQ(Find().contradictions(0).confidence(), 0.6F);
  Say("c", "tide", 4, "Max Ode", "ban fails",
      [](v1::Claim& claim) { claim.set_modality(v1::MODALITY_POSSIBLE); });
  EXPECT_EQ(Find().contradictions_size(), 1) << "0.48 for the one with a hedge";
  Say("d", "tide", 5, "Eve Moe", "ban fails",
      [](v1::Claim& claim) { claim.set_modality(v1::MODALITY_PREDICTED); });
  EXPECT_EQ(Find().contradictions_size(), 1) << "0.48 for what will be";
}

TEST_F(ContradictionsTest, CopiesCountOnce) {
  Say("a", "ledger", 2, "Anna Rao", "ban works");
  Say("b", "tide", 3, "Anna Rao", "ban works");
  Say("c", "post", 1, "Jo Lee", "ban fails");
  Say("d", "mail", 4, "Jo Lee", "ban fails");
  for (const int max_claims : {1, 2, 3, 4}) {
    request_.set_max_claims(max_claims);
    const auto response = Find();
    ASSERT_EQ(Shown(response), max_claims == 1
                                   ? "dispute Anna Rao: ban works | Jo Lee: ban fails\n"
                                   : "dispute Jo Lee: ban fails | Anna Rao: ban works\n");
    EXPECT_EQ(response.partial(), max_claims < 4);
  }
  const auto response = Find();
  ASSERT_EQ(response.contradictions(0).first().copies_size(), 1);
  EXPECT_EQ(response.contradictions(0).first().copies(0), "corpora/news/documents/d");
  EXPECT_EQ(response.contradictions(0).second().copies(0), "corpora/news/documents/b");
}

TEST_F(ContradictionsTest, TheContraryInNearlyTheSameWordsIsFound) {
  Say("a", "ledger", 2, "Anna Rao", "the harbor ban works in the city of Tide today");
  Say("b", "ledger", 3, "Anna Rao", "the harbor ban fails in the city of Tide today");
  EXPECT_EQ(Find().contradictions_size(), 1);
}

TEST_F(ContradictionsTest, WhatIsExaminedIsBoundedAndTold) {
  Say("a", "ledger", 2, "Anna Rao", "ban works");
  Say("b", "tide", 3, "Jo Lee", "ban fails");
  Say("c", "post", 4, "Max Ode", "rain falls");
  request_.set_max_claims(1);
  const auto response = Find();
  EXPECT_EQ(Shown(response), "");
  EXPECT_EQ(response.examined_count(), 1) << "the newest";
  EXPECT_TRUE(response.partial());
  EXPECT_EQ(response.oldest_time().seconds(), 1'714'521'600 + 3 * 86'400);
  request_.set_max_claims(0);
  v1::FindContradictionsResponse short_of_records;
  ASSERT_TRUE(TryFind(&short_of_records, /*max_examined=*/2).ok());
  EXPECT_TRUE(short_of_records.partial());
  request_.set_filter("holder = \"jo lee\"");
  const auto of_lee = Find();
  EXPECT_EQ(Shown(of_lee), "dispute Anna Rao: ban works | Jo Lee: ban fails\n");
  EXPECT_EQ(of_lee.examined_count(), 1);
  EXPECT_FALSE(of_lee.partial());
}

TEST_F(ContradictionsTest, APropositionIsReadOnceForAllClaimsOfARound) {
  Say("old", "ledger", 1, "Anna Rao", "ban fails");
  for (int day = 2; day <= 10; ++day) {
    Say(absl::StrCat("d", day), absl::StrCat("source", day), day, absl::StrCat("Jo Lee", day),
        absl::StrCat("ban works in town ", day));
  }
  request_.set_max_claims(9);
  EXPECT_EQ(Find().contradictions_size(), 9);
  EXPECT_EQ(analyze_.JudgeCalls("ban fails"), 5) << "rounds of 1, 1, 2, 4 and 1 claims";
  request_.clear_max_claims();
  EXPECT_EQ(Find().contradictions_size(), 9);
}

TEST_F(ContradictionsTest, TheSurestAreGiven) {
  Say("a", "ledger", 2, "Anna Rao", "ban works");
  Say("b", "tide", 3, "Jo Lee", "ban fails");
  Say("c", "post", 4, "Max Ode", "ban fails unsure");
  request_.set_min_confidence(0.5F);
  request_.set_max_contradictions(1);
  const auto response = Find();
  EXPECT_EQ(Shown(response), "dispute Anna Rao: ban works | Jo Lee: ban fails\n");
  EXPECT_EQ(response.left_out_count(), 1);
}

TEST_F(ContradictionsTest, AClaimIsNotItsOwnContrary) {
  Say("a", "ledger", 2, "Anna Rao", "ban works", [](v1::Claim& claim) {
    claim.set_commitment(v1::COMMITMENT_REJECTED);  // by the author
  });
  EXPECT_EQ(Shown(Find()), "");
}

TEST(OpposeTest, NobodyChangesHisViewWithinASentence) {
  v1::Claim rose;
  rose.set_name("corpora/news/documents/a/claims/a");
  rose.mutable_document()->set_name("corpora/news/documents/a");
  rose.mutable_document()->set_source("ledger");
  rose.add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  rose.set_commitment(v1::COMMITMENT_COMMITTED);
  rose.mutable_sentence()->set_end(40);
  rose.mutable_span()->set_end(10);
  v1::Claim fell = rose;
  fell.set_name("corpora/news/documents/a/claims/b");
  fell.mutable_span()->set_begin(20);
  fell.mutable_span()->set_end(30);
  v1::Judgement against;
  against.set_relation(v1::RELATION_OPPOSE);
  against.set_confidence(0.9F);
  EXPECT_FALSE(Oppose(rose, against, fell, against).has_value());
  fell.mutable_sentence()->set_begin(15);
  const auto pair = Oppose(rose, against, fell, against);
  ASSERT_TRUE(pair.has_value());
  EXPECT_EQ(pair->kind, v1::CONTRADICTION_KIND_REVERSAL);
}

TEST_F(ContradictionsTest, WrongArgumentsAreNamed) {
  v1::FindContradictionsResponse response;
  request_.set_max_candidates(201);
  EXPECT_EQ(ErrorReason(TryFind(&response)), "INVALID_FIELD");
  request_.set_max_candidates(0);
  request_.set_filter("act =");
  EXPECT_EQ(TryFind(&response).code(), absl::StatusCode::kInvalidArgument);
}

// The holder of a claim, at the beginning of its sentence or not.
class Voice {
 public:
  Voice(const std::string& mention, const std::string& full_name, bool begins = false) {
    v1::Holder* holder = claim_.add_holders();
    holder->set_kind(v1::HOLDER_KIND_MENTION);
    holder->set_text(mention);
    holder->set_full_name(full_name);
    holder->mutable_span()->set_begin(begins ? 0 : 7);
  }
  VoicedClaim voiced() const { return {&claim_, &claim_.holders(0)}; }

 private:
  v1::Claim claim_;
};

TEST(SameHolderTest, NamesTellWhoIsMeant) {
  const Voice full("she", "Ilse Harrowgate");
  const Voice long_form("Ilse Harrowgate", "Secretary Ilse Harrowgate of the Commerce Department");
  const Voice department("the department", "Commerce Department");
  EXPECT_TRUE(IsSameHolder(full.voiced(), long_form.voiced()));
  EXPECT_TRUE(IsSameHolder(long_form.voiced(), full.voiced()));
  EXPECT_FALSE(IsSameHolder(department.voiced(), long_form.voiced()));
  EXPECT_EQ(FilterOfHolder(long_form.voiced()), "holder : \"ilse harrowgate\"");
  EXPECT_TRUE(IsSameHolder(Voice("Luoyun", "").voiced(), Voice("LUOYUN", "").voiced()));
  EXPECT_FALSE(IsSameHolder(Voice("Ministry of Trade", "").voiced(),
                            Voice("Ministry of Health", "").voiced()));
}

TEST(SameHolderTest, WhatIsNoNameTellsNobody) {
  for (const char* mention : {"she", "the agency", "critics", "Local residents", "A spokesman"}) {
    const Voice voice(mention, "");
    EXPECT_FALSE(IsSameHolder(voice.voiced(), voice.voiced())) << mention;
    EXPECT_EQ(FilterOfHolder(voice.voiced()), "") << mention;
  }
  const Voice opening("Critics", "Critics", /*begins=*/true);
  EXPECT_FALSE(IsSameHolder(opening.voiced(), opening.voiced()));
}

}  // namespace
}  // namespace standpoint
