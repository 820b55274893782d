// How a word is written. Of the letters A to Z alone; others are no capitals here.

#ifndef STANDPOINT_ANALYZE_SEGMENT_LETTER_CASE_H_
#define STANDPOINT_ANALYZE_SEGMENT_LETTER_CASE_H_

#include "absl/strings/string_view.h"

namespace standpoint {

// "Harbour". False of the empty word.
bool IsCapitalized(absl::string_view form);

// Two to seven capitals and nothing else: "WHO".
bool IsInitials(absl::string_view form);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_LETTER_CASE_H_
