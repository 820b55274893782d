#include "analyze/proposition/measures.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "analyze/proposition/noun_phrase.h"

namespace standpoint {
namespace {

// Nouns and adverbs of time; months and weekdays are names.
constexpr absl::string_view kTimeWords[] = {
    "afternoon", "ago",    "autumn",   "century",   "currently", "day",      "decade",
    "evening",   "fall",   "formerly", "hour",      "midnight",  "minute",   "month",
    "morning",   "night",  "noon",     "nowadays",  "quarter",   "recently", "season",
    "spring",    "summer", "today",    "tomorrow",  "tonight",   "week",     "weekday",
    "weekend",   "winter", "year",     "yesterday", "yesteryear"};
constexpr absl::string_view kTimeNames[] = {
    "april",     "august", "december", "february", "friday",   "january", "july",
    "june",      "march",  "may",      "monday",   "november", "october", "saturday",
    "september", "sunday", "thursday", "tuesday",  "wednesday"};

template <size_t kSize>
bool Holds(const absl::string_view (&words)[kSize], absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsYear(absl::string_view form) {
  return form.size() == 4 && (form[0] == '1' || form[0] == '2') &&
         std::all_of(form.begin(), form.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

bool IsTime(const SentenceTree& tree, uint32_t word) {
  const std::string form = absl::AsciiStrToLower(tree.written(word));
  switch (tree.upos(word)) {
    case Upos::kPropn:
      return Holds(kTimeNames, form) || Holds(kTimeWords, form);
    case Upos::kNum:
      return IsYear(form) && !tree.Has(word, Arc::kNumber) && tree.arc(word) != Arc::kNumber;
    case Upos::kNoun:
    case Upos::kAdv:
      return Holds(kTimeWords, absl::AsciiStrToLower(tree.lemma(word)));
    default:
      return false;
  }
}

// An adjunct of a clause or noun, not its subject or object.
bool IsAdjunct(Arc arc) {
  return arc == Arc::kOblique || arc == Arc::kAdverb || arc == Arc::kNominalModifier;
}

bool InAny(const std::vector<Phrase>& phrases, uint32_t word) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const Phrase& phrase) { return Contains(phrase, word); });
}

// `phrase` within [first, last), without marks at its ends.
Phrase Clipped(const SentenceTree& tree, Phrase phrase, uint32_t first, uint32_t last) {
  phrase.erase(std::remove_if(phrase.begin(), phrase.end(),
                              [&](uint32_t word) { return word < first || word >= last; }),
               phrase.end());
  StripMarks(tree, phrase);
  return phrase;
}

}  // namespace

std::vector<Phrase> FindTimes(const SentenceTree& tree, uint32_t first, uint32_t last) {
  std::vector<Phrase> times;
  for (uint32_t word = first; word < last; ++word) {
    if (!IsAdjunct(tree.arc(word)) || !IsTime(tree, word) || InAny(times, word)) continue;
    Phrase phrase = tree.Below(word, [&](uint32_t child, uint32_t) {
      const Arc arc = tree.arc(child);
      return arc == Arc::kRelativeClause || arc == Arc::kAdjectivalClause ||
             arc == Arc::kAdverbialClause || arc == Arc::kParataxis;
    });
    phrase = Clipped(tree, std::move(phrase), first, last);
    if (!phrase.empty()) times.push_back(std::move(phrase));
  }
  return times;
}

std::vector<Phrase> FindQuantities(const SentenceTree& tree, uint32_t first, uint32_t last,
                                   const std::vector<Phrase>& times) {
  std::vector<Phrase> quantities;
  for (uint32_t word = first; word < last; ++word) {
    if (tree.upos(word) != Upos::kNum || InAny(times, word) || InAny(quantities, word)) continue;
    Phrase phrase = tree.Below(word, [&](uint32_t child, uint32_t) {
      const Arc arc = tree.arc(child);
      return arc == Arc::kCase || arc == Arc::kNominalModifier || arc == Arc::kRelativeClause ||
             arc == Arc::kAdjectivalClause || arc == Arc::kPunctuation;
    });
    if (tree.arc(word) == Arc::kNumber) AddWords({tree.head(word)}, phrase);
    phrase = Clipped(tree, std::move(phrase), first, last);
    if (!phrase.empty()) quantities.push_back(std::move(phrase));
  }
  return quantities;
}

}  // namespace standpoint
