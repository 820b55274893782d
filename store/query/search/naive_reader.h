// A reader that knows no index, for tests.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_NAIVE_READER_H_
#define STANDPOINT_STORE_QUERY_SEARCH_NAIVE_READER_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "store/index/impact.h"
#include "store/query/search/search_query.h"
#include "store/record/analyzed_record.h"

namespace standpoint {

// What a naive reader knows of a claim or document.
struct Item {
  std::string name;
  const AnalyzedRecord* record = nullptr;
  uint32_t ordinal = 0;
  std::map<std::string, uint8_t> impacts;
  std::vector<std::string> texts;  // in which phrases are looked for
};

// Scores each item by looking at it.
struct Naive {
  const std::vector<Item>& items;
  std::map<std::string, uint64_t> frequencies;  // of words

  explicit Naive(const std::vector<Item>& all) : items(all) {
    for (const Item& item : items) {
      for (const auto& [word, impact] : item.impacts) {
        ++frequencies[word];
      }
    }
  }
  uint64_t Frequency(const std::string& word) const {
    const auto it = frequencies.find(word);
    return it == frequencies.end() ? 0 : it->second;
  }

  // The score of an atom; negative when it does not match.
  int64_t Score(const QueryAtom& atom, const Item& item) const {
    int64_t score = 0;
    if (atom.is_prefix) {
      uint64_t frequency = 0;
      int64_t best = -1;
      for (const auto& [word, count] : frequencies) {
        if (!absl::StartsWith(word, atom.words[0])) {
          continue;
        }
        frequency += count;
        const auto it = item.impacts.find(word);
        if (it != item.impacts.end()) {
          best = std::max<int64_t>(best, it->second);
        }
      }
      return best < 0 ? best : best * RarityOf(items.size(), frequency);
    }
    for (const std::string& word : atom.words) {
      const auto it = item.impacts.find(word);
      if (it == item.impacts.end()) {
        return -1;
      }
      score += static_cast<int64_t>(it->second) * RarityOf(items.size(), Frequency(word));
    }
    return atom.phrase.empty() || std::any_of(item.texts.begin(), item.texts.end(),
                                              [&](const std::string& text) {
                                                return HoldsPhrase(text, atom.phrase);
                                              })
               ? score
               : -1;
  }

  int64_t Score(const SearchQuery& query, const Item& item) const {
    int64_t sum = 0;
    for (const QueryClause& clause : query.clauses) {
      int64_t best = -1;
      for (const QueryAtom& atom : clause.any_of) {
        best = std::max(best, Score(atom, item));
      }
      if ((best < 0) != clause.is_excluded) {
        return -1;
      }
      sum += clause.is_excluded ? 0 : best;
    }
    return sum;
  }
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_NAIVE_READER_H_
