// The scratch memory of the language engine's steps: grows to the largest chunk and is used again and again.

#ifndef STANDPOINT_ANALYZE_ENCODE_WORKSPACE_H_
#define STANDPOINT_ANALYZE_ENCODE_WORKSPACE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/encode/aligned_buffer.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/recurrence.h"
#include "analyze/encode/word_cache.h"
#include "analyze/encode/word_features.h"

namespace standpoint {

// A form that the cache does not know, and what is read of it.
struct NewWord {
  uint32_t cache_row;
  uint32_t vocabulary_row;
  std::array<uint32_t, kWordFeatures> hashed_rows;
};

// One model's: the cached words are those of the encoder that it was first used with. Threads: one at a time.
struct Workspace {
  Chunk chunk;  // what is being read; row i of the buffers is its word first_word() + i

  // Written by Encoder::Encode, read by tagger, parser and recognizer.
  AlignedBuffer<float> states;
  AlignedBuffer<float> inputs;  // of the heads, see HeadColumns

  // Each step's own.
  Activations activations;
  AlignedBuffer<float> products;
  AlignedBuffer<float> layers;
  AlignedBuffer<float> scores;
  AlignedBuffer<float> more_scores;
  std::vector<HalfWord> half_words;
  std::vector<NewWord> new_words;
  std::vector<uint32_t> rows;
  std::vector<uint32_t> heads;
  std::vector<uint8_t> marks;
  WordCache cache;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_WORKSPACE_H_
