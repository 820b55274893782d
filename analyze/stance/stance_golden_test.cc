// The stances of short texts, kept as files: a change of behaviour is read as a difference.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/claim_finder.h"
#include "analyze/reading/test_reader.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_finder.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr absl::string_view kFolder = "analyze/stance/testdata/golden";

// The text, and a line for each stance: holder, direction, target, its full name where that differs, evidence, rule.
std::string Dump(absl::string_view text) {
  const TextReader::Lease reading = SharedTextReader().Read(text).value();
  const std::vector<Claim> claims = ClaimFinder(SharedLexicon()).Find(reading->text()).value();
  const auto slice = [text](ByteSpan span) {
    return text.substr(span.begin, span.end - span.begin);
  };
  std::string out = absl::StrCat(text, "\n");
  for (const Stance& stance : StanceFinder(SharedLexicon()).Find(reading->text(), claims)) {
    const absl::string_view direction = stance.direction == v1::DIRECTION_SUPPORT  ? "for"
                                        : stance.direction == v1::DIRECTION_OPPOSE ? "against"
                                                                                   : "neither";
    const bool other = slice(stance.target_full_name) != slice(stance.target);
    absl::StrAppend(&out, "    ",
                    stance.holder.is_author() ? "author" : slice(stance.holder.mention), " ",
                    direction, ": ", slice(stance.target));
    if (other && !stance.target_full_name.empty()) {
      absl::StrAppend(&out, " (", slice(stance.target_full_name), ")");
    }
    absl::StrAppend(&out, " | ", slice(stance.evidence), " | ", stance.rule, "\n");
  }
  return out;
}

TEST(StanceGoldenTest, StancesAreAsExpected) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(TestDataPath(kFolder))) {
    if (entry.path().extension() == ".txt") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  ASSERT_GE(names.size(), 5u);
  for (const std::string& name : names) {
    const std::string base = absl::StrCat(kFolder, "/", name);
    std::ifstream in(TestDataPath(base + ".txt"));
    const std::string texts{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::string dump;
    for (absl::string_view text : absl::StrSplit(texts, "\n\n", absl::SkipWhitespace())) {
      absl::StrAppend(&dump, Dump(absl::StripTrailingAsciiWhitespace(text)), "\n");
    }
    ExpectGolden(base + ".expected", dump);
  }
}

}  // namespace
}  // namespace standpoint
