// What the heads leave of each word: a few numbers for later steps to put together.

#ifndef STANDPOINT_ANALYZE_HEADS_HEAD_SCORES_H_
#define STANDPOINT_ANALYZE_HEADS_HEAD_SCORES_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace standpoint {

// A number in 256ths, from -128 to almost 128; what is none or beyond becomes the nearest.
class Score {
 public:
  constexpr Score() = default;
  explicit Score(float value)
      : units_(value >= kLeast && value <= kLargest
                   ? static_cast<int16_t>(std::lrintf(value * kUnits))
                   : (value > 0 ? std::numeric_limits<int16_t>::max() : kLowest)) {}

  float value() const { return static_cast<float>(units_) / kUnits; }

 private:
  static constexpr float kUnits = 256;
  static constexpr int16_t kLowest = std::numeric_limits<int16_t>::min() + 1;
  static constexpr float kLeast = kLowest / kUnits;
  static constexpr float kLargest = std::numeric_limits<int16_t>::max() / kUnits;

  int16_t units_ = 0;
};

constexpr size_t kCheckPools = 2;         // ways in which check-worthiness weighs words
constexpr size_t kEvaluationNumbers = 8;  // that say how a word evaluates

struct WordScores {
  // Of check-worthiness: how much the word counts in each pool, and what it says there.
  std::array<Score, kCheckPools> check_weights;
  std::array<Score, kCheckPools> check_values;
  // Of the polarity towards a target: how much the word counts, and how it evaluates (before the hyperbolic tangent).
  Score evaluation_weight;
  std::array<Score, kEvaluationNumbers> evaluation;
  // Of a verb, of what a copula or a subject makes a predicate, and of the head of a clause: how factual the text presents what it
  // says, from "did not happen" to "happened": [-3, 3].
  Score factuality;
  bool is_predicate = false;  // else `factuality` is nothing
};

// One entry per word of the segments it was made from; empty where the engine has no heads.
struct HeadScores {
  std::vector<WordScores> words;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_HEAD_SCORES_H_
