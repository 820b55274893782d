// `standpoint parse [FILE|-]`: sentences, words, tags, trees and names as CoNLL-U, or what they say as
// tuples; in process, without a server.

#ifndef STANDPOINT_CLI_COMMANDS_PARSE_H_
#define STANDPOINT_CLI_COMMANDS_PARSE_H_

#include <string>

#include "cli/console/console.h"

namespace standpoint {

struct ParseOptions {
  std::string path = "-";
  std::string input = "text";     // text, conllu-words
  std::string output = "conllu";  // conllu, tuples
  std::string model_path;         // empty: as FindLanguageModel
};

// text: plain text, read in pieces of a mebibyte that end at empty lines where there are any. conllu-words: the sentences and words
// of CoNLL-U; their comments and MISC are kept, all other columns written anew. Sentences that break the format are reported
// and left out (kIncomplete). tuples: of plain text, an object of JSON a line for each tuple of open information extraction, with the
// sentence that says it. Memory does not grow with the input.
ExitCode Parse(const ParseOptions& options, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_PARSE_H_
