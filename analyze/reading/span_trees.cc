#include "analyze/reading/span_trees.h"

#include <algorithm>
#include <cstddef>

namespace standpoint {

void SpanTrees(const SentenceSpan& sentence, std::vector<uint32_t>& order,
               std::vector<WordTag>& tags) {
  // Words without anything left below them, each once; `last` counts what is left until then.
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[i].last = 0;
  }
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[tags[i].head].last += tags[i].head != i ? 1 : 0;
  }
  order.clear();
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[i].first = i;
    if (tags[i].last == 0) {
      order.push_back(i);
    }
  }
  for (size_t k = 0; k < order.size(); ++k) {
    WordTag& head = tags[tags[order[k]].head];
    if (tags[order[k]].head != order[k] && --head.last == 0) {
      order.push_back(tags[order[k]].head);
    }
  }
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[i].last = i + 1;
  }
  for (const uint32_t i : order) {
    WordTag& head = tags[tags[i].head];
    head.first = std::min(head.first, tags[i].first);
    head.last = std::max(head.last, tags[i].last);
  }
}

}  // namespace standpoint
