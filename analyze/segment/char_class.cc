#include "analyze/segment/char_class.h"

#include <unicode/uchar.h>

namespace standpoint {

CharClass ClassifyBeyondAscii(int32_t c) {
  if (c < 0) return kMarkChar;
  if (u_isUWhiteSpace(c)) return kSpaceChar;
  if (c >= 0x1F3FB && c <= 0x1F3FF) return kAttachedChar;  // skin tones
  switch (u_charType(c)) {
    case U_LOWERCASE_LETTER:
      return kLowerChar;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return kUpperChar;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return kUncasedChar;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return kDigitChar;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return kAttachedChar;
    default:
      return kMarkChar;
  }
}

int32_t NormalMark(int32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return '"';
    case 0x3002:
      return '.';
    case 0xFF01:
      return '!';
    case 0xFF1F:
      return '?';
    default:
      return c >= 0x1F1E6 && c <= 0x1F1FF ? 0x1F1E6 : c;  // flags are pairs of these letters
  }
}

}  // namespace standpoint
