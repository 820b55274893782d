// The negations of sentences whose words are given, in CoNLL-U on standard input; on standard output a line for each sentence: of each
// negation "CUE:WORD,WORD,..." by the words' numbers, which count from 1, parted by blanks.
//
//   negations MODEL < words.conllu
//
// Exit status: 0 done, 2 the model does not load or the input is no CoNLL-U.

#include "analyze/proposition/negations.h"

#include <iostream>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "analyze/language/conllu.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_conllu.h"
#include "analyze/proposition/grammar.h"
#include "analyze/proposition/sentence_tree.h"

namespace standpoint {
namespace {

std::string Line(const LanguageEngine& engine, const Grammar& grammar,
                 const ConlluSentence& sentence, LanguageWorkspace& workspace) {
  std::string text, line;
  Segments segments;
  AppendSegments(sentence, text, segments);
  Syntax syntax;
  if (!engine.ReadWords(text, std::move(segments), absl::InfiniteFuture(), workspace, syntax)
           .ok()) {
    return line;
  }
  SentenceTree tree(text, syntax, grammar);
  tree.Read(0);
  for (const Negation& negation : FindNegations(tree)) {
    absl::StrAppend(&line, line.empty() ? "" : " ", negation.cue + 1, ":");
    for (size_t i = 0; i < negation.scope.size(); ++i) {
      absl::StrAppend(&line, i == 0 ? "" : ",", negation.scope[i] + 1);
    }
  }
  return line;
}

int Main(const char* model) {
  const auto engine = LanguageEngine::Load(model);
  if (!engine.ok()) {
    std::cerr << "negations: " << engine.status() << "\n";
    return 2;
  }
  const Grammar grammar((*engine)->labels());
  LanguageWorkspace workspace;
  ConlluReader reader;
  for (std::string line; std::getline(std::cin, line);) {
    const absl::StatusOr<bool> whole = reader.Take(line);
    if (!whole.ok()) {
      std::cerr << "negations: " << whole.status() << "\n";
      return 2;
    }
    if (*whole) std::cout << Line(**engine, grammar, reader.sentence(), workspace) << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "negations MODEL < words.conllu\n";
    return 2;
  }
  return standpoint::Main(argv[1]);
}
