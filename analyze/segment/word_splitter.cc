#include "analyze/segment/word_splitter.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace standpoint {
namespace {

constexpr size_t kLongestContraction = 64;

WordType TypeOfLetters(LetterCase letter_case) {
  switch (letter_case) {
    case LetterCase::kLower:
      return WordType::kLower;
    case LetterCase::kTitle:
      return WordType::kTitle;
    case LetterCase::kUpper:
      return WordType::kUpper;
    case LetterCase::kOneUpper:
      return WordType::kOneUpper;
    case LetterCase::kMixed:
      return WordType::kMixed;
    case LetterCase::kNone:
      return WordType::kUncased;
  }
  return WordType::kUncased;
}

WordType TypeOfMark(char mark) {
  switch (mark) {
    case '.':
    case '?':
    case '!':
      return WordType::kTerminal;
    case '"':
    case '\'':
    case '(':
    case ')':
    case '[':
    case ']':
      return WordType::kBracketOrQuote;
    default:
      return WordType::kMark;
  }
}

WordType TypeOf(absl::Span<const Atom> atoms) {
  const Atom& first = atoms[0];
  if (atoms.size() == 1) {
    if (first.kind == AtomKind::kLetters) return TypeOfLetters(first.letter_case);
    return first.kind == AtomKind::kDigits ? WordType::kNumber : TypeOfMark(first.mark);
  }
  bool letters = false, digits = false, dot_inside = false, terminal = false, other = false;
  for (size_t i = 0; i < atoms.size(); ++i) {
    letters |= atoms[i].kind == AtomKind::kLetters;
    digits |= atoms[i].kind == AtomKind::kDigits;
    if (atoms[i].kind != AtomKind::kMark) continue;
    terminal |= TypeOfMark(atoms[i].mark) == WordType::kTerminal;
    if (atoms[i].mark == '.') {
      dot_inside |= i + 1 < atoms.size();
    } else {
      other |= atoms[i].mark != '\'';
    }
  }
  if (!letters && !digits) return terminal ? WordType::kTerminal : WordType::kMark;
  if (digits) return letters ? WordType::kWithDigits : WordType::kNumber;
  if (other) return WordType::kCompound;
  if (dot_inside) return WordType::kWithDots;
  return atoms.back().mark == '.' ? WordType::kEndsInDot : WordType::kMixed;
}

// Builds a word of atoms that stay together.
Word MakeWord(absl::Span<const Atom> atoms) {
  Word word;
  word.begin = atoms.front().begin;
  word.end = atoms.back().end;
  word.gap = atoms.front().gap;
  word.type = TypeOf(atoms);
  word.hash = atoms[0].hash;
  word.suffix = atoms[0].suffix;
  if (atoms.size() == 1) word.mark = atoms[0].mark;
  for (const Atom& atom : atoms.subspan(1)) {
    word.hash = (word.hash * 0x9E3779B1u) ^ atom.hash;
    if (atom.kind == AtomKind::kLetters) word.suffix = atom.suffix;
  }
  return word;
}

// The case of a piece of a word, as far as the case of the word tells.
LetterCase CaseOfPiece(LetterCase whole, bool first, size_t length) {
  switch (whole) {
    case LetterCase::kTitle:
    case LetterCase::kOneUpper:
      return !first ? LetterCase::kLower : length == 1 ? LetterCase::kOneUpper : LetterCase::kTitle;
    case LetterCase::kUpper:
      return length == 1 ? LetterCase::kOneUpper : LetterCase::kUpper;
    default:
      return whole;
  }
}

// Of a noun or "it" and "s", as in "doctors" and "its": a slip of the pen where it was learnt, a word of its own everywhere else.
bool IsWholeWord(absl::Span<const absl::string_view> parts) {
  static constexpr absl::string_view kWithIs[] = {"he",   "she",   "let", "that", "what",
                                                  "here", "there", "who", "how",  "where"};
  return parts.size() == 2 && parts[1] == "s" &&
         std::find(std::begin(kWithIs), std::end(kWithIs), parts[0]) == std::end(kWithIs);
}

absl::Status NotAContraction(absl::string_view line) {
  return absl::DataLossError(absl::StrCat("not a contraction inside letters: \"", line, "\""));
}

}  // namespace

absl::StatusOr<WordSplitter> WordSplitter::Create(absl::string_view contractions,
                                                  absl::Span<const int8_t> weights) {
  if (!weights.empty() && weights.size() != kSplitBuckets * kSplitCount) {
    return absl::DataLossError("the segmenter's split weights have the wrong size");
  }
  WordSplitter splitter;
  splitter.weights_ = weights;
  for (absl::string_view line : absl::StrSplit(contractions, '\n', absl::SkipEmpty())) {
    const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (IsWholeWord(parts)) continue;
    Contraction contraction{absl::AsciiStrToLower(absl::StrJoin(parts, "")), {}};
    std::vector<Atom> atoms;
    for (absl::string_view part : parts) {
      FindAtoms(part, atoms);
      if (atoms.size() != 1 || atoms[0].kind != AtomKind::kLetters) return NotAContraction(line);
      contraction.parts.push_back(atoms[0]);
    }
    FindAtoms(contraction.letters, atoms);
    if (atoms.size() != 1 || parts.size() < 2 || contraction.letters.size() > kLongestContraction) {
      return NotAContraction(line);
    }
    splitter.longest_ = std::max(splitter.longest_, contraction.letters.size());
    splitter.seen_.set(atoms[0].hash % splitter.seen_.size());
    splitter.contractions_.insert_or_assign(atoms[0].hash, std::move(contraction));
  }
  return splitter;
}

void WordSplitter::AddParts(const Atom& whole, absl::Span<const Atom> parts, bool joined,
                            std::vector<Word>& words) const {
  Atom piece = whole;
  for (size_t i = 0; i < parts.size(); ++i) {
    piece.end = piece.begin + parts[i].length;
    piece.hash = parts[i].hash;
    piece.suffix = parts[i].suffix;
    piece.letter_case = CaseOfPiece(whole.letter_case, i == 0, parts[i].length);
    words.push_back(MakeWord(absl::MakeConstSpan(&piece, 1)));
    words.back().joined = i > 0 || joined;
    piece.begin = piece.end;
    piece.gap = Gap::kNone;
  }
}

const WordSplitter::Contraction* WordSplitter::Find(absl::string_view text,
                                                    const Atom& atom) const {
  if (atom.kind != AtomKind::kLetters || atom.length > longest_ || !seen_[atom.hash % seen_.size()])
    return nullptr;
  const auto found = contractions_.find(atom.hash);
  if (found == contractions_.end()) return nullptr;
  return absl::EqualsIgnoreCase(text.substr(atom.begin, atom.end - atom.begin),
                                found->second.letters)
             ? &found->second
             : nullptr;
}

Split WordSplitter::Decide(const SplitFeatures& features) const {
  if (weights_.empty()) return Split::kNone;
  int32_t sums[kSplitCount] = {};
  for (uint16_t feature : features) {
    const int8_t* row = weights_.data() + size_t{feature} * kSplitCount;
    for (size_t k = 0; k < kSplitCount; ++k) sums[k] += row[k];
  }
  return static_cast<Split>(std::max_element(sums, sums + kSplitCount) - sums);
}

void WordSplitter::SplitWords(absl::string_view text, absl::Span<const Atom> atoms,
                              std::vector<Word>& words) const {
  words.clear();
  for (AtomRun chunk; chunk.last < atoms.size();) {
    chunk = ReadAtomRun(atoms, chunk.last);
    uint32_t first = chunk.first;
    bool joined = false;
    const auto finish = [&](uint32_t last) {
      if (first == last) return;
      words.push_back(MakeWord(atoms.subspan(first, last - first)));
      words.back().joined = joined;
      first = last;
    };
    for (uint32_t i = chunk.first; i < chunk.last; ++i) {
      if (i > chunk.first) {
        const Split split = Decide(FeaturesBetween(atoms, chunk, i));
        if (split != Split::kNone) {
          finish(i);
          joined = split == Split::kWithin;
        }
      }
      const Contraction* contraction = i == first ? Find(text, atoms[i]) : nullptr;
      if (contraction == nullptr || Decide(FeaturesInside(atoms, i)) == Split::kNone) continue;
      if (i + 1 < chunk.last && Decide(FeaturesBetween(atoms, chunk, i + 1)) == Split::kNone)
        continue;
      AddParts(atoms[i], contraction->parts, joined, words);
      first = i + 1;
      joined = false;
    }
    finish(chunk.last);
  }
}

}  // namespace standpoint
