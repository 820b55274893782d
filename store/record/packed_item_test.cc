// Whatever is packed comes back, as long as its document's text is there.

#include "store/record/packed_item.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/text/content_id.h"
#include "gtest/gtest.h"
#include "store/record/claim_bytes.h"

namespace standpoint {
namespace {

constexpr absl::string_view kText =
    "The ministers said that Müller's new harbor fees, never popular, rose by 4 percent in May. "
    "Anna Rao called the U.S. plan a mistake; the Council did not answer her questions at all.";

class PackedItemTest : public testing::Test {
 protected:
  int Below(int n) { return static_cast<int>(random_() % n); }

  std::string Place(v1::Span* span) {
    const int begin = Below(static_cast<int>(kText.size()));
    const int end = begin + Below(static_cast<int>(kText.size()) - begin + 1);
    span->set_begin(begin);
    span->set_end(end);
    return std::string(kText.substr(begin, end - begin));
  }

  // Sometimes not what stands there, and sometimes nothing.
  void SetConstituent(v1::Constituent* constituent) {
    constituent->set_text(Place(constituent->mutable_span()));
    if (Below(3) == 0) {
      constituent->set_text(Below(2) == 0 ? "" : std::string(1, static_cast<char>(Below(3))));
    }
  }

  void SetHolder(v1::Holder* holder) {
    if (Below(3) == 0) {
      holder->set_kind(v1::HOLDER_KIND_AUTHOR);
      return;
    }
    holder->set_kind(v1::HOLDER_KIND_MENTION);
    holder->set_text(Place(holder->mutable_span()));
    holder->set_full_name(Below(2) == 0 ? "" : "Professor Anna Rao");
  }

  void AddExplanation(v1::Explanation* explanation) {
    explanation->set_field("act");
    explanation->set_rule("verb:said");
    if (Below(2) == 0) {
      explanation->mutable_span()->set_begin(static_cast<int>(random_()));
      explanation->mutable_span()->set_end(static_cast<int>(random_()));
    }
  }

  ClaimWithTerms RandomClaim() {
    ClaimWithTerms item;
    v1::Claim* claim = item.record.mutable_claim();
    claim->set_text(Place(claim->mutable_span()));
    Place(claim->mutable_sentence());
    if (claim->sentence().end() == 0) {
      claim->clear_sentence();  // which is the same
    }
    for (int n = Below(3); n >= 0; --n) {
      SetHolder(claim->add_holders());
    }
    claim->set_act(static_cast<v1::Act>(1 + Below(v1::Act_MAX)));
    claim->set_polarity(static_cast<v1::Polarity>(1 + Below(v1::Polarity_MAX)));
    claim->set_modality(static_cast<v1::Modality>(1 + Below(v1::Modality_MAX)));
    claim->set_commitment(static_cast<v1::Commitment>(1 + Below(v1::Commitment_MAX)));
    claim->set_confidence(static_cast<float>(Below(1001)) / 1000);
    claim->set_check_worthiness(static_cast<float>(Below(1001)) / 1000);
    if (Below(2) == 0) {
      claim->set_factuality(static_cast<float>(Below(6001) - 3000) / 1000);
      claim->mutable_field_confidence()->set_act(0.75F);
      SetConstituent(claim->mutable_structure()->mutable_subject());
      SetConstituent(claim->mutable_structure()->add_arguments()->mutable_phrase());
      SetConstituent(claim->mutable_structure()->add_times());
      AddExplanation(claim->add_explanations());
      claim->set_embedding(std::string("\x01\x7F\x80\x00\x20", 3 + Below(3)));
      item.record.add_targets("harbor fees");
    }
    for (int n = Below(3); n > 0; --n) {
      v1::ClaimEntity* entity = claim->add_entities();
      entity->set_kind(v1::ENTITY_KIND_PERSON);
      entity->set_name(Place(entity->add_mentions()));
      if (Below(2) == 0) {
        entity->set_name("Anna Rao");
        Place(entity->add_mentions());
      }
    }
    if (Below(2) == 0) {
      claim->set_standalone_text(
          Below(2) == 0 ? claim->text() : absl::StrCat("She: ", claim->text(), ", she said"));
    }
    for (int n = Below(4); n > 0; --n) {
      item.terms.push_back(std::string(&"ministerharborfeerose"[Below(14)], Below(8)));
    }
    item.terms.push_back("rose");
    RoundToStored(claim);
    item.record.set_id(Below(2) == 0 ? absl::StrCat("c", Below(9)) : ContentId(*claim, Below(3)));
    return item;
  }

  internal::v1::StanceRecord RandomStance() {
    internal::v1::StanceRecord record;
    v1::Stance* stance = record.mutable_stance();
    stance->set_evidence(Place(stance->mutable_evidence_span()));
    stance->mutable_target()->set_text(Place(stance->mutable_target()->mutable_span()));
    stance->mutable_target()->set_full_name(Below(2) == 0 ? "" : "the harbor fees");
    SetHolder(stance->mutable_holder());
    stance->set_direction(static_cast<v1::Direction>(1 + Below(v1::Direction_MAX)));
    stance->set_confidence(static_cast<float>(Below(1001)) / 1000);
    stance->set_strength(static_cast<float>(Below(1001)) / 1000);
    stance->set_claim(absl::StrCat("c", Below(3)));
    AddExplanation(stance->add_explanations());
    record.set_id(Below(2) == 0 ? "s" : ContentId(*stance));
    return record;
  }

  static absl::Status Slice(int64_t begin, int64_t size, std::string* out) {
    if (begin < 0 || size < 0 || begin + size > static_cast<int64_t>(kText.size())) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "beyond the text");
    }
    *out = std::string(kText.substr(begin, size));
    return absl::OkStatus();
  }

  std::mt19937 random_{11};
};

TEST_F(PackedItemTest, ClaimsComeBack) {
  for (int i = 0; i < 2000; ++i) {
    std::vector<ClaimWithTerms> claims(1 + Below(kGroupItems));
    for (ClaimWithTerms& claim : claims) {
      claim = RandomClaim();
    }
    const std::string bytes = PackClaims(kText, claims);
    const auto group = PackedGroup::Parse(bytes);
    ASSERT_TRUE(group.ok()) << group.status();
    ASSERT_EQ(group->items().size(), claims.size());
    for (size_t n = 0; n < claims.size(); ++n) {
      ClaimWithTerms back;
      ASSERT_TRUE(UnpackClaim(group->items()[n], Slice, /*with_terms=*/true, &back).ok());
      EXPECT_EQ(back.record.DebugString(), claims[n].record.DebugString());
      EXPECT_EQ(back.terms, claims[n].terms);
      std::string text;
      ASSERT_TRUE(UnpackClaimText(group->items()[n], Slice, &text).ok());
      EXPECT_EQ(text, claims[n].record.claim().text());
    }
  }
}

// The way over messages, which AppendClaim is to be like.
bool ClaimByMessages(const PackedGroup::Item& item, SliceReader slice, absl::string_view id,
                     const std::string& name, const std::string& summary, std::string* bytes) {
  ClaimWithTerms unpacked;
  if (!UnpackClaim(item, slice, /*with_terms=*/false, &unpacked).ok() ||
      unpacked.record.id() != id) {
    return false;
  }
  v1::Claim* claim = unpacked.record.mutable_claim();
  claim->set_name(name);
  claim->mutable_document()->ParseFromString(summary);
  claim->clear_explanations();
  claim->clear_embedding();
  return claim->SerializeToString(bytes);
}

TEST_F(PackedItemTest, BytesOfAnswersAreThoseOfMessages) {
  v1::DocumentSummary document;
  document.set_title(std::string(200, 't'));
  const std::string summary = document.SerializeAsString();
  for (int i = 0; i < 3000; ++i) {
    const ClaimWithTerms claim = RandomClaim();
    const std::string packed = PackClaims(kText, {claim});
    const auto group = PackedGroup::Parse(packed);
    const std::string& id = claim.record.id();
    std::string wanted;
    ASSERT_TRUE(ClaimByMessages(group->items()[0], Slice, id, "n", summary, &wanted));
    std::string bytes = "before";
    ASSERT_TRUE(AppendClaim(group->items()[0], Slice, id, "n", summary, &bytes))
        << claim.record.DebugString();
    EXPECT_EQ(bytes, "before" + wanted) << claim.record.DebugString();
    EXPECT_FALSE(AppendClaim(group->items()[0], Slice, id + "x", "n", summary, &bytes));
  }
}

TEST_F(PackedItemTest, BytesOfBrokenClaimsAreThoseOfMessagesOrNone) {
  int taken = 0;
  for (int i = 0; i < 10000; ++i) {
    const ClaimWithTerms claim = RandomClaim();
    std::string packed = PackClaims(kText, {claim});
    for (int n = 1 + Below(2); n > 0; --n) {
      packed[Below(static_cast<int>(packed.size()))] = static_cast<char>(random_());
    }
    const auto group = PackedGroup::Parse(packed);
    if (!group.ok() || group->items().empty()) {
      continue;
    }
    const std::string& id = claim.record.id();
    std::string wanted;
    std::string bytes;
    if (AppendClaim(group->items()[0], Slice, id, "n", "", &bytes) &&
        ClaimByMessages(group->items()[0], Slice, id, "n", "", &wanted)) {
      EXPECT_EQ(bytes, wanted);
      ++taken;
    }
  }
  EXPECT_GT(taken, 300);
}

TEST_F(PackedItemTest, StancesComeBack) {
  for (int i = 0; i < 2000; ++i) {
    const internal::v1::StanceRecord stance = RandomStance();
    const std::string bytes = PackStances(kText, {stance}, {{"c1", 17}});
    const auto group = PackedGroup::Parse(bytes);
    ASSERT_TRUE(group.ok()) << group.status();
    internal::v1::StanceRecord back;
    const auto claim_id = [](uint32_t ordinal) -> absl::StatusOr<std::string> {
      EXPECT_EQ(ordinal, 17u);
      return std::string("c1");
    };
    ASSERT_TRUE(UnpackStance(group->items()[0], Slice, claim_id, &back).ok());
    EXPECT_EQ(back.DebugString(), stance.DebugString());
  }
}

TEST_F(PackedItemTest, WhatIsCutIsRefused) {
  const std::string bytes = PackClaims(kText, {RandomClaim(), RandomClaim()});
  for (size_t cut = 0; cut < bytes.size(); ++cut) {
    const auto group = PackedGroup::Parse(bytes.substr(0, cut));
    EXPECT_TRUE(!group.ok() || group->items().size() < 2) << cut;
  }
  const auto group = PackedGroup::Parse(bytes);
  const PackedGroup::Item& item = group->items()[0];
  ClaimWithTerms back;
  const auto nothing = [](int64_t, int64_t, std::string*) {
    return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "the text is lost");
  };
  EXPECT_EQ(ErrorReason(UnpackClaim(item, nothing, /*with_terms=*/false, &back)), "RECORD_CORRUPT");
}

TEST_F(PackedItemTest, EmbeddingsKeepSignsAndSteps) {
  v1::Claim claim;
  for (int c = -128; c < 128; ++c) {
    claim.mutable_embedding()->push_back(static_cast<char>(c));
  }
  RoundToStored(&claim);
  const std::string once = claim.embedding();
  for (int c = -128; c < 128; ++c) {
    const int kept = static_cast<int8_t>(once[c + 128]);
    EXPECT_EQ(kept > 0, c > 0) << c;
    EXPECT_LE(std::abs(kept - c), 9) << c;
  }
  RoundToStored(&claim);
  EXPECT_EQ(claim.embedding(), once);
}

TEST_F(PackedItemTest, ScoresAreKeptToThousandths) {
  v1::Claim claim;
  claim.set_confidence(0.12345F);
  claim.set_factuality(std::numeric_limits<float>::quiet_NaN());
  RoundToStored(&claim);
  EXPECT_FLOAT_EQ(claim.confidence(), 0.123F);
  EXPECT_EQ(claim.factuality(), 0);
}

}  // namespace
}  // namespace standpoint
