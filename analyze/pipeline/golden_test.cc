// The analysis of short texts, kept as files: a change of behaviour is read as a difference.

#include "common/testing/golden.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/pipeline/analyzer.h"
#include "gtest/gtest.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr absl::string_view kFolder = "analyze/pipeline/testdata/golden";

std::string Word(absl::string_view name) {
  return absl::AsciiStrToLower(name.substr(name.find('_') + 1));
}

std::string HolderText(const v1::Holder& holder) {
  return holder.kind() == v1::HOLDER_KIND_AUTHOR ? "author" : holder.text();
}

std::string Dump(absl::string_view text, const v1::Analysis& analysis) {
  std::string out;
  for (const v1::Span& sentence : analysis.sentences()) {
    absl::StrAppend(&out, "sentence  ",
                    text.substr(sentence.begin(), sentence.end() - sentence.begin()), "\n");
  }
  for (const v1::Claim& claim : analysis.claims()) {
    absl::StrAppend(&out, "claim     ", claim.text(), "\n          ");
    for (int i = 0; i < claim.holders_size(); ++i) {
      absl::StrAppend(&out, i > 0 ? " > " : "", HolderText(claim.holders(i)));
    }
    absl::StrAppend(&out, " | ", Word(v1::Act_Name(claim.act())), " ",
                    Word(v1::Polarity_Name(claim.polarity())), " ",
                    Word(v1::Modality_Name(claim.modality())), " ",
                    Word(v1::Commitment_Name(claim.commitment())), "\n");
    if (claim.standalone_text() != claim.text()) {
      absl::StrAppend(&out, "          means: ", claim.standalone_text(), "\n");
    }
  }
  for (const v1::Stance& stance : analysis.stances()) {
    absl::StrAppend(&out, "stance    ", HolderText(stance.holder()), " | ",
                    Word(v1::Direction_Name(stance.direction())), " | ", stance.target().text(),
                    " | ", stance.evidence(), "\n");
  }
  return out;
}

TEST(AnalyzerGoldenTest, AnalysesAreAsExpected) {
  const std::unique_ptr<Analyzer> analyzer = Analyzer::Load().value();
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(TestDataPath(kFolder))) {
    if (entry.path().extension() == ".txt") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  ASSERT_GE(names.size(), 40u);
  for (const std::string& name : names) {
    const std::string base = absl::StrCat(kFolder, "/", name);
    std::ifstream in(TestDataPath(base + ".txt"));
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    ExpectGolden(base + ".expected", Dump(text, analyzer->Analyze(text).value()));
  }
}

}  // namespace
}  // namespace standpoint
