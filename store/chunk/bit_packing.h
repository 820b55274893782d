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

// Numbers of `width` bits one after the other, the lowest bit first.
class BitWriter {
 public:
  explicit BitWriter(std::string* out) : out_(out) {}
  void Add(uint32_t value, int width) {
    pending_ |= static_cast<uint64_t>(value) << bits_;
    bits_ += width;
    for (; bits_ >= 8; bits_ -= 8) {
      out_->push_back(static_cast<char>(pending_));
      pending_ >>= 8;
    }
  }
  void Flush() {
    if (bits_ > 0) {
      out_->push_back(static_cast<char>(pending_));
    }
    bits_ = 0;
    pending_ = 0;
  }

 private:
  std::string* const out_;
  uint64_t pending_ = 0;
  int bits_ = 0;
};

inline size_t PackedSize(uint32_t count, int width) {
  return (static_cast<size_t>(count) * width + 7) / 8;
}

// Calls `take(i, value)` for `count` packed numbers of up to 16 bits.
template <typename Take>
void Unpack(absl::string_view bytes, uint32_t count, int width, Take take) {
  const uint32_t mask = (1u << width) - 1;
  size_t bit = 0;
  for (uint32_t i = 0; i < count; ++i, bit += width) {
    uint32_t window = 0;
    const size_t at = bit / 8;
    if (at + sizeof(window) <= bytes.size()) {
      std::memcpy(&window, bytes.data() + at, sizeof(window));
      static_assert(std::endian::native == std::endian::little);
    } else if (at < bytes.size()) {
      window = ReadLittle(bytes, at, static_cast<int>(bytes.size() - at));
    }
    take(i, (window >> (bit % 8)) & mask);
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHUNK_BIT_PACKING_H_
