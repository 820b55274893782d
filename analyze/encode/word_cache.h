// What the network computes of a word alone, kept for the forms that come often.

#ifndef STANDPOINT_ANALYZE_ENCODE_WORD_CACHE_H_
#define STANDPOINT_ANALYZE_ENCODE_WORD_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/encode/aligned_buffer.h"
#include "hwy/base.h"

namespace standpoint {

// A bounded cache of rows of `width` numbers by form: sets of four, the one looked at longest ago makes room. Rows that the
// current chunk uses are never given away; what finds no room, and forms longer than kMaxForm, get a row for this chunk alone.
// Threads: one at a time.
class WordCache {
 public:
  static constexpr size_t kSets = 1024;
  static constexpr size_t kWays = 4;
  static constexpr size_t kMaxForm = 23;

  struct Found {
    uint32_t row;
    bool known;  // else its numbers are the caller's to write, after Settle
  };

  // Forgets all words.
  void Forget() { width_ = 0; }

  void BeginChunk(size_t width);
  Found Find(absl::string_view form);

  // After all Finds of a chunk, before Row.
  void Settle();

  hwy::float16_t* Row(uint32_t row) {
    return row < kSets * kWays ? rows_.data() + row * width_
                               : spill_.data() + (row - kSets * kWays) * width_;
  }

 private:
  struct Key {
    uint64_t used = 0;  // in which chunk
    uint8_t size = 0;
    std::array<char, kMaxForm> form;
  };

  size_t width_ = 0;
  uint64_t chunk_ = 0;
  size_t spilled_ = 0;
  std::vector<Key> keys_;
  AlignedBuffer<hwy::float16_t> rows_;
  AlignedBuffer<hwy::float16_t> spill_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_WORD_CACHE_H_
