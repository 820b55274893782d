#include "analyze/encode/chunk.h"

#include <algorithm>

namespace standpoint {

bool ChunkReader::Next(Chunk& chunk) {
  chunk.windows.clear();
  size_t words = 0;
  while (sentence_ < last_sentence_) {
    const SentenceSpan& sentence = segments_.sentences[sentence_];
    const size_t size = std::min(sentence.size() - done_, kWindowWords);
    if (words > 0 && words + size > kChunkWords) {
      break;
    }
    if (size > 0) {
      const uint32_t first = static_cast<uint32_t>(sentence.first_word + done_);
      chunk.windows.push_back({first, static_cast<uint32_t>(first + size), sentence.first_word});
    }
    words += size;
    done_ += size;
    if (done_ == sentence.size()) {
      ++sentence_;
      done_ = 0;
    }
  }
  return words > 0;
}

}  // namespace standpoint
