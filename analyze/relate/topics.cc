#include "analyze/relate/topics.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"

namespace standpoint {
namespace {

constexpr double kKind = 0.7;  // "vehicles" where "cars" are asked for, and the other way round
constexpr double kDescribed = 0.5;  // "fleece" where "wool" is asked for
constexpr double kSibling = 0.4;    // "tourists" where "commuters" are asked for: both travel
constexpr double kOpposite = 0.8;   // "compulsory" where "voluntary" is asked for

bool Meets(absl::Span<const uint32_t> numbers, const absl::flat_hash_set<uint32_t>& set) {
  return std::any_of(numbers.begin(), numbers.end(),
                     [&set](uint32_t number) { return set.contains(number); });
}

}  // namespace

void TopicBag::Add(const Topic& topic) {
  stems_.insert(topic.stem);
  same_.insert(topic.meanings.same.begin(), topic.meanings.same.end());
  kinds_.insert(topic.meanings.kinds.begin(), topic.meanings.kinds.end());
  opposites_.insert(topic.meanings.opposites.begin(), topic.meanings.opposites.end());
  described_.insert(topic.meanings.described.begin(), topic.meanings.described.end());
  if (topic.country != 0) {
    countries_.insert(topic.country);
  }
}

TopicMatch TopicBag::Find(const Topic& topic) const {
  if (stems_.contains(topic.stem) || countries_.contains(topic.country) ||
      Meets(topic.meanings.same, same_)) {
    return {1, false};
  }
  if (Meets(topic.meanings.same, opposites_) || Meets(topic.meanings.opposites, same_)) {
    return {kOpposite, true};
  }
  if (Meets(topic.meanings.same, kinds_) || Meets(topic.meanings.kinds, same_)) {
    return {kKind, false};
  }
  if (Meets(topic.meanings.same, described_) || Meets(topic.meanings.described, same_)) {
    return {kDescribed, false};
  }
  if (Meets(topic.meanings.kinds, kinds_)) {
    return {kSibling, false};
  }
  return {};
}

TopicReader::TopicReader(const Lexicon& lexicon) : thesaurus_(lexicon.thesaurus()) {
  uint32_t country = 0;
  for (const PhraseEntry* const entry : lexicon.Phrases("countries").All()) {
    ++country;
    for (const std::string& word : entry->words) {
      countries_.insert({word, country});
    }
  }
}

Topic TopicReader::Read(const Term& term, double weight) const {
  Topic topic;
  topic.stem = term.stem;
  topic.meanings = thesaurus_.Find(term.word);
  topic.weight = weight;
  if (const auto it = countries_.find(term.word); it != countries_.end()) {
    topic.country = it->second;
  }
  return topic;
}

}  // namespace standpoint
