// The JSON Lines of docs/claims-and-stances.md: one annotated text, or one (proposition, claim,
// relation), a line.

#ifndef STANDPOINT_CLI_SPEC_SPEC_FORMAT_H_
#define STANDPOINT_CLI_SPEC_SPEC_FORMAT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// A line without its annotations: what there is to annotate.
struct SpecItem {
  std::string id;
  bool is_relation = false;
  std::string text;         // of a text item
  std::string proposition;  // of a relation item
  std::string claim;        // of a relation item
};

// Reads a line; annotations and unknown keys are passed over.
// Errors: INVALID_ARGUMENT with the key that is missing or of the wrong type.
absl::StatusOr<SpecItem> ReadSpecLine(absl::string_view line);

// The line (without line feed) of text item `item` with the claims and stances of `analysis`. `explain`: also, which the specification
// does not have and its scorer refuses, how sure each stance is (in thousandths) and by which rule it was found.
std::string WriteSpecText(const SpecItem& item, const v1::Analysis& analysis, bool explain = false);

// The line (without line feed) of relation item `item`, judged.
std::string WriteSpecRelation(const SpecItem& item, v1::Relation relation);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_SPEC_SPEC_FORMAT_H_
