// The program against the trainer: what analyze/training/relate/fit.py said when it wrote the model.

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/relate/judge.h"
#include "analyze/relate/pair_network.h"
#include "analyze/relate/relation_model.h"

namespace standpoint {
namespace {

double Number(const std::string& text) {
  double number = -1;
  EXPECT_TRUE(absl::SimpleAtod(text, &number)) << text;
  return number;
}

TEST(GoldenTest, SaysWhatTheTrainerSaid) {
  const std::unique_ptr<const Lexicon> lexicon = Lexicon::Load("").value();
  const std::unique_ptr<const RelationModel> model = RelationModel::Load().value();
  const PropositionJudge judge(*lexicon, *model);
  std::ifstream golden("analyze/relate/testdata/golden.tsv");
  int pairs = 0;
  for (std::string line; std::getline(golden, line); ++pairs) {
    const std::vector<std::string> columns = absl::StrSplit(line, '\t');
    ASSERT_EQ(columns.size(), 6u) << line;
    const std::vector<std::string> claims = {columns[1]};
    const RelationProbabilities found = judge.Score(columns[0], claims).front();
    EXPECT_NEAR(found.support, Number(columns[2]), 1e-3) << line;
    EXPECT_NEAR(found.oppose, Number(columns[3]), 1e-3) << line;
    EXPECT_NEAR(found.discuss, Number(columns[4]), 1e-3) << line;
    EXPECT_NEAR(found.unrelated, Number(columns[5]), 1e-3) << line;
  }
  EXPECT_GE(pairs, 9);
}

}  // namespace
}  // namespace standpoint
