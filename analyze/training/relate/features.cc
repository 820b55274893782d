// Reads pairs, one a line, proposition and claim parted by a tab, and writes what the words of each tell, as the network is
// given it: the numbers of CompareWordings, then those of CompareContents, parted by tabs.
//
//   features relations.lm < pairs.tsv > features.tsv
//
// The model gives words and their vectors alone. Exit status: 0 done, 1 at a line without a tab, 2 when lexicon or model do not load.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/embed/sentence_vectors.h"
#include "analyze/embed/word_table.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/model/model_file.h"
#include "analyze/relate/pair_sentence.h"
#include "analyze/relate/relatedness.h"
#include "analyze/relate/wording.h"

namespace standpoint {
namespace {

int Run(const std::string& path) {
  const auto lexicon = Lexicon::Load("");
  const auto file = ModelFile::Open(path);
  if (!lexicon.ok() || !file.ok()) {
    std::cerr << "features: " << lexicon.status() << "; " << file.status() << "\n";
    return 2;
  }
  const auto words = WordTable::Create(**file);
  const auto sentences = words.ok() ? SentenceVectors::Create(**file, **words) : words.status();
  if (!sentences.ok()) {
    std::cerr << "features: " << sentences.status() << "\n";
    return 2;
  }
  const WordingReader reader(**lexicon);
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<absl::string_view> fields = absl::StrSplit(line, '\t');
    if (fields.size() < 2) {
      std::cerr << "features: a line without a tab\n";
      return 1;
    }
    const Wording proposition = reader.Read(fields[0]);
    const Wording claim = reader.Read(fields[1]);
    const TopicOverlap overlap = CompareTopics(proposition, claim);
    std::cout << absl::StrJoin(CompareWordings(proposition, claim, overlap), "\t") << '\t'
              << absl::StrJoin(
                     CompareContents(ReadSentence(fields[0], **words, **sentences),
                                     ReadSentence(fields[1], **words, **sentences), overlap.share),
                     "\t")
              << '\n';
  }
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  return standpoint::Run(argc > 1 ? argv[1] : "analyze/models/relations.lm");
}
