#include "store/query/same_holder.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "store/index/fold.h"

namespace standpoint {
namespace {

constexpr size_t kNameWords = 2;           // by which people and bodies are told apart
constexpr size_t kMaxFilterBytes = 1'000;  // far below what a filter may have

bool IsAuthor(const VoicedClaim& voiced) { return voiced.holder->kind() == v1::HOLDER_KIND_AUTHOR; }

const std::string& SourceOf(const VoicedClaim& voiced) { return voiced.claim->document().source(); }

bool IsCapital(absl::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  return absl::ascii_isupper(first) || first >= 0x80;
}

// Two capitals, or one that neither begins a sentence nor may be a plural ("Critics").
bool IsName(absl::string_view name, bool begins_sentence) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(name, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  const auto capitals = std::count_if(words.begin(), words.end(), IsCapital);
  if (words.size() > 1) {
    return capitals > 1;
  }
  return capitals == 1 && !(begins_sentence && absl::EndsWith(name, "s"));
}

// The name that tells who the holder is; empty where none does.
absl::string_view TellingName(const VoicedClaim& voiced) {
  const v1::Holder& holder = *voiced.holder;
  const bool by_mention = holder.full_name().empty();
  const absl::string_view name = by_mention ? holder.text() : holder.full_name();
  const bool begins_sentence = holder.span().begin() == voiced.claim->sentence().begin() &&
                               name == absl::string_view(holder.text());
  const bool tells = !(by_mention && NamesNobody(name)) && IsName(name, begins_sentence);
  return tells ? name : absl::string_view();
}

// Without what is said of a person behind the name.
std::vector<std::string> WithoutFunction(std::vector<std::string> words) {
  constexpr absl::string_view kLinks[] = {"of", "for", "at", "in", "from"};
  const auto link =
      std::find_first_of(words.begin(), words.end(), std::begin(kLinks), std::end(kLinks));
  words.erase(link, words.end());
  return words;
}

bool IsWithoutTitle(const std::vector<std::string>& name, const std::vector<std::string>& longer) {
  const std::vector<std::string> head = WithoutFunction(longer);
  return name.size() >= kNameWords && name.size() <= head.size() &&
         std::equal(name.rbegin(), name.rend(), head.rbegin());
}

}  // namespace

bool IsSameHolder(const VoicedClaim& a, const VoicedClaim& b) {
  if (IsAuthor(a) || IsAuthor(b)) {
    return IsAuthor(a) && IsAuthor(b) && !SourceOf(a).empty() && SourceOf(a) == SourceOf(b);
  }
  const std::vector<std::string> name_a = FoldedWords(TellingName(a));
  const std::vector<std::string> name_b = FoldedWords(TellingName(b));
  if (name_a.empty() || name_b.empty()) {
    return false;
  }
  return name_a == name_b || IsWithoutTitle(name_a, name_b) || IsWithoutTitle(name_b, name_a);
}

std::string FilterOfHolder(const VoicedClaim& voiced) {
  std::string filter;
  if (IsAuthor(voiced)) {
    if (!SourceOf(voiced).empty()) {
      filter = absl::StrCat("document.source = \"",
                            absl::StrReplaceAll(SourceOf(voiced), {{"\\", "\\\\"}, {"\"", "\\\""}}),
                            "\"");
    }
  } else {
    std::vector<std::string> words = FoldedWords(TellingName(voiced));
    const std::vector<std::string> head = WithoutFunction(words);
    if (head.size() >= kNameWords) {
      words.assign(head.end() - kNameWords, head.end());
    }
    if (!words.empty()) {
      filter = absl::StrCat("holder : \"", absl::StrJoin(words, " "), "\"");
    }
  }
  return filter.size() <= kMaxFilterBytes ? filter : std::string();
}

}  // namespace standpoint
