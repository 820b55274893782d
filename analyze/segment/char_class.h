// What each character counts as when words are looked for.

#ifndef STANDPOINT_ANALYZE_SEGMENT_CHAR_CLASS_H_
#define STANDPOINT_ANALYZE_SEGMENT_CHAR_CLASS_H_

#include <array>
#include <cstdint>

namespace standpoint {

enum CharClass : uint8_t {
  kSpaceChar,
  kLowerChar,
  kUpperChar,
  kUncasedChar,
  kDigitChar,
  kMarkChar,
  kAttachedChar
};

constexpr std::array<uint8_t, 128> MakeClasses() {
  std::array<uint8_t, 128> classes{};
  for (int c = 0; c < 128; ++c) {
    classes[c] = c >= 'a' && c <= 'z'                   ? kLowerChar
                 : c >= 'A' && c <= 'Z'                 ? kUpperChar
                 : c >= '0' && c <= '9'                 ? kDigitChar
                 : c == ' ' || (c >= '\t' && c <= '\r') ? kSpaceChar
                                                        : kMarkChar;
  }
  return classes;
}
inline constexpr std::array<uint8_t, 128> kAsciiClasses = MakeClasses();

CharClass ClassifyBeyondAscii(int32_t c);

// Of a code point; negative ones stand for bytes that are none, and are marks.
inline CharClass Classify(int32_t c) {
  return c >= 0 && c < 128 ? static_cast<CharClass>(kAsciiClasses[c]) : ClassifyBeyondAscii(c);
}

// Typographic variants become what the treebanks write in ASCII.
int32_t NormalMark(int32_t c);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_CHAR_CLASS_H_
