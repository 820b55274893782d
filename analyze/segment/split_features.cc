#include "analyze/segment/split_features.h"

#include <algorithm>
#include <vector>

namespace standpoint {
namespace {

// What a place outside the chunk looks like.
constexpr uint32_t kEdge = 0x51ED270B;
constexpr uint32_t kInAddress = 0x2C1B3C6D;

uint32_t Mix(uint32_t a, uint32_t b) {
  uint32_t h = (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 0x85EBCA6Bu;
  return h ^ (h >> 13);
}

// Kind, case and a rough length; marks stand for themselves.
uint32_t Shape(const Atom& atom) {
  if (atom.kind == AtomKind::kMark)
    return atom.mark != 0 ? atom.mark * 4u + std::min<uint32_t>(atom.length, 3) : 3;
  return 1024 + static_cast<uint32_t>(atom.kind) * 64 +
         static_cast<uint32_t>(atom.letter_case) * 8 + std::min<uint32_t>(atom.length, 4);
}

struct Seen {
  uint32_t form = kEdge;
  uint32_t shape = kEdge;
};

class Writer {
 public:
  explicit Writer(SplitFeatures& features) : features_(features) {}

  void Add(uint32_t a, uint32_t b = 0, uint32_t c = 0) {
    const uint32_t h = Mix(Mix(Mix(static_cast<uint32_t>(count_) * 0x2545F491u, a), b), c);
    features_[count_++] = static_cast<uint16_t>((h ^ (h >> 16)) & (kSplitBuckets - 1));
  }

  // The rest says nothing.
  void Fill() {
    while (count_ < kSplitFeatureCount) Add(kEdge);
  }

 private:
  SplitFeatures& features_;
  size_t count_ = 0;
};

bool IsClosing(char mark) {
  return mark == '.' || mark == ',' || mark == ')' || mark == '!' || mark == '?' || mark == ';' ||
         mark == '"' || mark == ']' || mark == ':' || mark == '\'' || mark == '>';
}

bool IsInMailbox(const Atom& atom) {
  return atom.kind != AtomKind::kMark || atom.mark == '.' || atom.mark == '-' || atom.mark == '_' ||
         atom.mark == '+';
}

// The mark at `i` follows the first letters of an address: "http" of "http://", "www" of "www.".
bool StartsAddress(absl::Span<const Atom> atoms, uint32_t first, uint32_t i) {
  if (i == first || atoms[i - 1].kind != AtomKind::kLetters || i + 1 >= atoms.size() ||
      atoms[i + 1].gap != Gap::kNone) {
    return false;
  }
  if (atoms[i].mark == ':') return atoms[i + 1].mark == '/' && atoms[i + 1].length == 2;
  static const uint32_t kWww = [] {
    std::vector<Atom> www;
    FindAtoms("www", www);
    return www[0].hash;
  }();
  return atoms[i].mark == '.' && atoms[i].length == 1 && atoms[i - 1].hash == kWww;
}

}  // namespace

AtomRun ReadAtomRun(absl::Span<const Atom> atoms, uint32_t first) {
  AtomRun chunk{first, first + 1, 0, first, first};
  bool slash = false, dots = false, joins = false;
  uint32_t mailbox = first;  // where one could begin
  for (uint32_t i = first; i < atoms.size() && (i == first || atoms[i].gap == Gap::kNone);
       chunk.last = ++i) {
    const Atom& atom = atoms[i];
    if (atom.kind != AtomKind::kMark) continue;
    if (!IsInMailbox(atom) && atom.mark != '@') mailbox = i + 1;
    if (chunk.first_of_address != chunk.last_of_address) continue;
    if (StartsAddress(atoms, chunk.first, i)) {
      chunk.first_of_address = i - 1;
      chunk.last_of_address = i;
    } else if (atom.mark == '@' && mailbox < i) {
      chunk.first_of_address = mailbox;
      chunk.last_of_address = i;
    }
    slash |= atom.mark == '/';
    joins |= atom.mark == '=' || atom.mark == '&' || atom.mark == '_';
    dots |= atom.mark == '.' && atom.length == 1 && i + 1 < atoms.size() &&
            atoms[i + 1].gap == Gap::kNone && atoms[i + 1].kind != AtomKind::kMark;
  }
  if (chunk.first_of_address != chunk.last_of_address) {
    const bool page = atoms[chunk.last_of_address].mark != '@';
    while (chunk.last_of_address < chunk.last &&
           (page || IsInMailbox(atoms[chunk.last_of_address]) ||
            atoms[chunk.last_of_address].mark == '@')) {
      ++chunk.last_of_address;
    }
  }
  chunk.kind = static_cast<uint8_t>(dots * 4 + slash * 2 + joins);
  return chunk;
}

SplitFeatures FeaturesBetween(absl::Span<const Atom> atoms, const AtomRun& chunk, uint32_t right) {
  // Three atoms on each side, as far as the chunk reaches.
  Seen seen[6];
  for (int i = 0; i < 6; ++i) {
    const int64_t at = static_cast<int64_t>(right) - 3 + i;
    if (at < chunk.first || at >= chunk.last) continue;
    seen[i] = {atoms[at].hash, Shape(atoms[at])};
  }
  const auto& [a3, a2, a, b, b2, b3] = seen;
  const Atom& left_atom = atoms[right - 1];
  const Atom& right_atom = atoms[right];
  uint32_t closing = right;
  while (closing < chunk.last && closing < right + 4 && IsClosing(atoms[closing].mark)) ++closing;
  const bool only_closing = closing == chunk.last;
  uint32_t next = kEdge, next_form = kEdge;
  if (chunk.last < atoms.size()) {
    const Atom& after = atoms[chunk.last];
    next = static_cast<uint32_t>(after.gap) * 4096 + (after.kind == AtomKind::kLetters
                                                          ? static_cast<uint32_t>(after.letter_case)
                                                          : Shape(after));
    if (after.gap != Gap::kParagraph) next_form = after.hash;
  }
  // 0 away from an address, 1 before its first atom, 2 inside, 3 behind it.
  const bool no_address = chunk.first_of_address == chunk.last_of_address;
  const uint32_t address =
      no_address || right < chunk.first_of_address || right > chunk.last_of_address ? 0
      : right == chunk.first_of_address                                             ? 1
      : right < chunk.last_of_address                                               ? 2
                                                                                    : 3;
  const uint32_t size = std::min(chunk.last - chunk.first, 6u);
  const uint32_t place = std::min(right - chunk.first, 4u);
  SplitFeatures features;
  Writer writer(features);
  if (address == 2 && !only_closing) {  // its words and marks mean nothing here
    writer.Add(kInAddress);
    writer.Add(kInAddress, b.form);
    writer.Add(kInAddress, a.shape, b.shape);
    writer.Add(kInAddress, b.form, b2.form);
    writer.Fill();
    return features;
  }
  writer.Add(a.form, b.form);
  writer.Add(a.form);
  writer.Add(b.form);
  writer.Add(a.shape, b.shape);
  writer.Add(a2.shape, a.shape, b.shape);
  writer.Add(a.shape, b.shape, b2.shape);
  writer.Add(Mix(a2.shape, a.shape), b.shape, b2.shape);
  writer.Add(Mix(a3.shape, a2.shape), Mix(a.shape, b.shape), b2.shape);
  writer.Add(Mix(a2.shape, a.shape), Mix(b.shape, b2.shape), b3.shape);
  writer.Add(a.form, b.shape, b2.shape);
  writer.Add(b.form, a.shape, a2.shape);
  writer.Add(a2.form, a.form, b.form);
  writer.Add(a.form, b.form, b2.form);
  writer.Add(a2.form, a.shape, b.shape);
  writer.Add(b2.form, a.shape, b.shape);
  writer.Add(Mix(a3.form, a2.form), a.form, b.form);
  writer.Add(chunk.kind, a.shape, b.shape);
  writer.Add(chunk.kind, size, place);
  writer.Add(chunk.kind, b.form, only_closing);
  writer.Add(address, only_closing);
  writer.Add(address, b.form, only_closing);
  writer.Add(a.form, b.form, Mix(next, only_closing));
  writer.Add(Mix(a.shape, a2.shape), b.form, Mix(next, only_closing));
  writer.Add(a.form, next_form, b.form);
  writer.Add(left_atom.suffix, a.shape, b.form);
  writer.Add(right_atom.suffix, b.shape, a.form);
  writer.Add(Mix(size, place), a.shape, b.shape);
  writer.Add(Mix(a2.shape, a3.shape), Mix(a.form, b.form), Mix(b2.shape, b3.shape));
  return features;
}

SplitFeatures FeaturesInside(absl::Span<const Atom> atoms, uint32_t at) {
  const Atom& atom = atoms[at];
  const uint32_t word = atom.hash ^ 0x7F4A7C15u;
  Seen before, after, after2;
  uint32_t before_suffix = 0, after_suffix = 0;
  if (at > 0 && atom.gap != Gap::kParagraph) {
    before = {atoms[at - 1].hash, Shape(atoms[at - 1])};
    before_suffix = atoms[at - 1].suffix;
  }
  if (at + 1 < atoms.size() && atoms[at + 1].gap != Gap::kParagraph) {
    after = {atoms[at + 1].hash, Shape(atoms[at + 1])};
    after_suffix = atoms[at + 1].suffix;
    if (at + 2 < atoms.size() && atoms[at + 2].gap != Gap::kParagraph) {
      after2 = {atoms[at + 2].hash, Shape(atoms[at + 2])};
    }
  }
  const uint32_t letter_case = static_cast<uint32_t>(atom.letter_case);
  SplitFeatures features;
  Writer writer(features);
  writer.Add(word);
  writer.Add(word, letter_case);
  writer.Add(word, after.form);
  writer.Add(word, before.form);
  writer.Add(word, after_suffix, 7);
  writer.Add(word, before_suffix, 8);
  writer.Add(word, after.shape, 9);
  writer.Add(word, before.shape, 10);
  writer.Add(word, after.form, after2.form);
  writer.Add(word, before.form, after.form);
  writer.Add(word, after2.form, 11);
  writer.Add(after.form, 12);
  writer.Add(before.form, 13);
  writer.Add(after_suffix, 14);
  writer.Add(before_suffix, 15);
  writer.Add(word, Mix(before.shape, after.shape), 16);
  writer.Fill();
  return features;
}

}  // namespace standpoint
