#include "analyze/proposition/sentence_tree.h"

#include "absl/strings/str_cat.h"

namespace standpoint {

void SentenceTree::Read(size_t sentence) {
  const SentenceSpan& span = syntax_.segments.sentences[sentence];
  first_ = span.first_word;
  last_ = span.last_word;
  begins_.assign(span.size() + 1, 0);
  children_.resize(span.size());
  for (uint32_t word = first_; word < last_; ++word) {
    if (head(word) != kNone) ++begins_[head(word) - first_ + 1];
  }
  for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (uint32_t word = first_; word < last_; ++word) {
    if (head(word) != kNone) children_[next[head(word) - first_]++] = word;
  }
}

absl::Span<const uint32_t> SentenceTree::children(uint32_t word) const {
  const uint32_t begin = begins_[word - first_];
  return {children_.data() + begin, begins_[word - first_ + 1] - begin};
}

uint32_t SentenceTree::Child(uint32_t word, Arc wanted) const {
  for (const uint32_t child : children(word)) {
    if (arc(child) == wanted) return child;
  }
  return kNone;
}

bool SentenceTree::IsBelow(uint32_t word, uint32_t top) const {
  for (size_t steps = 0; word != kNone && steps <= kMaxPhrase; ++steps) {
    if (word == top) return true;
    word = head(word);
  }
  return false;
}

std::string SentenceTree::Written(const Phrase& phrase) const {
  std::string out;
  for (size_t i = 0; i < phrase.size(); ++i) {
    const bool glued = i > 0 && phrase[i] == phrase[i - 1] + 1 && !space_before(phrase[i]);
    absl::StrAppend(&out, i == 0 || glued ? "" : " ", written(phrase[i]));
  }
  return out;
}

}  // namespace standpoint
