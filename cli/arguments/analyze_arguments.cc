#include "cli/arguments/analyze_arguments.h"

#include <memory>

#include "cli/commands/analyze.h"

namespace standpoint {

void AddAnalyze(CLI::App& app, Session& session) {
  auto options = std::make_shared<AnalyzeOptions>();
  CLI::App& analyze =
      *app.add_subcommand("analyze", "Show the claims and stances of a text, without a server");
  analyze.add_option("FILE", options->path, "The text; \"-\" or nothing: standard input");
  analyze
      .add_option("--output", options->output,
                  "For people; an Analysis of the API as JSON; or each line of the JSON "
                  "Lines of docs/claims-and-stances.md, annotated")
      ->option_text("text|jsonl|spec")
      ->check(CLI::IsMember({"text", "jsonl", "spec"}))
      ->group("Output");
  analyze
      .add_flag("--explain", options->explain,
                "Also say of each claim which rule decided on each field; with --output=spec, of "
                "each stance how sure it is and by which rule")
      ->group("Output");
  analyze
      .add_option("--lexicon-dir", options->lexicon_dir,
                  "Lexicon files: NAME.txt in place of a built-in one, NAME.more.txt beside it")
      ->option_text("DIR")
      ->group("Input");
  analyze
      .add_option("--model", options->model_path,
                  "The language model to read with; else STANDPOINT_LANGUAGE_MODEL, else the one "
                  "beside the program")
      ->option_text("FILE")
      ->group("Input");
  analyze.add_option("--max-bytes", options->max_bytes, "Longest text, or line with --output=spec")
      ->option_text("N [8388608]")
      ->check(CLI::Range(int64_t{1}, int64_t{256} << 20))
      ->group("Input");
  AddOutputOptions(analyze, session, "The same as --output=jsonl");
  analyze.footer(
      "Examples:\n"
      "  standpoint analyze letter.txt\n"
      "  echo 'Critics say the toll has failed.' | standpoint analyze --json\n"
      "  standpoint analyze examples.jsonl --output=spec > predicted.jsonl");
  analyze.callback([&session, options] {
    session.run = [&session, options] {
      if (session.json) options->output = "jsonl";
      return Analyze(*options, session.console);
    };
  });
}

}  // namespace standpoint
