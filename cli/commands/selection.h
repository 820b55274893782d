// What to list: names and filters as people type them, made into those of the API.

#ifndef STANDPOINT_CLI_COMMANDS_SELECTION_H_
#define STANDPOINT_CLI_COMMANDS_SELECTION_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Conditions, each empty where it is not set; all must hold.
struct FilterOptions {
  std::string filter;     // as the API takes it
  std::string holder;     // words of the holder
  std::string source;     // the whole source
  std::string target;     // words of the target
  std::string entity;     // words of the name of a person, an organization or a place
  std::string since;      // published then or later: 2024, 2024-05, 2024-05-02 or RFC 3339
  std::string until;      // published then or earlier, the whole year, month or day included
  std::string direction;  // support, oppose or neutral
};

// Which fields the shortcuts name.
enum class FilterSubject { kDocuments, kClaims, kStances };

// The conditions as one filter string.
// Errors: WRONG_USAGE for dates that are none and for shortcuts that the subject does not have.
absl::StatusOr<std::string> ComposeFilter(const FilterOptions& options, FilterSubject subject);

// "corpora/default" for "default" and for "corpora/default".
std::string CorpusName(absl::string_view corpus);

// The full name of a document: it is one already, or `text` is "documents/ID" or "ID" in `corpus`.
std::string DocumentName(absl::string_view text, absl::string_view corpus);

// The full name of a claim or stance (`collection`: "claims", "stances") from a full name,
// "documents/D/claims/C", "D/claims/C" or "D/C". Errors: WRONG_USAGE when the document is missing.
absl::StatusOr<std::string> PartName(absl::string_view text, absl::string_view collection,
                                     absl::string_view corpus);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_SELECTION_H_
