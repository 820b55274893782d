#include "cli/arguments/filter_arguments.h"

namespace standpoint {

void AddCorpus(CLI::App& command, std::string& corpus) {
  command.add_option("-c,--corpus", corpus, "The collection that is asked")
      ->option_text("CORPUS [default]")
      ->group(kFilterGroup);
}

void AddFilter(CLI::App& command, FilterOptions& filter, FilterSubject subject) {
  const auto add = [&](const char* name, std::string& value, const char* text, const char* help) {
    return command.add_option(name, value, help)->option_text(text)->group(kFilterGroup);
  };
  if (subject != FilterSubject::kDocuments) {
    add("--holder", filter.holder, "WORDS", "Holders whose mention or full name has these words");
    add("--target", filter.target, "WORDS", "Stances (or claims beside them) towards this");
  }
  if (subject == FilterSubject::kClaims) {
    add("--entity", filter.entity, "WORDS",
        "Claims that speak of a person, organization or place whose name has these words");
  }
  add("--source", filter.source, "SOURCE", "Of this source alone");
  add("--since", filter.since, "DATE", "Published then or later: 2024, 2024-05 or 2024-05-02");
  add("--until", filter.until, "DATE", "Published then or earlier");
  if (subject == FilterSubject::kStances) {
    add("--direction", filter.direction, "support|oppose|neutral", "Which way")
        ->check(CLI::IsMember({"support", "oppose", "neutral"}));
  }
  add("--filter", filter.filter, "FILTER", "Any condition of docs/api.md; joined with the others");
}

}  // namespace standpoint
