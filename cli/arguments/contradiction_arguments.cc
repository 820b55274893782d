#include "cli/arguments/contradiction_arguments.h"

#include <memory>

#include "cli/arguments/filter_arguments.h"
#include "cli/commands/contradictions.h"

namespace standpoint {
namespace {

void AddBounds(CLI::App& command, ContradictionsOptions& options) {
  command
      .add_option("--min-confidence", options.min_confidence,
                  "Leave out contradictions that are less sure than this")
      ->option_text("0..1 [0.7]")
      ->check(CLI::Range(0.0, 1.0))
      ->group(kFilterGroup);
  command
      .add_option("--max-claims", options.max_claims,
                  "How many claims to examine at most, the newest first")
      ->option_text("N [200]")
      ->check(CLI::Range(1, 1000))
      ->group(kFilterGroup);
  command
      .add_option("--max-candidates", options.max_candidates,
                  "How many others to hold each of them against at most")
      ->option_text("N [50]")
      ->check(CLI::Range(1, 200))
      ->group(kFilterGroup);
  command.add_option("-n,--limit", options.limit, "How many to show at most, the surest first")
      ->option_text("N [10]")
      ->check(CLI::Range(1, 1000))
      ->group("Output");
}

}  // namespace

void AddContradictions(CLI::App& app, Session& session) {
  auto options = std::make_shared<ContradictionsOptions>();
  CLI::App& command =
      *app.add_subcommand("contradictions", "Who contradicts whom, and who contradicts himself");
  AddCorpus(command, options->corpus);
  AddFilter(command, options->filter, FilterSubject::kClaims);
  CLI::Option* const same =
      command.add_flag("--same-holder", options->same_holder, "Only who contradicts himself")
          ->group(kFilterGroup);
  command
      .add_flag("--different-holders", options->different_holders, "Only who contradicts others")
      ->excludes(same)
      ->group(kFilterGroup);
  AddBounds(command, *options);
  AddOutputOptions(command, session, "Print the server's answer as one JSON object");
  AddConnectionOptions(command, session);
  command.footer(
      "Examines the newest claims that match; what contradicts them may be any claim of the "
      "corpus.\n"
      "Example:\n"
      "  standpoint contradictions --holder Harrowgate --same-holder\n"
      "Exits with 1 when no contradiction is found.");
  SetRun(command, session, options, &options->json, &FindContradictions);
}

}  // namespace standpoint
