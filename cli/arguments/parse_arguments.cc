#include "cli/arguments/parse_arguments.h"

#include <memory>

#include "cli/commands/parse.h"

namespace standpoint {

void AddParse(CLI::App& app, Session& session) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App& parse = *app.add_subcommand(
      "parse", "Write the sentences, words, tags, trees and names of a text as CoNLL-U");
  parse.add_option("FILE", options->path, "The text; \"-\" or nothing: standard input");
  parse
      .add_option("--input", options->input,
                  "Plain text; or CoNLL-U, whose sentences and words are kept and whose other "
                  "columns are written anew")
      ->option_text("text|conllu-words")
      ->check(CLI::IsMember({"text", "conllu-words"}))
      ->group("Input");
  parse
      .add_option("--model", options->model_path,
                  "The language model to read with; else STANDPOINT_LANGUAGE_MODEL, else the one "
                  "beside the program")
      ->option_text("FILE")
      ->group("Input");
  parse
      .add_option("--output", options->output,
                  "CoNLL-U; or, of plain text, what it says: a tuple of subject, predicate and "
                  "arguments a line, as JSON")
      ->option_text("conllu|tuples")
      ->check(CLI::IsMember({"conllu", "tuples"}))
      ->group("Output");
  parse.footer(
      "Examples:\n"
      "  standpoint parse letter.txt\n"
      "  standpoint parse --input=conllu-words gold.conllu > parsed.conllu\n"
      "  standpoint parse --output=tuples letter.txt\n"
      "docs/language.md tells what the columns hold and how to score them.");
  parse.callback([&session, options] {
    session.run = [&session, options] { return Parse(*options, session.console); };
  });
}

}  // namespace standpoint
