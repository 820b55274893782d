// How a text is cut for the network: windows of words that are read on their own, several at a time.

#ifndef STANDPOINT_ANALYZE_ENCODE_CHUNK_H_
#define STANDPOINT_ANALYZE_ENCODE_CHUNK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyze/segment/segments.h"

namespace standpoint {

// A sentence, or a part of one that is too long: no state passes from one window to the next, so that time is linear in the text
// and memory bounded. Units: indices into Segments::words, half-open.
struct Window {
  uint32_t first_word = 0;
  uint32_t last_word = 0;
  uint32_t sentence_word = 0;  // the first word of its sentence

  size_t size() const { return last_word - first_word; }
  bool begins_sentence() const { return first_word == sentence_word; }
};

constexpr size_t kWindowWords = 256;  // at most, in a window
constexpr size_t kChunkWords = 192;   // in a chunk, unless one window is longer

// Windows that follow each other; never empty once read.
struct Chunk {
  std::vector<Window> windows;

  uint32_t first_word() const { return windows.front().first_word; }
  uint32_t last_word() const { return windows.back().last_word; }
  size_t size() const { return last_word() - first_word(); }
};

// Walks over the sentences [first, last) of the segments. Lifetime: borrows the segments.
class ChunkReader {
 public:
  ChunkReader(const Segments& segments, size_t first_sentence, size_t last_sentence)
      : segments_(segments), sentence_(first_sentence), last_sentence_(last_sentence) {}
  explicit ChunkReader(const Segments& segments)
      : ChunkReader(segments, 0, segments.sentences.size()) {}

  // False when there is nothing left.
  bool Next(Chunk& chunk);

 private:
  const Segments& segments_;
  size_t sentence_;
  size_t last_sentence_;
  size_t done_ = 0;  // words of sentence_
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_CHUNK_H_
