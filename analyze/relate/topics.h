// What a text speaks of, as far as its words tell.

#ifndef STANDPOINT_ANALYZE_RELATE_TOPICS_H_
#define STANDPOINT_ANALYZE_RELATE_TOPICS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/lexicon/thesaurus.h"

namespace standpoint {

// A word that carries a topic. Lifetime: views the lexicon.
struct Topic {
  std::string stem;
  Meanings meanings;
  uint32_t country = 0;  // the same for "France", "French" and "Paris"; 0: no country
  double weight = 1;
};

// How a topic stands to the topics of another text.
struct TopicMatch {
  double share = 0;       // 1: the same; less for a kind of it; 0: not there
  bool opposite = false;  // its opposite is there
};

// Topics of one text, to be asked for those of another.
class TopicBag {
 public:
  void Add(const Topic& topic);
  TopicMatch Find(const Topic& topic) const;

 private:
  absl::flat_hash_set<std::string> stems_;
  absl::flat_hash_set<uint32_t> same_;
  absl::flat_hash_set<uint32_t> kinds_;
  absl::flat_hash_set<uint32_t> opposites_;
  absl::flat_hash_set<uint32_t> described_;
  absl::flat_hash_set<uint32_t> countries_;
};

// Makes topics of words. Threads: safe. Lifetime: the lexicon outlives it.
class TopicReader {
 public:
  explicit TopicReader(const Lexicon& lexicon);

  Topic Read(const Term& term, double weight) const;

 private:
  const Thesaurus& thesaurus_;
  absl::flat_hash_map<std::string, uint32_t> countries_;  // by word
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_TOPICS_H_
