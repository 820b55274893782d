#include "analyze/tag/lemmatizer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "absl/container/inlined_vector.h"
#include "absl/memory/memory.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kLongestEnding = 6;
constexpr size_t kMaxCut = 1000;
constexpr uint64_t kFnvOffset = 0xcbf29ce484222325;
constexpr char32_t kReplacement = 0xfffd;

enum Case : uint16_t { kKeep = 1, kLower, kTitle, kUpper, kNoCommas };  // a rule's value

using CodePoints = absl::InlinedVector<char32_t, 48>;

uint64_t Fnv1a(uint8_t byte, uint64_t h) { return (h ^ byte) * 0x100000001b3; }

uint64_t Fnv1a(absl::string_view bytes, uint64_t h = kFnvOffset) {
  for (const char c : bytes) h = Fnv1a(static_cast<uint8_t>(c), h);
  return h;
}

char32_t Lower(char32_t c) {
  if (c < 0x80) return c - 'A' < 26u ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t Upper(char32_t c) {
  if (c < 0x80) return c - 'a' < 26u ? c - 32 : c;
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

// U+FFFD stands for what is no UTF-8.
void Decode(absl::string_view bytes, CodePoints& text) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const size_t size = bytes.size();
  for (size_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    text.push_back(c < 0 ? kReplacement : static_cast<char32_t>(c));
  }
}

char32_t Straight(char32_t c) {
  return c == 0x2018 || c == 0x2019 || c == '`' || c == 0xb4 ? U'\'' : c;
}

size_t Encode(char32_t c, uint8_t (&bytes)[4]) {
  size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  return size;
}

char ShapeOf(const CodePoints& text) {
  bool comma = false, first_capital = false, later_capital = false, small = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    comma |= c == ',';
    if (Lower(c) != c) (i == 0 ? first_capital : later_capital) = true;
    small |= Upper(c) != c;
  }
  if (comma && text.size() > 1) return '4';
  if (!first_capital && !later_capital) return '0';
  if (first_capital && !later_capital && text.size() > 1) return '1';
  return small ? '3' : '2';
}

void Change(uint16_t letter_case, CodePoints& text) {
  if (letter_case == kTitle || letter_case == kUpper) {
    for (size_t i = 0; i < text.size(); ++i) {
      text[i] = letter_case == kUpper || i == 0 ? Upper(text[i]) : Lower(text[i]);
    }
  } else if (letter_case == kNoCommas &&
             !std::all_of(text.begin(), text.end(), [](char32_t c) { return c == ','; })) {
    text.erase(std::remove(text.begin(), text.end(), U','), text.end());
  }
}

}  // namespace

// What a word is known by: hashes of its endings, read backwards, in small letters and with each digit a 0.
struct Lemmatizer::Key {
  std::array<uint64_t, kLongestEnding + 1> endings;  // by their length in code points
  size_t longest = 0;                                // of `endings`
  uint64_t whole = 0;
  char shape = '0';

  explicit Key(const CodePoints& text) : shape(ShapeOf(text)) {
    uint64_t h = kFnvOffset;
    endings[0] = h;
    for (size_t n = text.size(); n > 0; --n) {
      char32_t c = Lower(text[n - 1]);
      if (c - '0' < 10u) c = '0';
      if (c < 0x80) {
        h = Fnv1a(static_cast<uint8_t>(c), h);
      } else {
        uint8_t bytes[4];
        for (size_t i = Encode(c, bytes); i > 0; --i) h = Fnv1a(bytes[i - 1], h);
      }
      if (longest < kLongestEnding) endings[++longest] = h;
    }
    whole = Fnv1a('^', h);
    if (longest < kLongestEnding) endings[++longest] = whole;
  }
};

absl::StatusOr<std::unique_ptr<const Lemmatizer>> Lemmatizer::Load(const ModelFile& model) {
  auto lemmatizer = absl::WrapUnique(new Lemmatizer());
  RETURN_IF_ERROR(lemmatizer->ReadRules(model));
  RETURN_IF_ERROR(lemmatizer->ReadEdits(model));
  RETURN_IF_ERROR(lemmatizer->ReadLabels(model));
  return lemmatizer;
}

absl::Status Lemmatizer::ReadRules(const ModelFile& model) {
  ASSIGN_OR_RETURN(const Tensor<uint32_t> checks,
                   model.Find<uint32_t>("lemma/checks", {ModelFile::kAny}));
  ASSIGN_OR_RETURN(const Tensor<uint16_t> values,
                   model.Find<uint16_t>("lemma/values", {checks.size()}));
  checks_ = checks.span();
  values_ = values.span();
  const size_t size = checks_.size();
  if (size == 0 || (size & (size - 1)) != 0 ||
      std::find(values_.begin(), values_.end(), 0) == values_.end()) {
    return model.Mismatch("lemma/values", "no hash table with a free place");
  }
  return absl::OkStatus();
}

absl::Status Lemmatizer::ReadEdits(const ModelFile& model) {
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> lines, model.Lines("lemma/edits"));
  for (const absl::string_view line : lines) {
    const std::pair<absl::string_view, absl::string_view> fields =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    Edit edit;
    if (!absl::SimpleAtoi(fields.first, &edit.cut) || edit.cut > kMaxCut) {
      return model.Mismatch("lemma/edits", "a line that is no edit");
    }
    CodePoints ending;
    Decode(fields.second, ending);
    edit.ending.assign(ending.begin(), ending.end());
    edits_.push_back(std::move(edit));
  }
  return absl::OkStatus();
}

absl::Status Lemmatizer::ReadLabels(const ModelFile& model) {
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> xpos, model.Lines("labels/xpos"));
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> feats, model.Lines("labels/feats"));
  xpos_count_ = xpos.size();
  for (int upos = 0; upos < kUposCount; ++upos) {
    const auto after = [&](absl::string_view kind) {
      return Fnv1a("\t", Fnv1a(UposName(static_cast<Upos>(upos)), Fnv1a("\t", Fnv1a(kind))));
    };
    for (const absl::string_view tag : xpos) {
      tag_seeds_.push_back(
          {Fnv1a(tag, after("word")), Fnv1a(tag, after("ending")), Fnv1a(tag, after("case"))});
    }
    upos_seeds_.push_back(after("case"));
  }
  for (const absl::string_view bundle : feats) {
    feats_seeds_.push_back(Fnv1a(bundle, Fnv1a("feats\t")) * 3);
  }
  return absl::OkStatus();
}

uint16_t Lemmatizer::Find(uint64_t seed, uint64_t ending) const {
  uint64_t h = (seed ^ ending) * 0x9e3779b97f4a7c15;
  h ^= h >> 32;
  const size_t mask = checks_.size() - 1;
  const auto check = static_cast<uint32_t>(h >> 32);
  for (size_t at = h & mask; values_[at] != 0; at = (at + 1) & mask) {
    if (checks_[at] == check) return values_[at];
  }
  return 0;
}

const Lemmatizer::Edit* Lemmatizer::FindEdit(const Key& key, const TagSeeds& seeds,
                                             uint64_t feats) const {
  uint16_t value = Find(seeds.word ^ feats, key.whole);
  if (value == 0) value = Find(seeds.ending, key.whole);
  for (size_t n = key.longest + 1; value == 0 && n > 0; --n) {
    value = Find(seeds.ending, key.endings[n - 1]);
  }
  return value == 0 || value > edits_.size() ? nullptr : &edits_[value - 1];
}

uint16_t Lemmatizer::FindCase(const Key& key, const TagSeeds& seeds, Upos upos) const {
  const auto with_shape = [&](uint64_t seed) {
    return Fnv1a(static_cast<uint8_t>(key.shape), Fnv1a('\t', seed));
  };
  const uint64_t seed = with_shape(seeds.letter_case);
  uint16_t value = Find(seed, key.whole);
  if (value == 0) value = Find(seed, key.endings[0]);
  if (value == 0) value = Find(with_shape(upos_seeds_[static_cast<size_t>(upos)]), key.endings[0]);
  return value == 0 ? uint16_t{kKeep} : value;
}

void Lemmatizer::Append(absl::string_view form, Upos upos, size_t xpos, size_t feats,
                        std::string& lemmas) const {
  CodePoints text;
  Decode(form, text);
  std::transform(text.begin(), text.end(), text.begin(), Straight);
  if (text.empty()) text.push_back('_');
  const Key key(text);
  if (xpos < xpos_count_ && feats < feats_seeds_.size()) {
    const TagSeeds& seeds = tag_seeds_[static_cast<size_t>(upos) * xpos_count_ + xpos];
    const uint16_t letter_case = FindCase(key, seeds, upos);
    if (letter_case == kLower) std::transform(text.begin(), text.end(), text.begin(), Lower);
    const Edit* edit = FindEdit(key, seeds, feats_seeds_[feats]);
    if (edit != nullptr && edit->cut <= text.size() &&
        (edit->cut < text.size() || !edit->ending.empty())) {
      text.resize(text.size() - edit->cut);
      text.insert(text.end(), edit->ending.begin(), edit->ending.end());
    }
    Change(letter_case, text);
  }
  for (const char32_t c : text) {
    if (c < 0x80) {
      lemmas.push_back(static_cast<char>(c));
    } else {
      uint8_t bytes[4];
      lemmas.append(reinterpret_cast<const char*>(bytes), Encode(c, bytes));
    }
  }
}

}  // namespace standpoint
