// The terms of a claim, as far as its text does not tell them.

#ifndef STANDPOINT_STORE_RECORD_PACKED_TERMS_H_
#define STANDPOINT_STORE_RECORD_PACKED_TERMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// Nearly all terms are stems of the text's words, in their order: of those a bit tells which; the others are written out.
// `text`: the claim's.
void AppendTerms(absl::string_view text, absl::Span<const std::string> terms, std::string* out);

// False for bytes that AppendTerms did not make of such a text.
bool ReadTerms(absl::string_view text, absl::string_view bytes, std::vector<std::string>* terms);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_PACKED_TERMS_H_
