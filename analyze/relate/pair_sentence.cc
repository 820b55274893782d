#include "analyze/relate/pair_sentence.h"

#include <utility>

#include "analyze/embed/vector_words.h"

namespace standpoint {

PairSentence ReadSentence(absl::string_view text, const WordTable& table,
                          const SentenceVectors& sentences) {
  const size_t width = table.width();
  PairSentence sentence;
  for (std::string& word : VectorWords(text)) {
    const uint32_t row = table.Find(word);
    const bool known = row != WordTable::kUnknown;
    if (known) {
      sentence.rows.push_back(row);
      sentence.vectors.resize(sentence.rows.size() * width);
      table.Copy(row, &sentence.vectors[(sentence.rows.size() - 1) * width]);
    }
    const float importance = table.importance(row);
    if (importance > 0 && sentence.content.size() < kMostContentWords) {
      sentence.importance.push_back(importance);
      sentence.content.push_back(std::move(word));
      sentence.content_vectors.resize(sentence.content.size() * width);
      if (known) {
        table.Copy(row, &sentence.content_vectors[(sentence.content.size() - 1) * width]);
      }
    }
  }
  sentence.whole = sentences.FromWords(sentence.rows, sentence.vectors.data());
  return sentence;
}

}  // namespace standpoint
