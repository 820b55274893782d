#include "analyze/segment/atoms.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "analyze/segment/char_class.h"

namespace standpoint {
namespace {

constexpr uint32_t kHashSeed = 2166136261u;

constexpr uint32_t HashByte(uint32_t hash, uint8_t byte) { return (hash ^ byte) * 16777619u; }

bool IsApostrophe(UChar32 c) { return NormalMark(c) == '\'' || c == '`'; }

// Walks over the text once.
class Reader {
 public:
  Reader(absl::string_view text, std::vector<Atom>& atoms)
      : text_(text),
        size_(static_cast<uint32_t>(text.size())),
        width_(WrapWidth(text)),
        atoms_(atoms) {}

  void Read() {
    Gap gap = SkipSpace(0);
    if (at_ < size_) gap = Gap::kParagraph;
    while (at_ < size_) {
      Atom& atom = atoms_.emplace_back();
      atom.begin = at_;
      atom.gap = gap;
      ReadAtom(atom);
      atom.end = at_;
      gap = SkipSpace(at_);
    }
  }

 private:
  UChar32 Peek(uint32_t at, uint32_t& next) const {
    const auto first = static_cast<uint8_t>(text_[at]);
    next = at + 1;
    if (first < 128) return first;
    UChar32 c;
    const auto* bytes = reinterpret_cast<const uint8_t*>(text_.data());
    uint32_t i = at;
    U8_NEXT(bytes, i, size_, c);
    if (c >= 0) next = i;  // a broken sequence is one byte at a time
    return c;
  }

  UChar32 CharAt(uint32_t at) const {
    uint32_t next;
    return at < size_ ? Peek(at, next) : -1;
  }

  Gap SkipSpace(uint32_t begin) {
    int breaks = 0;
    while (at_ < size_) {
      uint32_t next;
      const UChar32 c = Peek(at_, next);
      if (Classify(c) != kSpaceChar) break;
      if (c == '\n' || c == 0x2028 || c == 0x85 || (c == '\r' && CharAt(next) != '\n')) {
        if (breaks++ == 0) line_end_ = at_;
      } else if (c == '\f' || c == 0x2029) {
        breaks += 2;
      }
      at_ = next;
    }
    if (at_ == begin) return Gap::kNone;
    if (breaks == 0) return Gap::kSpace;
    const Gap gap = breaks > 1 ? Gap::kParagraph : LineBreak();
    line_begin_ = at_;
    return gap;
  }

  // A break is soft where the next word had no room on the line.
  Gap LineBreak() const {
    if (width_ == 0) return Gap::kHardLine;
    uint32_t length = 1;
    for (uint32_t i = line_begin_; i < line_end_ && length <= width_; ++i) length += IsStart(i);
    for (uint32_t i = at_; i < size_ && length <= width_; ++i) {
      if (Classify(CharAt(i)) == kSpaceChar && IsStart(i)) break;
      length += IsStart(i);
    }
    return length > width_ ? Gap::kSoftLine : Gap::kHardLine;
  }

  bool IsStart(uint32_t at) const { return (static_cast<uint8_t>(text_[at]) & 0xC0) != 0x80; }

  void ReadAtom(Atom& atom) {
    uint32_t next;
    const UChar32 c = Peek(at_, next);
    switch (Classify(c)) {
      case kLowerChar:
      case kUpperChar:
      case kUncasedChar:
        return ReadLetters(atom);
      case kDigitChar:
        return ReadDigits(atom);
      default:
        return ReadMarks(c, next, atom);
    }
  }

  void ReadLetters(Atom& atom) {
    atom.kind = AtomKind::kLetters;
    uint32_t hash = kHashSeed, before_last = kHashSeed, last_begin = at_;
    uint32_t upper = 0, cased = 0;
    bool first_upper = false;
    for (uint32_t next; at_ < size_; at_ = next) {
      const auto byte = static_cast<uint8_t>(text_[at_]);
      uint8_t type;
      if (byte < 128) {
        type = kAsciiClasses[byte];
        next = at_ + 1;
      } else {
        type = Classify(Peek(at_, next));
      }
      if (type != kLowerChar && type != kUpperChar && type != kUncasedChar && type != kAttachedChar)
        break;
      if (type == kUpperChar) {
        if (at_ == atom.begin) first_upper = true;
        ++upper;
      }
      cased += type == kLowerChar || type == kUpperChar;
      before_last = hash;
      last_begin = at_;
      if (byte < 128) {
        hash = HashByte(hash, byte | 0x20);
      } else {
        for (uint32_t i = at_; i < next; ++i) hash = HashByte(hash, text_[i]);
      }
    }
    if (EndsBeforeNegation(atom.begin, last_begin)) {
      at_ = last_begin;
      hash = before_last;
      upper -= text_[last_begin] == 'N';
      --cased;
    } else if (at_ == atom.begin + 1 && StartsNegation(atom)) {
      uint32_t apostrophe_end;
      Peek(at_, apostrophe_end);
      at_ = apostrophe_end + 1;
      hash = HashByte(hash, 1);
      ++cased;
    }
    FinishLetters(atom, hash, upper, cased, first_upper);
  }

  // "...n" and then "'t" with no letter behind it.
  bool NegationFollows(uint32_t n) const {
    if ((text_[n] | 0x20) != 'n' || n + 1 >= size_) return false;
    uint32_t next, after;
    if (!IsApostrophe(Peek(n + 1, next)) || next >= size_ || (text_[next] | 0x20) != 't')
      return false;
    if (next + 1 >= size_) return true;
    const CharClass type = Classify(Peek(next + 1, after));
    return type == kSpaceChar || type == kMarkChar;
  }

  bool EndsBeforeNegation(uint32_t begin, uint32_t last) const {
    return last > begin && NegationFollows(last);
  }

  bool StartsNegation(const Atom& atom) const {
    return atom.gap == Gap::kNone && atoms_.size() > 1 &&
           atoms_[atoms_.size() - 2].kind == AtomKind::kLetters && NegationFollows(atom.begin);
  }

  void FinishLetters(Atom& atom, uint32_t hash, uint32_t upper, uint32_t cased,
                     bool first_upper) const {
    const uint32_t length = at_ - atom.begin;
    atom.length = static_cast<uint8_t>(std::min(length, 255u));
    atom.hash = hash ^ (hash >> 15);
    if (length >= 4) {
      uint32_t suffix = kHashSeed;
      for (uint32_t i = at_ - 3; i < at_; ++i) suffix = HashByte(suffix, text_[i] | 0x20);
      atom.suffix = static_cast<uint16_t>(1 + ((suffix ^ (suffix >> 13)) % 2047));
    }
    if (cased == 0) {
      atom.letter_case = LetterCase::kNone;
    } else if (upper == 0) {
      atom.letter_case = LetterCase::kLower;
    } else if (upper == cased) {
      atom.letter_case = cased == 1 ? LetterCase::kOneUpper : LetterCase::kUpper;
    } else {
      atom.letter_case = upper == 1 && first_upper ? LetterCase::kTitle : LetterCase::kMixed;
    }
  }

  void ReadDigits(Atom& atom) {
    atom.kind = AtomKind::kDigits;
    for (uint32_t next; at_ < size_; at_ = next) {
      const CharClass type = Classify(Peek(at_, next));
      if (type != kDigitChar && type != kAttachedChar) break;
    }
    atom.length = static_cast<uint8_t>(std::min(at_ - atom.begin, 255u));
    atom.hash = HashByte(HashByte(kHashSeed, '0'), std::min<uint8_t>(atom.length, 5));
  }

  void ReadMarks(UChar32 first, uint32_t next, Atom& atom) {
    const UChar32 mark = first < 0 ? first : NormalMark(first);
    uint32_t count = 1;
    at_ = next;
    bool joined = false;  // by a zero-width joiner: what follows is part of the same picture
    while (at_ < size_) {
      const UChar32 c = Peek(at_, next);
      const CharClass type = Classify(c);
      if (type == kAttachedChar) {
        joined = c == 0x200D;
      } else if (joined && type == kMarkChar && c >= 128) {
        joined = false;
      } else if (type == kMarkChar && first >= 0 && c >= 0 && NormalMark(c) == mark) {
        ++count;
      } else {
        break;
      }
      at_ = next;
    }
    atom.kind = AtomKind::kMark;
    atom.length = static_cast<uint8_t>(std::min(count, 255u));
    atom.mark = mark > 0 && mark < 128 ? static_cast<char>(mark) : '\0';
    uint32_t hash = HashByte(kHashSeed, 2);
    for (int shift = 0; shift < 24; shift += 8) hash = HashByte(hash, (mark >> shift) & 0xFF);
    hash = HashByte(hash, std::min(count, 4u));
    atom.hash = hash ^ (hash >> 15);
  }

  const absl::string_view text_;
  const uint32_t size_;
  const uint32_t width_;
  std::vector<Atom>& atoms_;
  uint32_t at_ = 0;
  uint32_t line_begin_ = 0;
  uint32_t line_end_ = 0;
};

}  // namespace

void FindAtoms(absl::string_view text, std::vector<Atom>& atoms) {
  atoms.clear();
  Reader(text, atoms).Read();
}

}  // namespace standpoint
