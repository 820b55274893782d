// What the network reads of a word: the same features, number by number, as analyze/training/language/features.py.

#ifndef STANDPOINT_ANALYZE_ENCODE_WORD_FEATURES_H_
#define STANDPOINT_ANALYZE_ENCODE_WORD_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace standpoint {

constexpr size_t kWordFeatures = 11;  // prefixes of 1 to 4, suffixes of 1 to 5, shape, form
constexpr size_t kFeatureChars = 64;  // code points; what comes after them is not looked at

class WordFeatures {
 public:
  // Any bytes; of malformed UTF-8 each byte counts as one U+FFFD.
  explicit WordFeatures(absl::string_view form);

  // Lower case, straight quotation marks and hyphens, every ASCII digit 0. Lifetime: this object.
  absl::string_view normalised() const { return {normalised_.data(), normalised_size_}; }

  // Hashes; the rows of a table of 2^n rows are their n low bits.
  const std::array<uint32_t, kWordFeatures>& hashes() const { return hashes_; }

 private:
  std::array<char, kFeatureChars * 4> normalised_;
  size_t normalised_size_ = 0;
  std::array<uint32_t, kWordFeatures> hashes_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_WORD_FEATURES_H_
