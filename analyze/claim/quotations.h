// Direct speech: which tokens stand between quotation marks.

#ifndef STANDPOINT_ANALYZE_CLAIM_QUOTATIONS_H_
#define STANDPOINT_ANALYZE_CLAIM_QUOTATIONS_H_

#include <vector>

#include "analyze/reading/tagged_text.h"

namespace standpoint {

// The stretches between quotation marks, marks included, in text order and without overlap. A quotation that is not closed
// ends with its paragraph; straight marks are told apart by the blanks around them.
std::vector<TokenRange> FindQuotations(const TaggedText& text);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_QUOTATIONS_H_
