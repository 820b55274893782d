#include "analyze/lexicon/thesaurus.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {
namespace {

// An ending and what stands in its place in the base form.
constexpr std::pair<absl::string_view, absl::string_view> kEndings[] = {
    {"s", ""},      {"ses", "s"},   {"xes", "x"}, {"zes", "z"}, {"ches", "ch"},
    {"shes", "sh"}, {"men", "man"}, {"ies", "y"}, {"es", "e"},  {"es", ""},
    {"ied", "y"},   {"ed", "e"},    {"ed", ""},   {"ing", "e"}, {"ing", ""},
    {"er", ""},     {"er", "e"},    {"est", ""},  {"est", "e"},
};
constexpr size_t kLongestNumber = 8;  // digits
constexpr size_t kShortestForm = 4;   // letters; what is shorter has no ending

// Reads the numbers behind `mark` off the front of `rest`; false where something else stands in their place. Done by hand:
// there are hundreds of thousands.
bool ReadNumbers(char mark, absl::string_view& rest, std::vector<uint32_t>& numbers) {
  if (rest.empty() || rest.front() != mark) {
    return true;
  }
  size_t i = 0;
  do {
    const size_t first = ++i;
    uint32_t number = 0;
    for (; i < rest.size() && i - first < kLongestNumber && absl::ascii_isdigit(rest[i]); ++i) {
      number = number * 10 + static_cast<uint32_t>(rest[i] - '0');
    }
    if (i == first) {
      return false;
    }
    numbers.push_back(number);
  } while (i < rest.size() && rest[i] == ',');
  rest.remove_prefix(i);
  return true;
}

}  // namespace

absl::Status Thesaurus::AddLine(absl::string_view line) {
  const size_t mark = line.find_first_of("=^!~>");
  if (mark == 0 || mark == absl::string_view::npos) {
    return absl::InvalidArgumentError("neither a lemma nor an irregular form");
  }
  const std::string lemma(line.substr(0, mark));
  absl::string_view rest = line.substr(mark);
  if (rest.front() == '>') {
    irregular_[lemma] = std::string(rest.substr(1));
    return absl::OkStatus();
  }
  Entry entry;
  const auto read = [&](char group, uint32_t& begin) {
    begin = static_cast<uint32_t>(numbers_.size());
    return ReadNumbers(group, rest, numbers_);
  };
  if (!read('=', entry.begin) || !read('^', entry.kinds) || !read('!', entry.opposites) ||
      !read('~', entry.described) || !rest.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("cannot read \"", rest, "\""));
  }
  entry.end = static_cast<uint32_t>(numbers_.size());
  entries_[lemma] = entry;
  return absl::OkStatus();
}

const Thesaurus::Entry* Thesaurus::FindForm(absl::string_view word) const {
  if (const auto it = entries_.find(word); it != entries_.end()) {
    return &it->second;
  }
  if (const auto it = irregular_.find(word); it != irregular_.end()) {
    const auto lemma = entries_.find(it->second);
    return lemma != entries_.end() ? &lemma->second : nullptr;
  }
  if (word.size() < kShortestForm) {
    return nullptr;
  }
  for (const auto& [ending, base] : kEndings) {
    if (!absl::EndsWith(word, ending)) {
      continue;
    }
    const absl::string_view stem = word.substr(0, word.size() - ending.size());
    if (const auto it = entries_.find(absl::StrCat(stem, base)); it != entries_.end()) {
      return &it->second;
    }
    // "banned": the last consonant is doubled.
    const bool doubled = base.empty() && stem.size() > 2 && stem.back() == stem[stem.size() - 2];
    if (const auto it = entries_.find(stem.substr(0, stem.size() - (doubled ? 1 : 0)));
        doubled && it != entries_.end()) {
      return &it->second;
    }
  }
  return nullptr;
}

Meanings Thesaurus::Find(absl::string_view word) const {
  const Entry* const entry = FindForm(word);
  if (entry == nullptr) {
    return {};
  }
  const absl::Span<const uint32_t> all = numbers_;
  return {all.subspan(entry->begin, entry->kinds - entry->begin),
          all.subspan(entry->kinds, entry->opposites - entry->kinds),
          all.subspan(entry->opposites, entry->described - entry->opposites),
          all.subspan(entry->described, entry->end - entry->described)};
}

}  // namespace standpoint
