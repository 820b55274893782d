// What the words of a sentence tell without its syntax: its topics, and which way it goes.

#ifndef STANDPOINT_ANALYZE_RELATE_WORDING_H_
#define STANDPOINT_ANALYZE_RELATE_WORDING_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/relate/topics.h"

namespace standpoint {

// Lifetime: views the lexicon.
struct Wording {
  std::vector<Topic> topics;  // each once
  TopicBag bag;               // of all of them
  TopicBag subject;           // before "than"
  TopicBag compared;          // behind it
  size_t than = 0;            // topics before it; 0: no comparison
  bool open = false;          // speaks of a question without a side
  int negation = 1;           // -1: an odd number of negators
  int product = 0;            // of the signs of valued words and negators; 0: no word is valued
  double sum =
      0;  // of the signs of valued words, each turned by a negator close before it, over the root of the words

  // Which way it goes: the product, else the negation.
  int way() const { return product != 0 ? product : negation; }
};

// What the wordings of a pair tell of their sides, for the network.
inline constexpr size_t kPairNumbers = 12;
using PairNumbers = std::array<float, kPairNumbers>;

// How a claim's topics stand to a proposition's.
struct TopicOverlap {
  double share = 0;     // of the proposition's topics, those that the claim names
  bool turned = false;  // it speaks of an opposite, or compares the other way round
};

TopicOverlap CompareTopics(const Wording& proposition, const Wording& claim);
PairNumbers CompareWordings(const Wording& proposition, const Wording& claim,
                            const TopicOverlap& overlap);

// Threads: safe. Lifetime: the lexicon outlives it.
class WordingReader {
 public:
  explicit WordingReader(const Lexicon& lexicon);

  // Linear in the first 400 words of `text`.
  Wording Read(absl::string_view text) const;

 private:
  struct Value {
    int sign = 0;
    bool strong = false;  // settles the way whatever else stands there
  };
  struct Way;

  bool IsOpen(absl::Span<const Term> words, size_t i) const;
  bool IsNegator(const Term& term) const;
  void AddTopic(const Term& term, Wording& wording) const;

  const Lexicon& lexicon_;
  const TermExtractor terms_;
  const TopicReader topics_;
  absl::flat_hash_map<std::string, std::vector<std::vector<Term>>> open_;  // by the first stem
  absl::flat_hash_map<std::string, Value> values_;                         // by stem
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_WORDING_H_
