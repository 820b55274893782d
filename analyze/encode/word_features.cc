#include "analyze/encode/word_features.h"

#include <algorithm>

#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace standpoint {
namespace {

constexpr size_t kShapeSigns = 10;
constexpr UChar32 kReplacement = 0xFFFD;
constexpr UChar32 kCapitalIWithDot = 0x130;  // its lower case is two code points

// Quotation marks, accents used as such, and hyphens, as their ASCII relative; else 0.
UChar32 AsciiRelative(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x60:
    case 0xB4:
      return '\'';
    case 0x201C:
    case 0x201D:
      return '"';
    case 0x2013:
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return 0;
  }
}

struct Character {
  UChar32 normal;  // normalised
  UChar32 shape;   // class, or the mark itself
};

Character Classify(UChar32 c) {
  if (c >= '0' && c <= '9') {
    return {'0', '0'};
  }
  if (c >= 'a' && c <= 'z') {
    return {c, 'x'};
  }
  if (c >= 'A' && c <= 'Z') {
    return {c + ('a' - 'A'), 'X'};
  }
  if (const UChar32 relative = AsciiRelative(c); relative != 0) {
    return {relative, relative};
  }
  if (c < 0x80) {
    return {c, c};
  }
  const UChar32 lower = u_tolower(c);
  const UChar32 normal = c == kCapitalIWithDot ? c : lower;
  if (u_isalpha(c)) {
    return {normal, c == lower ? 'x' : 'X'};
  }
  return {normal, c};
}

// Source: Fowler, Noll, Vo: FNV-1a, 32 bits. The seed comes first, as a byte.
uint32_t Hash(uint32_t seed, const char* data, size_t size) {
  uint32_t h = (0x811C9DC5u ^ seed) * 0x01000193u;
  for (size_t i = 0; i < size; ++i) {
    h = (h ^ static_cast<unsigned char>(data[i])) * 0x01000193u;
  }
  return h ^ (h >> 16);
}

size_t Append(char* out, size_t size, UChar32 c) {
  U8_APPEND_UNSAFE(out, size, c);
  return size;
}

}  // namespace

WordFeatures::WordFeatures(absl::string_view form) {
  std::array<char, kFeatureChars * 4> written;
  std::array<char, kShapeSigns * 4> shape;
  std::array<uint16_t, kFeatureChars + 1> begins;  // of the code points in normalised_
  size_t written_size = 0;
  size_t shape_size = 0;
  size_t signs = 0;
  UChar32 last = -1;
  UChar32 before_last = -1;
  size_t count = 0;
  for (size_t i = 0; i < form.size() && count < kFeatureChars; ++count) {
    const size_t begin = i;
    UChar32 c;
    U8_NEXT(form.data(), i, form.size(), c);
    if (c < 0) {
      i = begin + 1;
      c = kReplacement;
    }
    const Character character = Classify(c);
    begins[count] = static_cast<uint16_t>(normalised_size_);
    normalised_size_ = Append(normalised_.data(), normalised_size_, character.normal);
    written_size = Append(written.data(), written_size, c);
    if (signs < kShapeSigns && !(character.shape == last && last == before_last)) {
      shape_size = Append(shape.data(), shape_size, character.shape);
      ++signs;
      before_last = last;
      last = character.shape;
    }
  }
  begins[count] = static_cast<uint16_t>(normalised_size_);
  for (uint32_t k = 1; k <= 4; ++k) {
    hashes_[k - 1] = Hash(k, normalised_.data(), begins[std::min<size_t>(k, count)]);
  }
  for (uint32_t k = 1; k <= 5; ++k) {
    const size_t begin = begins[count - std::min<size_t>(k, count)];
    hashes_[3 + k] = Hash(10 + k, normalised_.data() + begin, normalised_size_ - begin);
  }
  hashes_[9] = Hash(20, shape.data(), shape_size);
  hashes_[10] = Hash(21, written.data(), written_size);
}

}  // namespace standpoint
