// Text -> atoms: the smallest pieces that words are made of.

#ifndef STANDPOINT_ANALYZE_SEGMENT_ATOMS_H_
#define STANDPOINT_ANALYZE_SEGMENT_ATOMS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// What stands before an atom. A line break is soft where the line was full, as in hard-wrapped text: it means no more than a
// blank. A hard one was set by the writer.
enum class Gap : uint8_t { kNone, kSpace, kSoftLine, kHardLine, kParagraph };

enum class AtomKind : uint8_t { kLetters, kDigits, kMark };

enum class LetterCase : uint8_t { kLower, kTitle, kUpper, kOneUpper, kMixed, kNone };

// A run of letters, a run of digits, or a run of one mark ("...", "!!"); "n't" is one atom. Combining marks and joiners belong
// to the atom before them. Units: bytes into the text, half-open, on code-point boundaries.
struct Atom {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t hash =
      0;  // of the normal form: lower case in ASCII, digits alike, curly quotes straight
  uint16_t suffix =
      0;  // hash of the last three bytes in lower case, 1 to 2047; 0 for marks, digits and short words
  char mark = 0;       // the mark itself where it is in ASCII or normalised to it
  uint8_t length = 0;  // in bytes for letters and digits, in marks for marks; at most 255
  AtomKind kind = AtomKind::kMark;
  LetterCase letter_case = LetterCase::kNone;
  Gap gap = Gap::kNone;
};

// The width at which `text` is wrapped, in code points; 0 where it is not.
uint32_t WrapWidth(absl::string_view text);

// Replaces `atoms` by those of `text`: in order, without overlap, covering all that is not white space; the first one has the
// gap kParagraph. Bytes that are not UTF-8 are marks of one byte. Linear in the text.
void FindAtoms(absl::string_view text, std::vector<Atom>& atoms);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_ATOMS_H_
