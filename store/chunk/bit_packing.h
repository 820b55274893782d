// Numbers of so many bits each, one behind the other, the lowest bit of each byte first.

#ifndef STANDPOINT_STORE_CHUNK_BIT_PACKING_H_
#define STANDPOINT_STORE_CHUNK_BIT_PACKING_H_

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

inline uint32_t ReadLittle(absl::string_view bytes, size_t at, int size) {
  uint32_t value = 0;
  for (int i = 0; i < size; ++i) {
    value |= static_cast<uint32_t>(static_cast<uint8_t>(bytes[at + i])) << (8 * i);
  }
  return value;
}

inline void AppendLittle(uint32_t value, int size, std::string* out) {
  for (int i = 0; i < size; ++i) {
    out->push_back(static_cast<char>(value >> (8 * i)));
  }
}

inline int WidthOf(uint32_t largest) { return std::bit_width(largest); }

inline size_t PackedSize(uint32_t count, int width) {
  return (static_cast<size_t>(count) * width + 7) / 8;
}

// Appends `number(i)` for each of `count` numbers of `width` bits, at most 16; zeros to a whole byte.
template <typename Number>
void Pack(uint32_t count, int width, Number number, std::string* out) {
  const size_t begin = out->size();
  const size_t size = PackedSize(count, width);
  out->resize(begin + size + sizeof(uint64_t));  // room to write whole words
  char* at = out->data() + begin;
  uint64_t pending = 0;
  int bits = 0;
  for (uint32_t i = 0; i < count; ++i) {
    pending |= static_cast<uint64_t>(number(i)) << bits;
    bits += width;
    if (bits >= 32) {
      std::memcpy(at, &pending, sizeof(uint32_t));
      at += sizeof(uint32_t);
      pending >>= 32;
      bits -= 32;
    }
  }
  std::memcpy(at, &pending, sizeof(pending));
  out->resize(begin + size);
}

// Calls `take(i, value)` for `count` packed numbers of up to 16 bits; `bytes` goes on for a word behind them.
template <typename Take>
void UnpackRoomy(const char* bytes, uint32_t count, int width, Take take) {
  static_assert(std::endian::native == std::endian::little);
  const uint32_t mask = (1u << width) - 1;
  size_t bit = 0;
  for (uint32_t i = 0; i < count; ++i, bit += static_cast<size_t>(width)) {
    uint32_t window;
    std::memcpy(&window, bytes + bit / 8, sizeof(window));
    take(i, (window >> (bit % 8)) & mask);
  }
}

// The same of at most kMostUnpacked numbers, where nothing has to follow. What follows is masked away.
inline constexpr uint32_t kMostUnpacked = 128;
template <typename Take>
void Unpack(absl::string_view bytes, uint32_t count, int width, Take take) {
  const size_t size = PackedSize(count, width);
  if (size + sizeof(uint32_t) <= bytes.size()) {
    UnpackRoomy(bytes.data(), count, width, take);
    return;
  }
  char copy[kMostUnpacked * 2 + sizeof(uint32_t)] = {};
  std::memcpy(copy, bytes.data(), size);
  UnpackRoomy(copy, count, width, take);
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHUNK_BIT_PACKING_H_
