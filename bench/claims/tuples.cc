// The tuples of sentences that are given: one a line on standard input; on standard output for each tuple the sentence, the
// confidence, the predicate and the arguments, subject first, parted by tabs: what carb.py reads.
//
//   tuples MODEL < sentences.txt
//
// Exit status: 0 done, 2 the model does not load.

#include "analyze/proposition/tuples.h"

#include <iostream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "tuples MODEL < sentences.txt\n";
    return 2;
  }
  const auto engine = standpoint::LanguageEngine::Load(argv[1]);
  if (!engine.ok()) {
    std::cerr << "tuples: " << engine.status() << "\n";
    return 2;
  }
  const standpoint::TupleReader reader((*engine)->labels());
  standpoint::LanguageWorkspace workspace;
  standpoint::Syntax syntax;
  for (std::string line; std::getline(std::cin, line);) {
    if (!(*engine)->Read(line, absl::InfiniteFuture(), workspace, syntax).ok()) continue;
    for (const standpoint::Tuple& tuple : reader.Read(line, syntax)) {
      std::cout << line << '\t' << tuple.confidence << '\t' << tuple.predicate << '\t'
                << tuple.subject;
      for (const std::string& argument : tuple.arguments) std::cout << '\t' << argument;
      std::cout << '\n';
    }
  }
  return 0;
}
