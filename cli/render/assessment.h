// Where everybody stands towards a proposition, to be read by people.

#ifndef STANDPOINT_CLI_RENDER_ASSESSMENT_H_
#define STANDPOINT_CLI_RENDER_ASSESSMENT_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {

// What is shown beside the answer.
struct AssessmentView {
  std::string proposition;
  std::string scope;  // what was asked: "corpus default, document.source = ..."
  // Texts of the documents of the evidence, by name, to show sentences; one that lacks shows the
  // claim alone.
  std::map<std::string, std::string> texts;
};

// Counts with bars, a timeline, then each side with its holders and its evidence; the two sides
// beside each other from 110 columns on. What was left out is said at the end.
std::string RenderAssessment(const v1::AssessPropositionResponse& response,
                             const AssessmentView& view, const Style& style);

// "1,500 of 40,000 claims judged: 12 for, 7 against, 3 discuss", in one line of at most the style's width.
std::string AssessmentProgress(const v1::StreamAssessPropositionResponse& answer,
                               const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_ASSESSMENT_H_
