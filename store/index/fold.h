// Names of holders and targets, as they are compared.

#ifndef STANDPOINT_STORE_INDEX_FOLD_H_
#define STANDPOINT_STORE_INDEX_FOLD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// Case-folded (Unicode's full folding), runs of white space made one blank, none at the edges.
// Bytes that are no UTF-8 become U+FFFD. Idempotent.
std::string FoldCase(absl::string_view text);

// The words of FoldCase(text): runs of letters, digits and marks, in order.
std::vector<std::string> FoldedWords(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_FOLD_H_
