// A sentence as it is compared with another one.

#ifndef STANDPOINT_ANALYZE_RELATE_PAIR_SENTENCE_H_
#define STANDPOINT_ANALYZE_RELATE_PAIR_SENTENCE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/embed/sentence_vectors.h"
#include "analyze/embed/word_table.h"

namespace standpoint {

// Vectors stand row by row.
struct PairSentence {
  std::vector<uint32_t> rows;   // of its known words in the table, in order
  std::vector<float> vectors;   // of these words
  std::vector<float> sides;     // second vectors of the first of them, by the network
  std::vector<float> read;      // these words with their neighbours, as the network reads them
  std::vector<float> own;       // what its comparison takes of the word itself
  std::vector<float> aligned;   // and of it as the other sentence's counterpart
  std::vector<float> attitude;  // what the sentence says by itself, as the network reads it
  size_t compared = 0;          // how many words that is

  std::vector<std::string> content;    // its words that tell of a topic
  std::vector<float> importance;       // of these
  std::vector<float> content_vectors;  // zeros where a word is not known
  std::vector<float> whole;            // the sentence's own vector
};

inline constexpr size_t kMostContentWords = 40;

// All but what the network adds. Linear in the first 400 words.
PairSentence ReadSentence(absl::string_view text, const WordTable& table,
                          const SentenceVectors& sentences);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_PAIR_SENTENCE_H_
