#include "common/read_mask/read_mask.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {
namespace {

absl::StatusOr<ReadMask> Parse(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) {
    mask.add_paths(path);
  }
  return ReadMask::Parse(mask, *v1::Analysis::descriptor(), {"claims.terms"});
}

std::string Masked(const std::vector<std::string>& paths) {
  v1::Analysis analysis;
  google::protobuf::TextFormat::ParseFromString(
      R"(token_count: 3 analyzer { version: "1" model_digest: "ab" }
         claims { text: "a" terms: "t" span { begin: 1 end: 2 } holders { text: "h" kind: HOLDER_KIND_MENTION } }
         claims { text: "b" })",
      &analysis);
  Parse(paths)->Apply(analysis);
  return analysis.ShortDebugString();
}

TEST(ReadMaskTest, NoPathMeansAllButWhatIsLeftOut) {
  EXPECT_EQ(Masked({}),
            "analyzer { version: \"1\" model_digest: \"ab\" } token_count: 3 "
            "claims { text: \"a\" span { begin: 1 end: 2 } "
            "holders { kind: HOLDER_KIND_MENTION text: \"h\" } } claims { text: \"b\" }");
}

TEST(ReadMaskTest, AStarMeansAll) {
  EXPECT_TRUE(absl::StrContains(Masked({"*"}), "terms: \"t\""));
  EXPECT_EQ(Masked({"token_count", "*"}), Masked({"*"}));
  EXPECT_EQ(Masked({"*", "token_count"}), Masked({"*"}));
}

TEST(ReadMaskTest, PathsLeadThroughRepeatedMessages) {
  EXPECT_EQ(Masked({"claims.text", "claims.holders.kind"}),
            "claims { text: \"a\" holders { kind: HOLDER_KIND_MENTION } } claims { text: \"b\" }");
  EXPECT_EQ(Masked({"analyzer.version"}), "analyzer { version: \"1\" }");
  EXPECT_EQ(Masked({"claims.terms"}), "claims { terms: \"t\" } claims { }");
}

TEST(ReadMaskTest, AWholeFieldCoversItsParts) {
  EXPECT_EQ(Masked({"analyzer", "analyzer.version"}), Masked({"analyzer"}));
  EXPECT_EQ(Masked({"analyzer.version", "analyzer"}), Masked({"analyzer"}));
  EXPECT_EQ(Masked({"analyzer"}), "analyzer { version: \"1\" model_digest: \"ab\" }");
}

TEST(ReadMaskTest, UnknownPathsAreRefused) {
  for (const char* path : {"", "no_such", "claims.no_such", "token_count.more", "claims..text",
                           "claims.text.", "Claims", "*.text"}) {
    const absl::Status status = Parse({path}).status();
    EXPECT_EQ(ErrorReason(status), "INVALID_FIELD") << path;
  }
  google::protobuf::FieldMask into_map;
  into_map.add_paths("labels.key");
  EXPECT_FALSE(ReadMask::Parse(into_map, *v1::Document::descriptor()).ok());
}

TEST(ReadMaskTest, TellsWhatIsWanted) {
  EXPECT_TRUE(Parse({})->Wants("token_count"));
  EXPECT_TRUE(Parse({})->Wants("claims"));
  EXPECT_TRUE(Parse({})->Wants("claims.text"));
  EXPECT_FALSE(Parse({})->Wants("claims.terms"));
  EXPECT_TRUE(Parse({"claims.terms"})->Wants("claims.terms"));
  EXPECT_TRUE(Parse({"claims.terms"})->Wants("claims"));
  EXPECT_TRUE(Parse({"claims"})->Wants("claims.terms"));
  EXPECT_FALSE(Parse({"claims.terms"})->Wants("claims.text"));
  EXPECT_TRUE(Parse({"*"})->Wants("claims.terms"));
}

}  // namespace
}  // namespace standpoint
