// Heads of words in, the stretch of text that each word's subtree covers out.

#ifndef STANDPOINT_ANALYZE_READING_SPAN_TREES_H_
#define STANDPOINT_ANALYZE_READING_SPAN_TREES_H_

#include <cstdint>
#include <vector>

#include "analyze/reading/tagging.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// Sets `first` and `last` of the sentence's words from their `head`s, from the leaves to the root. `order` is scratch memory,
// which sentences of one text share. Linear in the sentence. Threads: safe on different tags.
void SpanTrees(const SentenceSpan& sentence, std::vector<uint32_t>& order,
               std::vector<WordTag>& tags);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_SPAN_TREES_H_
