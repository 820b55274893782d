#include "analyze/relate/wording.h"

#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"

namespace standpoint {
namespace {

constexpr size_t kLongestText = 400;   // words; the rest of a longer text is not looked at
constexpr double kValuedWeight = 0.5;  // of a word with a valence as a topic
constexpr double kNearlySame =
    0.8;  // share of the topics from which on a claim can restate the proposition
constexpr int kNegatorReach = 4;  // words behind a negator that it turns

// Whether "A than B" stands against "B than A".
bool Swapped(const Wording& proposition, const Wording& claim) {
  if (proposition.than == 0 || claim.than == 0) {
    return false;
  }
  double straight = 0;
  double crossed = 0;
  for (size_t i = 0; i < proposition.topics.size(); ++i) {
    const Topic& topic = proposition.topics[i];
    if (topic.weight < 1) {
      continue;
    }
    const double in_subject = claim.subject.Find(topic).share;
    const double in_compared = claim.compared.Find(topic).share;
    straight += i < proposition.than ? in_subject : in_compared;
    crossed += i < proposition.than ? in_compared : in_subject;
  }
  return crossed > straight;
}

}  // namespace

// The way of a sentence while its words are read.
struct WordingReader::Way {
  int negations = 1;
  int product = 1;
  bool valued = false;
  bool strong = false;
  double sum = 0;
  int since_negator = kNegatorReach;

  void TakeNegator() {
    negations = -negations;
    product = -product;
    since_negator = 0;
  }

  void Take(const Value& value) {
    sum += since_negator < kNegatorReach ? -value.sign : value.sign;
    if (!strong) {
      strong = value.strong;
      product = (strong ? negations : product) * value.sign;
      valued = true;
    }
  }
};

TopicOverlap CompareTopics(const Wording& proposition, const Wording& claim) {
  double shared = 0;
  double all = 0;
  TopicOverlap overlap;
  overlap.turned = Swapped(proposition, claim);
  for (const Topic& topic : proposition.topics) {
    const TopicMatch match = claim.bag.Find(topic);
    shared += topic.weight * match.share;
    all += topic.weight;
    overlap.turned = overlap.turned != (match.opposite && topic.weight == 1);
  }
  overlap.share = all > 0 ? shared / all : 0;
  return overlap;
}

PairNumbers CompareWordings(const Wording& proposition, const Wording& claim,
                            const TopicOverlap& overlap) {
  const double turn = overlap.turned ? -1 : 1;
  const double negations = turn * proposition.negation * claim.negation;
  const double products = turn * proposition.product * claim.product;
  const double numbers[] = {
      overlap.share,
      turn,
      negations,
      products,
      overlap.share * products,
      overlap.share >= kNearlySame ? turn * proposition.way() * claim.way() : 0,
      turn * proposition.way() * claim.sum,
      claim.sum,
      proposition.sum,
      static_cast<double>(proposition.way()),
      claim.open ? 1.0 : 0.0,
      proposition.open ? 1.0 : 0.0};
  PairNumbers result;
  std::transform(std::begin(numbers), std::end(numbers), result.begin(),
                 [](double number) { return static_cast<float>(number); });
  return result;
}

WordingReader::WordingReader(const Lexicon& lexicon)
    : lexicon_(lexicon), terms_(lexicon), topics_(lexicon) {
  for (const PhraseEntry* const entry : lexicon.Phrases("discussion").All()) {
    const std::vector<Term> phrase = terms_.Words(absl::StrJoin(entry->words, " "));
    open_[phrase.front().stem].push_back(phrase);
  }
  for (const PhraseEntry* const entry : lexicon.Phrases("valence").All()) {
    for (const Term& term : terms_.Words(entry->words.front())) {
      values_[term.stem] = {entry->Has("minus") ? -1 : 1, entry->Has("strong")};
    }
  }
}

bool WordingReader::IsOpen(absl::Span<const Term> words, size_t i) const {
  const auto phrases = open_.find(words[i].stem);
  if (phrases == open_.end()) {
    return false;
  }
  return std::any_of(phrases->second.begin(), phrases->second.end(), [&](const auto& phrase) {
    return i + phrase.size() <= words.size() &&
           std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<ptrdiff_t>(i),
                      [](const Term& a, const Term& b) { return a.stem == b.stem; });
  });
}

bool WordingReader::IsNegator(const Term& term) const {
  const WordEntry* const entry = lexicon_.FindWord(term.word);
  return (entry != nullptr && (entry->bits & kNegator) != 0) || absl::EndsWith(term.word, "n't");
}

void WordingReader::AddTopic(const Term& term, Wording& wording) const {
  wording.topics.push_back(topics_.Read(term, values_.contains(term.stem) ? kValuedWeight : 1));
  wording.bag.Add(wording.topics.back());
}

Wording WordingReader::Read(absl::string_view text) const {
  Wording wording;
  std::vector<Term> words = terms_.Words(text);
  words.resize(std::min(words.size(), kLongestText));
  absl::flat_hash_set<std::string> seen;
  Way way;
  for (size_t i = 0; i < words.size(); ++i) {
    const Term& term = words[i];
    wording.open = wording.open || IsOpen(words, i);
    if (term.word == "than") {
      wording.than = wording.topics.size();
    }
    ++way.since_negator;
    if (IsNegator(term)) {
      way.TakeNegator();
    } else if (const auto value = values_.find(term.stem); value != values_.end()) {
      way.Take(value->second);
    }
    if (!term.stop && seen.insert(term.stem).second) {
      AddTopic(term, wording);
    }
  }
  for (size_t i = 0; wording.than > 0 && i < wording.topics.size(); ++i) {
    if (wording.topics[i].weight == 1) {
      (i < wording.than ? wording.subject : wording.compared).Add(wording.topics[i]);
    }
  }
  wording.negation = way.negations;
  wording.product = way.valued ? way.product : 0;
  wording.sum = way.sum / std::sqrt(std::max<double>(1, static_cast<double>(words.size())));
  return wording;
}

}  // namespace standpoint
