#include "store/query/filter.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/query/bound_filter.h"
#include "store/query/match.h"

namespace standpoint {
namespace {

// The tree as text: "(AND a=1 (NOT b:x))".
std::string Print(const FilterNode& node) {
  if (node.kind == FilterNode::Kind::kRestriction) {
    constexpr const char* kComparators[] = {"=", "!=", "<", "<=", ">", ">=", ":"};
    return absl::StrCat(node.field, kComparators[static_cast<int>(node.comparator)], node.value);
  }
  std::string text = node.kind == FilterNode::Kind::kAnd  ? "(AND"
                     : node.kind == FilterNode::Kind::kOr ? "(OR"
                                                          : "(NOT";
  for (const FilterNode& child : node.children) {
    absl::StrAppend(&text, " ", Print(child));
  }
  return text + ")";
}

std::string Parsed(absl::string_view text) {
  const auto node = ParseFilter(text);
  return node.ok() ? Print(*node) : std::string(node.status().message());
}

TEST(FilterTest, Trees) {
  EXPECT_EQ(Parsed(""), "(AND)");
  EXPECT_EQ(Parsed("  "), "(AND)");
  EXPECT_EQ(Parsed("a=1"), "a=1");
  EXPECT_EQ(Parsed("a = 1 AND b != 2 c >= -3"), "(AND a=1 b!=2 c>=-3)");
  EXPECT_EQ(Parsed("a=1 b=2 OR c=3"), "(AND a=1 (OR b=2 c=3))");
  EXPECT_EQ(Parsed("a=1 (b=2 OR c=3)"), "(AND a=1 (OR b=2 c=3))");
  EXPECT_EQ(Parsed("NOT a=1 -b:x"), "(AND (NOT a=1) (NOT b:x))");
  EXPECT_EQ(Parsed("-(a<1)"), "(NOT a<1)");
  EXPECT_EQ(Parsed("t > 2024-05-01T10:30:00Z"), "t>2024-05-01T10:30:00Z");
  EXPECT_EQ(Parsed("s = harbor-ledger"), "s=harbor-ledger");
  EXPECT_EQ(Parsed("labels.a-b = \"x \\\"y\\\" \\\\\" h:'M\xC3\xBCller'"),
            "(AND labels.a-b=x \"y\" \\ h:M\xC3\xBCller)");
  EXPECT_EQ(Parsed("text:*"), "text:*");
}

TEST(FilterTest, FaultsHaveAColumn) {
  EXPECT_EQ(Parsed("a"), "filter: column 2: expected one of = != < <= > >= :");
  EXPECT_EQ(Parsed("a = "), "filter: column 5: expected a value");
  EXPECT_EQ(Parsed("= 1"), "filter: column 1: expected a field");
  EXPECT_EQ(Parsed("a=1 OR"), "filter: column 7: expected a field");
  EXPECT_EQ(Parsed("a=1)"), "filter: column 4: expected AND, OR or the end");
  EXPECT_EQ(Parsed("(a=1"), "filter: column 5: expected `)` for the `(` in column 1");
  EXPECT_EQ(Parsed("a=\"x"), "filter: column 3: the quotation mark is never closed");
  EXPECT_EQ(Parsed("a=\"\\n\""),
            "filter: column 4: a backslash stands before `\\`, `\"` or `'` only");
  EXPECT_EQ(Parsed("!a=1"), "filter: column 1: `!` stands before `=` only; use NOT or `-`");
  EXPECT_EQ(Parsed("a=\x01"), "filter: column 3: a control character has no meaning here");
  EXPECT_EQ(Parsed("a=\xFF"), "filter: column 3: must be UTF-8");
}

TEST(FilterTest, DepthAndSizeAreBounded) {
  EXPECT_TRUE(ParseFilter(absl::StrCat(std::string(20, '('), "a=1", std::string(20, ')'))).ok());
  EXPECT_TRUE(absl::StrContains(Parsed(std::string(1000, '(')), "nested too deeply"));
  EXPECT_TRUE(absl::StrContains(Parsed(std::string(1000, '-')), "nested too deeply"));
  EXPECT_TRUE(absl::StrContains(Parsed(std::string(5000, ' ')), "longer"));
}

std::string BindError(ResourceKind kind, absl::string_view text) {
  return std::string(BindFilter(kind, text).status().message());
}

TEST(BoundFilterTest, FaultsHaveAColumn) {
  EXPECT_EQ(BindError(ResourceKind::kStance, "direction = up"),
            "filter: column 13: `direction` is one of support, oppose, neutral");
  EXPECT_TRUE(absl::StartsWith(BindError(ResourceKind::kClaim, "act = deny AND source = x"),
                               "filter: column 16: there is no field `source`; there are act, "));
  EXPECT_TRUE(absl::StartsWith(BindError(ResourceKind::kDocument, "labels. = x"),
                               "filter: column 1: there is no"));
  EXPECT_TRUE(absl::StartsWith(BindError(ResourceKind::kClaim, "text < b"),
                               "filter: column 1: `text` has no order"));
  EXPECT_TRUE(
      absl::StartsWith(BindError(ResourceKind::kClaim, "confidence = x"), "filter: column 14"));
  EXPECT_TRUE(absl::StartsWith(BindError(ResourceKind::kClaim, "act:deny"), "filter: column 5"));
  EXPECT_TRUE(absl::StartsWith(BindError(ResourceKind::kDocument, "publish_time > May"),
                               "filter: column 16"));
  EXPECT_TRUE(absl::StartsWith(BindError(ResourceKind::kClaim, "text:\"!\""), "filter: column 6"));
}

class MatchTest : public testing::Test {
 protected:
  MatchTest() {
    v1::Document* document = document_.mutable_document();
    document->set_source("harbor-ledger");
    document->set_publisher("The Harbor  Ledger");
    document->mutable_publish_time()->set_seconds(1'714'521'600);  // 2024-05-01
    (*document->mutable_labels())["desk"] = "city";
    v1::Claim* claim = claim_.mutable_claim();
    claim->set_text("The ban has Backfired badly");
    claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
    v1::Holder* holder = claim->add_holders();
    holder->set_kind(v1::HOLDER_KIND_MENTION);
    holder->set_text("She");
    holder->set_full_name("Anna Rao");
    claim->set_act(v1::ACT_DENY);
    claim->set_confidence(0.75F);
    claim->set_check_worthiness(0.5F);
    claim->set_factuality(-1.5F);
    claim_.add_targets("the ban");
  }

  bool Claim(absl::string_view text) {
    return Is(ResourceKind::kClaim, text, {&document_, &claim_, &terms_, nullptr});
  }
  bool Document(absl::string_view text) { return Is(ResourceKind::kDocument, text, {&document_}); }

  static bool Is(ResourceKind kind, absl::string_view text, const MatchSubject& subject) {
    const auto filter = BindFilter(kind, text);
    EXPECT_TRUE(filter.ok()) << filter.status();
    const MatchResult result = Match(*filter, subject);
    EXPECT_NE(result, MatchResult::kUnknown) << text;
    return result == MatchResult::kYes;
  }

  internal::v1::DocumentRecord document_;
  internal::v1::ClaimRecord claim_;
  const std::vector<std::string> terms_ = {"ban", "backfire"};
};

TEST_F(MatchTest, Claims) {
  for (const char* yes : {"",
                          "act = deny",
                          "act = ACT_DENY",
                          "act != warn",
                          "holder = \"anna RAO\"",
                          "holder = she",
                          "holder:rao",
                          "innermost_holder = she",
                          "holder != author",
                          "innermost_holder != author",
                          "text:backfired",
                          "text:\"has backfired\"",
                          "text = \"the ban has backfired BADLY\"",
                          "confidence >= 0.75",
                          "confidence > 0.7",
                          "confidence = 0.75",
                          "check_worthiness >= 0.5",
                          "factuality < -1",
                          "factuality:*",
                          "target = \"The Ban\"",
                          "target:ban",
                          "term = backfire",
                          "document.source = harbor-ledger",
                          "document.publisher = \"the harbor ledger\"",
                          "document.publish_time >= 2024-05-01",
                          "document.publish_time = 2024-05-01T02:00:00+02:00",
                          "document.publish_time:*",
                          "act = warn OR (confidence < 1 AND NOT text:works)"}) {
    EXPECT_TRUE(Claim(yes)) << yes;
  }
  for (const char* no :
       {"act = warn", "-act = deny", "holder = author", "holder = rao", "text:backfire",
        "text:\"backfired has\"", "confidence < 0.75", "check_worthiness > 0.5", "factuality >= 0",
        "term = backfired", "target = ban", "document.source = Harbor-Ledger",
        "document.publish_time > 2024-05-01", "document.language:*"}) {
    EXPECT_FALSE(Claim(no)) << no;
  }
}

TEST_F(MatchTest, TargetsOfStancesByTheirFullestMention) {
  internal::v1::StanceRecord stance;
  stance.mutable_stance()->mutable_target()->set_text("they");
  const auto matches = [&](absl::string_view text) {
    return Is(ResourceKind::kStance, text, {&document_, nullptr, nullptr, &stance});
  };
  EXPECT_FALSE(matches("target.full_name:*"));
  EXPECT_FALSE(matches("target.full_name:controls"));
  stance.mutable_stance()->mutable_target()->set_full_name("U.S. export controls on AI chips");
  EXPECT_TRUE(matches("target.full_name:*"));
  EXPECT_TRUE(matches("target.full_name:controls target = they"));
  EXPECT_TRUE(matches("target.full_name = \"U.S. Export Controls on AI chips\""));
  EXPECT_FALSE(matches("target.full_name:rules"));
  EXPECT_FALSE(BindFilter(ResourceKind::kClaim, "target.full_name:controls").ok());
}

TEST_F(MatchTest, AClaimWithoutFactualityFulfilsNothingOfIt) {
  claim_.mutable_claim()->clear_factuality();
  EXPECT_FALSE(Claim("factuality < 3"));
  EXPECT_FALSE(Claim("factuality >= 0"));
  EXPECT_FALSE(Claim("factuality:*"));
  EXPECT_TRUE(Claim("factuality != 1"));
}

TEST_F(MatchTest, DocumentsAndAbsence) {
  EXPECT_TRUE(Document("labels.desk = city"));
  EXPECT_FALSE(Document("labels.other = city"));
  EXPECT_TRUE(Document("labels.other != city"));
  EXPECT_TRUE(Document("source:ledger -labels.other:*"));
  document_.mutable_document()->clear_publish_time();
  EXPECT_FALSE(Document("publish_time < 2030-01-01"));
  EXPECT_FALSE(Document("publish_time > 1990-01-01"));
  EXPECT_TRUE(Document("-publish_time:*"));
}

TEST_F(MatchTest, TheDocumentAloneMayDecide) {
  const auto match = [&](absl::string_view text) {
    return Match(*BindFilter(ResourceKind::kClaim, text), {&document_});
  };
  EXPECT_EQ(match("act = deny"), MatchResult::kUnknown);
  EXPECT_EQ(match("act = deny document.source = x"), MatchResult::kNo);
  EXPECT_EQ(match("act = deny OR document.source = harbor-ledger"), MatchResult::kYes);
  EXPECT_EQ(match("-(act = deny)"), MatchResult::kUnknown);
}

}  // namespace
}  // namespace standpoint
