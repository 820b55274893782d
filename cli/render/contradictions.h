// Who contradicts whom, to be read by people.

#ifndef STANDPOINT_CLI_RENDER_CONTRADICTIONS_H_
#define STANDPOINT_CLI_RENDER_CONTRADICTIONS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/contradiction.pb.h"

namespace standpoint {

// What is shown beside the answer.
struct ContradictionsView {
  std::string scope;  // what was asked: "corpora/default, where ..."
  // Texts of the documents of the evidence, by name, to show sentences; one that lacks shows the claim alone.
  std::map<std::string, std::string> texts;
};

// The claim in its sentence, marked in `ink`, then whose it is, where and when it stands, and how often it was copied. `texts`: as
// ContradictionsView has them.
std::string RenderSide(const v1::ContradictionSide& side,
                       const std::map<std::string, std::string>& texts, const Style& style,
                       absl::string_view ink);

// Each contradiction with whose it is and two quotes, the earlier first; then what was looked at and what was left out.
std::string RenderContradictions(const v1::FindContradictionsResponse& response,
                                 const ContradictionsView& view, const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_CONTRADICTIONS_H_
