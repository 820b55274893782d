// Reads pairs, one a line, proposition and claim parted by a tab, and writes what the words of each tell, as the network is
// given it: the numbers of CompareWordings, parted by tabs.
//
//   features < pairs.tsv > features.tsv
//
// Exit status: 0 done, 1 at a line without a tab, 2 when the lexicon does not load.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/relate/wording.h"

int main() {
  const absl::StatusOr<std::unique_ptr<const standpoint::Lexicon>> lexicon =
      standpoint::Lexicon::Load("");
  if (!lexicon.ok()) {
    std::cerr << "features: " << lexicon.status() << "\n";
    return 2;
  }
  const standpoint::WordingReader reader(**lexicon);
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<absl::string_view> fields = absl::StrSplit(line, '\t');
    if (fields.size() < 2) {
      std::cerr << "features: a line without a tab\n";
      return 1;
    }
    const standpoint::Wording proposition = reader.Read(fields[0]);
    const standpoint::Wording claim = reader.Read(fields[1]);
    std::cout << absl::StrJoin(CompareWordings(proposition, claim,
                                               standpoint::CompareTopics(proposition, claim)),
                               "\t")
              << '\n';
  }
  return 0;
}
