// Abbreviated titles, as the lexicon knows them.

#ifndef STANDPOINT_ANALYZE_READING_ABBREVIATIONS_H_
#define STANDPOINT_ANALYZE_READING_ABBREVIATIONS_H_

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"

namespace standpoint {

// Whether `form` and a full stop are an abbreviation that stands before names ("Rep"), by the lexicon's table "abbreviations".
bool IsTitle(const PhraseTable& abbreviations, absl::string_view form);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_ABBREVIATIONS_H_
