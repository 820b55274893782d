#include "analyze/claim/holder_names.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/coreference/mentions.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/letter_case.h"
#include "analyze/segment/segments.h"

namespace standpoint {
namespace {

constexpr size_t kLongestName = 8;      // tokens
constexpr size_t kLongestPerson = 4;    // tokens of a person's name, hyphens counted
constexpr size_t kLongestWindow = 200;  // tokens before a pronoun that are looked at
constexpr size_t kMostNames = 16;       // names under one key; more are not looked at

// Small words inside names: "Ministry of the Interior", "Vera van der Berg".
bool IsNameLink(absl::string_view word) {
  static constexpr absl::string_view kLinks[] = {"of", "for", "de",  "del", "della", "der", "di",
                                                 "da", "la",  "van", "von", "the",   "bin", "al"};
  return std::find(std::begin(kLinks), std::end(kLinks), word) != std::end(kLinks);
}

}  // namespace

HolderNames::HolderNames(const TaggedText& text, const Lexicon& lexicon)
    : text_(text), thesaurus_(lexicon.thesaurus()) {
  FindNames();
  ResolvePronouns();
}

size_t HolderNames::TokenAt(uint32_t byte) const {
  const std::vector<WordSpan>& tokens = text_.segments().words;
  const auto it = std::lower_bound(tokens.begin(), tokens.end(), byte,
                                   [](const WordSpan& t, uint32_t b) { return t.begin < b; });
  return static_cast<size_t>(it - tokens.begin());
}

bool HolderNames::IsKnownWord(size_t i) const {
  const Meanings meanings = thesaurus_.Find(text_.word(i));
  return !meanings.same.empty() || !meanings.kinds.empty() || !meanings.described.empty();
}

bool HolderNames::IsNameWord(size_t i) const {
  const Tag tag = text_.tag(i);
  return IsCapitalized(text_.Raw(i)) &&
         (tag == Tag::kProper || tag == Tag::kNoun || tag == Tag::kAdjective);
}

// The name that begins at `first`: capitals, with small words and hyphens between them. Empty where none begins.
TokenRange HolderNames::NameAt(size_t first, size_t last) const {
  size_t end = first;
  for (size_t i = first; i < std::min(last, first + kLongestName); ++i) {
    if (IsNameWord(i)) {
      end = i + 1;
    } else if (end == first ||
               !(IsNameLink(text_.word(i)) ||
                 ((text_.Is(i, "-") || text_.Is(i, ".")) && text_.glued(i) && i + 1 < last))) {
      break;
    }
  }
  return {first, end};
}

// Without "Ms", "Professor", "Bishop" in front: titles, and known words before a name of two unknown ones.
TokenRange HolderNames::WithoutTitle(TokenRange name) const {
  while (name.size() > 1) {
    const absl::string_view first = text_.Raw(name.first);
    static constexpr absl::string_view kTitles[] = {
        "Mr",  "Mrs", "Ms",  "Miss", "Dr",  "Prof", "Sir", "Dame", "Lord", "Lady",
        "Rep", "Sen", "Gov", "Gen",  "Col", "Capt", "Rev", "Hon",  "Lt",   "Sgt"};
    const bool title =
        std::any_of(std::begin(kTitles), std::end(kTitles), [first](absl::string_view t) {
          return first == t ||
                 (absl::EndsWith(first, ".") && first.substr(0, first.size() - 1) == t);
        });
    const bool role = name.size() > 2 && IsKnownWord(name.first) && IsNameWord(name.first + 1) &&
                      !IsKnownWord(name.last - 1);
    if (!title && !role) {
      break;
    }
    ++name.first;
    while (name.size() > 1 && !IsNameWord(name.first)) {
      ++name.first;
    }
  }
  return name;
}

// Two or three capitals, of which the last is no known word.
bool HolderNames::IsPerson(TokenRange name) const {
  if (name.size() < 2 || name.size() > kLongestPerson || IsKnownWord(name.last - 1) ||
      IsInitials(text_.Raw(name.last - 1))) {
    return false;
  }
  for (size_t i = name.first; i < name.last; ++i) {
    if (text_.Is(i, "of") || text_.Is(i, "for") || text_.Is(i, "the")) {
      return false;
    }
  }
  return true;
}

// The noun that says what a name names: "Ministry" of "Ministry of Transport", "Board" of "Harbour Board".
size_t HolderNames::Head(TokenRange name) const {
  for (size_t i = name.first + 1; i < name.last; ++i) {
    if (text_.Is(i, "of") || text_.Is(i, "for")) {
      return i - 1;
    }
  }
  return name.last - 1;
}

void HolderNames::AddName(TokenRange name) {
  name = WithoutTitle(name);
  if (name.size() < 2) {
    return;
  }
  const auto add = [&](const std::string& key) {
    Names& names = names_[key];
    if (names.size() < kMostNames) {
      names.push_back(name);
    }
  };
  if (IsPerson(name)) {
    persons_[name.first] = name;
    add(std::string(text_.word(name.last - 1)));
  } else {
    add(absl::StrCat("the ", text_.word(Head(name))));
  }
  AddInitials(name);
}

// "Harbour Licensing Board (HLB)".
void HolderNames::AddInitials(TokenRange name) {
  if (text_.Is(name.last, "(") && IsInitials(text_.Raw(name.last + 1)) &&
      text_.Is(name.last + 2, ")")) {
    Names& names = names_[std::string(text_.Raw(name.last + 1))];
    if (names.size() < kMostNames) {
      names.push_back(name);
    }
  }
}

void HolderNames::FindNames() {
  for (const SentenceSpan& sentence : text_.segments().sentences) {
    for (size_t i = sentence.first_word; i < sentence.last_word; ++i) {
      if (!IsNameWord(i)) {
        continue;
      }
      const TokenRange name = NameAt(i, sentence.last_word);
      AddName(name);
      i = std::max(i, name.last - 1);
    }
  }
}

// Each he and she is the one person of its window: the sentence so far and the one before.
void HolderNames::ResolvePronouns() {
  size_t window = 0;
  for (size_t s = 0; s < text_.segments().sentences.size(); ++s) {
    const SentenceSpan& sentence = text_.segments().sentences[s];
    for (size_t i = sentence.first_word; i < sentence.last_word; ++i) {
      if (!text_.Is(i, "he") && !text_.Is(i, "she")) {
        continue;
      }
      TokenRange person;
      bool single = true;
      const size_t from = std::max(window, i - std::min(i, kLongestWindow));
      for (auto it = persons_.lower_bound(from); it != persons_.end() && it->first < i; ++it) {
        const TokenRange full = Fuller(it->second);
        single = single && (person.empty() || Words(person) == Words(full));
        person = full;
      }
      if (single && !person.empty()) {
        pronouns_[i] = person;
        persons_[i] = person;  // the next sentence may go on with her
      }
    }
    window = sentence.first_word;
  }
}

std::string HolderNames::Words(TokenRange range) const {
  std::string words;
  for (size_t i = range.first; i < range.last; ++i) {
    absl::StrAppend(&words, text_.word(i), " ");
  }
  return words;
}

// The first of the names under `key` that stand before a token, when they are all the same or shorter forms of it.
TokenRange HolderNames::Only(absl::string_view key, size_t before) const {
  const auto it = names_.find(key);
  if (it == names_.end()) {
    return {};
  }
  TokenRange longest;
  for (const TokenRange name : it->second) {
    if (name.first >= before) {
      break;
    }
    if (longest.empty() || name.size() > longest.size()) {
      if (!longest.empty() && !absl::EndsWith(Words(name), Words(longest))) {
        return {};
      }
      longest = name;
    } else if (!absl::EndsWith(Words(longest), Words(name))) {
      return {};
    }
  }
  return longest;
}

// The fullest form of a name, itself when there is none before it.
TokenRange HolderNames::Fuller(TokenRange name) const {
  const TokenRange bare = WithoutTitle(name);
  if (bare.size() == 1) {
    const absl::string_view key =
        IsInitials(text_.Raw(bare.first)) ? text_.Raw(bare.first) : text_.word(bare.first);
    const TokenRange full = Only(key, bare.first);
    return full.empty() ? bare : full;
  }
  return bare;
}

// The longest name of whom the engine's coreference sees in `mention`: the pronoun that it is, or the last name in it.
TokenRange HolderNames::ReferentName(TokenRange mention) const {
  const Coreference& coreference = text_.syntax().coreference;
  auto it = std::lower_bound(coreference.mentions.begin(), coreference.mentions.end(), mention.last,
                             [](const Mention& m, size_t word) { return m.first_word < word; });
  if (it == coreference.mentions.begin()) {
    return {};
  }
  --it;
  const bool inside = it->first_word >= mention.first && it->last_word <= mention.last;
  const uint32_t name = coreference.referents[it->referent].full_name;
  if (!inside || it->kind == MentionKind::kDescription || name == Referent::kNoName) {
    return {};
  }
  const Mention& full = coreference.mentions[name];
  return WithoutTitle({full.first_word, full.last_word});
}

TokenRange HolderNames::Resolve(TokenRange mention) const {
  const bool pronoun = mention.size() == 1 && (text_.tag(mention.first) == Tag::kPronoun ||
                                               text_.tag(mention.first) == Tag::kDeterminer);
  const bool surname =
      mention.last - mention.first == 1 && text_.tag(mention.first) == Tag::kProper;
  if (pronoun || surname) {
    if (const TokenRange full = ReferentName(mention); !full.empty()) {
      return full;
    }
  }
  if (mention.size() == 1 && text_.tag(mention.first) == Tag::kPronoun) {
    const auto it = pronouns_.find(mention.first);
    return it != pronouns_.end() ? it->second : TokenRange{};
  }
  size_t first = mention.first;
  const bool definite = text_.tag(first) == Tag::kDeterminer;
  const bool article = text_.Is(first, "the");
  first += definite ? 1 : 0;
  if (definite && !article) {
    return {};  // "its director", "most clinics"
  }
  // A name right behind article and roles: "the economist Vera Holm".
  size_t name = first;
  while (name < mention.last && !IsNameWord(name) && text_.tag(name) != Tag::kPreposition) {
    ++name;
  }
  const bool opening = name == mention.first && name + 1 == mention.last && IsKnownWord(name);
  const bool plain = text_.tag(name) == Tag::kAdjective && !IsNameWord(name + 1);  // "Many experts"
  if (name < mention.last && IsNameWord(name) && !opening && !plain) {
    return Fuller(NameAt(name, mention.last));
  }
  if (article) {
    return mention.size() == 2 ? Only(absl::StrCat("the ", text_.word(first)), mention.first)
                               : TokenRange{};
  }
  return text_.tag(mention.first) == Tag::kPronoun ? TokenRange{} : mention;
}

ByteSpan HolderNames::FullName(ByteSpan mention) const {
  if (mention.empty()) {
    return {};
  }
  const TokenRange range = {TokenAt(mention.begin), TokenAt(mention.end)};
  const TokenRange full = range.empty() ? TokenRange{} : Resolve(range);
  return full.empty() ? ByteSpan() : ByteSpan{text_.begin(full), text_.end(full)};
}

}  // namespace standpoint
