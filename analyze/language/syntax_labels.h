// What the numbers in a Syntax stand for.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_LABELS_H_
#define STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_LABELS_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// Lifetime: the model's.
struct SyntaxLabels {
  std::vector<absl::string_view> xpos;   // Penn Treebank tags
  std::vector<absl::string_view> feats;  // bundles of features, "_" for none
  std::vector<absl::string_view> relations;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_LABELS_H_
