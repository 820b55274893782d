#include "analyze/encode/vocabulary.h"

#include <bit>
#include <utility>

#include "xxhash.h"

namespace standpoint {

Vocabulary::Vocabulary(std::vector<absl::string_view> words) : words_(std::move(words)) {
  slots_.resize(std::bit_ceil(words_.size() * 2 + 2));
  for (size_t i = 0; i < words_.size(); ++i) {
    size_t slot = XXH3_64bits(words_[i].data(), words_[i].size()) & (slots_.size() - 1);
    while (slots_[slot] != 0) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<uint32_t>(i + 1);
  }
}

uint32_t Vocabulary::Find(absl::string_view normalised) const {
  size_t slot = XXH3_64bits(normalised.data(), normalised.size()) & (slots_.size() - 1);
  while (slots_[slot] != 0 && words_[slots_[slot] - 1] != normalised) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slots_[slot];
}

}  // namespace standpoint
