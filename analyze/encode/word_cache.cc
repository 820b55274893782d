#include "analyze/encode/word_cache.h"

#include <cstring>

#include "xxhash.h"

namespace standpoint {

void WordCache::BeginChunk(size_t width) {
  if (width_ != width) {
    width_ = width;
    keys_.assign(kSets * kWays, Key());
    rows_.Reserve(kSets * kWays * width);
    chunk_ = 0;
  }
  ++chunk_;
  spilled_ = 0;
}

WordCache::Found WordCache::Find(absl::string_view form) {
  if (form.size() > kMaxForm) {
    return {static_cast<uint32_t>(kSets * kWays + spilled_++), false};
  }
  const uint64_t hash = XXH3_64bits(form.data(), form.size());
  const size_t set = (hash % kSets) * kWays;
  size_t oldest = set;
  for (size_t i = set; i < set + kWays; ++i) {
    Key& key = keys_[i];
    if (key.used != 0 && key.size == form.size() &&
        std::memcmp(key.form.data(), form.data(), form.size()) == 0) {
      key.used = chunk_;
      return {static_cast<uint32_t>(i), true};
    }
    if (key.used < keys_[oldest].used) {
      oldest = i;
    }
  }
  Key& key = keys_[oldest];
  if (key.used == chunk_) {
    return {static_cast<uint32_t>(kSets * kWays + spilled_++), false};
  }
  key.used = chunk_;
  key.size = static_cast<uint8_t>(form.size());
  std::memcpy(key.form.data(), form.data(), form.size());
  return {static_cast<uint32_t>(oldest), false};
}

void WordCache::Settle() { spill_.Reserve(spilled_ * width_); }

}  // namespace standpoint
