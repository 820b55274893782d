// The names of claims and stances, made of what they are.

#ifndef STANDPOINT_ANALYZE_PIPELINE_RESOURCE_NAMES_H_
#define STANDPOINT_ANALYZE_PIPELINE_RESOURCE_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {

// "claims/{claim}" of each claim, in order: as NameResources names them, without the document.
std::vector<std::string> ClaimNames(const v1::Analysis& analysis);

// Fills `document` and the names of all claims and stances: `{document}/claims/{claim}`, where
// `{claim}` is made from the claim's place and holders, so that equal analyses give equal names.
// `document`: "corpora/{corpus}/documents/{document}".
void NameResources(absl::string_view document, v1::Analysis& analysis);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PIPELINE_RESOURCE_NAMES_H_
