#include "cli/arguments/narrative_arguments.h"

#include <memory>

#include "cli/arguments/filter_arguments.h"
#include "cli/commands/narratives.h"

namespace standpoint {
namespace {

void AddBounds(CLI::App& command, NarrativesOptions& options) {
  command
      .add_option("--min-confidence", options.min_confidence,
                  "Judgements that are less sure join nothing and oppose nothing")
      ->option_text("0..1 [0.65]")
      ->check(CLI::Range(0.0, 1.0))
      ->group(kFilterGroup);
  command
      .add_option("--max-claims", options.max_claims,
                  "How many claims to examine at most, the nearest to the subject first")
      ->option_text("N [200]")
      ->check(CLI::Range(1, 1000))
      ->group(kFilterGroup);
  command
      .add_option("--max-candidates", options.max_candidates,
                  "How many of the others to hold each of them against at most")
      ->option_text("N [20]")
      ->check(CLI::Range(1, 100))
      ->group(kFilterGroup);
  command
      .add_option("--min-voices", options.min_voices,
                  "Leave out stories that fewer independent voices tell")
      ->option_text("N [2]")
      ->check(CLI::Range(1, 1000))
      ->group(kFilterGroup);
}

void AddOutput(CLI::App& command, NarrativesOptions& options) {
  command.add_option("-n,--limit", options.limit, "How many to show at most, of most voices first")
      ->option_text("N [10]")
      ->check(CLI::Range(1, 100))
      ->group("Output");
  command.add_option("--quotes", options.quotes, "How many quotes to show of each at most")
      ->option_text("N [3]")
      ->check(CLI::Range(1, 100))
      ->group("Output");
}

}  // namespace

void AddNarratives(CLI::App& app, Session& session) {
  auto options = std::make_shared<NarrativesOptions>();
  CLI::App& command = *app.add_subcommand(
      "narratives", "Competing stories: who tells each, who said it first, what it stands against");
  command.add_option("SUBJECT", options->subject,
                     "What they are about, in a few words; without it the newest claims");
  AddCorpus(command, options->corpus);
  AddFilter(command, options->filter, FilterSubject::kClaims);
  AddBounds(command, *options);
  AddOutput(command, *options);
  AddOutputOptions(command, session, "Print the server's answer as one JSON object");
  AddConnectionOptions(command, session);
  command.footer(
      "Example:\n"
      "  standpoint narratives \"chip export controls\" --since 2024\n"
      "Exits with 1 when no story is found.");
  SetRun(command, session, options, &options->json, &FindNarratives);
}

}  // namespace standpoint
