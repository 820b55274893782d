// "did you mean": the known word next to one that is not known.

#ifndef STANDPOINT_COMMON_CONFIG_NEAREST_H_
#define STANDPOINT_COMMON_CONFIG_NEAREST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// Insertions, deletions, substitutions and swaps of neighbours that make `b` of `a`. Source: Damerau 1964, in the
// restricted form (no part is edited twice).
int EditDistance(absl::string_view a, absl::string_view b);

// The word of `known` nearest to `word`, the first among equals; empty when none is as near as a third of the letters.
std::string Nearest(absl::string_view word, const std::vector<std::string>& known);

// "; did you mean NEAREST?", or nothing.
std::string DidYouMean(absl::string_view word, const std::vector<std::string>& known);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONFIG_NEAREST_H_
