// Competing stories, to be read by people.

#ifndef STANDPOINT_CLI_RENDER_NARRATIVES_H_
#define STANDPOINT_CLI_RENDER_NARRATIVES_H_

#include <map>
#include <string>

#include "cli/terminal/style.h"
#include "standpoint/v1/narrative.pb.h"

namespace standpoint {

// What is shown beside the answer.
struct NarrativesView {
  std::string scope;  // what was asked: "about "chips", in corpora/default"
  int min_voices = 0;
  // Texts of the documents of the quotes, by name, to show sentences; one that lacks shows the claim alone.
  std::map<std::string, std::string> texts;
};

// Each narrative, numbered, with who tells it, who told it first, its quotes, and the numbers of those that it stands against; then
// how they move over time, beside each other; then each opposition with two quotes; then what was looked at and left out.
// Requires: counts by month.
std::string RenderNarratives(const v1::FindNarrativesResponse& response, const NarrativesView& view,
                             const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_NARRATIVES_H_
