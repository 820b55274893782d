// Reads pairs, one a line, proposition and claim parted by a tab, and writes what the judge judges them by:
// share, open, side, the side features, relation, confidence, and the stems of the claim but its topics and negators, parted by tabs.
//
//   features < pairs.tsv > features.tsv
//
// Exit status: 0 done, 1 at a line without a tab, 2 when lexicon or language model do not load.

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/judge.h"
#include "standpoint/v1/stance.pb.h"

int main() {
  const absl::StatusOr<std::unique_ptr<const standpoint::Lexicon>> lexicon =
      standpoint::Lexicon::Load("");
  if (!lexicon.ok()) {
    std::cerr << "features: " << lexicon.status() << "\n";
    return 2;
  }
  const absl::StatusOr<std::string> path = standpoint::FindLanguageModel("");
  if (!path.ok()) {
    std::cerr << "features: " << path.status() << "\n";
    return 2;
  }
  const auto engine = standpoint::LanguageEngine::Load(*path);
  if (!engine.ok()) {
    std::cerr << "features: " << engine.status() << "\n";
    return 2;
  }
  const standpoint::TextReader reader(**engine, **lexicon);
  const standpoint::PropositionJudge judge(**lexicon, reader);
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (fields.size() < 2) {
      std::cerr << "features: a line without a tab\n";
      return 1;
    }
    const std::vector<std::string> claims = {fields[1]};
    const standpoint::PairFeatures pair = judge.Features(fields[0], claims).front();
    const standpoint::v1::Judgement judgement = judge.Judge(fields[0], claims).front();
    std::cout << pair.share << '\t' << pair.open << '\t' << pair.side << '\t'
              << absl::StrJoin(pair.features, "\t") << '\t'
              << standpoint::v1::Relation_Name(judgement.relation()) << '\t'
              << judgement.confidence() << '\t' << absl::StrJoin(pair.stems, " ") << '\n';
  }
  return 0;
}
