#include "analyze/relate/relatedness.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/embed/dense.h"

namespace standpoint {
namespace {

constexpr size_t kPrefix = 5;  // letters that words with one stem share

// Letters are code points, as in the training.
absl::string_view Prefix(absl::string_view word) {
  size_t letters = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    if ((static_cast<unsigned char>(word[i]) & 0xC0) != 0x80 && ++letters > kPrefix) {
      return word.substr(0, i);
    }
  }
  return letters == kPrefix ? word : absl::string_view();
}

bool SameStem(absl::string_view a, absl::string_view b) {
  return a == b || (!Prefix(a).empty() && Prefix(a) == Prefix(b));
}

// One sentence's words against the other's.
struct Side {
  explicit Side(const PairSentence& text) : sentence(text) {
    const size_t words = text.content.size();
    same.resize(words);
    best.assign(words, -1);
    best_rest.assign(words, -1);
    mean.resize(words);
  }

  const PairSentence& sentence;
  std::vector<char> same;        // the other has the same word
  std::vector<float> best;       // cosine with the closest of all words
  std::vector<float> best_rest;  // and of those without a same word
  std::vector<float> mean;       // cosine with the words, on average

  // The mean of `values`, weighed by importance, over all words or those without a same one; `otherwise` for none.
  double Mean(absl::Span<const float> values, bool rest, double otherwise) const {
    double sum = 0;
    double all = 0;
    for (size_t i = 0; i < values.size(); ++i) {
      if (!rest || same[i] == 0) {
        sum += static_cast<double>(sentence.importance[i]) * static_cast<double>(values[i]);
        all += static_cast<double>(sentence.importance[i]);
      }
    }
    return all > 0 ? sum / all : otherwise;
  }

  bool has_rest() const { return std::find(same.begin(), same.end(), 0) != same.end(); }

  double Same() const {
    const std::vector<float> ones(same.begin(), same.end());
    return Mean(ones, false, 0);
  }

  // The closest word, a same one counting as 1.
  double Covered() const {
    std::vector<float> values(best);
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = same[i] != 0 ? 1 : values[i];
    }
    return Mean(values, false, 0);
  }

  double RestMean() const {
    double sum = 0;
    int count = 0;
    for (size_t i = 0; i < mean.size(); ++i) {
      sum += same[i] == 0 ? static_cast<double>(mean[i]) : 0;
      count += same[i] == 0 ? 1 : 0;
    }
    return count > 0 ? sum / count : 0;
  }
};

void Meet(Side& p, Side& c) {
  const size_t width = p.sentence.whole.size();
  const size_t rows = p.same.size();
  const size_t columns = c.same.size();
  std::vector<float> cosines(rows * columns);
  for (size_t i = 0; i < rows; ++i) {
    for (size_t j = 0; j < columns; ++j) {
      const float cosine = Dot(&p.sentence.content_vectors[i * width],
                               &c.sentence.content_vectors[j * width], width);
      cosines[i * columns + j] = cosine;
      p.best[i] = std::max(p.best[i], cosine);
      c.best[j] = std::max(c.best[j], cosine);
      p.mean[i] += cosine / static_cast<float>(columns);
      c.mean[j] += cosine / static_cast<float>(rows);
      if (SameStem(p.sentence.content[i], c.sentence.content[j])) {
        p.same[i] = c.same[j] = 1;
      }
    }
  }
  for (size_t i = 0; i < rows; ++i) {
    for (size_t j = 0; j < columns; ++j) {
      if (p.same[i] == 0 && c.same[j] == 0) {
        p.best_rest[i] = std::max(p.best_rest[i], cosines[i * columns + j]);
      }
    }
  }
}

}  // namespace

std::array<float, kRelatednessNumbers> CompareContents(const PairSentence& proposition,
                                                       const PairSentence& claim, double share) {
  const double length = std::sqrt(static_cast<double>(claim.content.size()));
  std::array<double, kRelatednessNumbers> numbers = {0, 0, 0, 0, 0, length, 0, 0, 0, 0, share};
  if (!proposition.content.empty() && !claim.content.empty()) {
    Side p(proposition);
    Side c(claim);
    Meet(p, c);
    const double whole = static_cast<double>(
        Dot(proposition.whole.data(), claim.whole.data(), proposition.whole.size()));
    const double rest = !p.has_rest() ? 1 : !c.has_rest() ? 0 : p.Mean(p.best_rest, true, 1);
    numbers = {whole,
               p.Covered(),
               c.Covered(),
               p.Same(),
               c.Same(),
               length,
               p.Mean(p.best, true, 1),
               c.Mean(c.best, true, 1),
               rest,
               c.RestMean(),
               share};
  }
  std::array<float, kRelatednessNumbers> result;
  std::transform(numbers.begin(), numbers.end(), result.begin(),
                 [](double number) { return static_cast<float>(number); });
  return result;
}

}  // namespace standpoint
