// Scores of words -> how much a stretch of text is worth a check.

#ifndef STANDPOINT_ANALYZE_HEADS_CHECK_WORTHINESS_H_
#define STANDPOINT_ANALYZE_HEADS_CHECK_WORTHINESS_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "analyze/heads/head_scores.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Threads: safe.
class CheckWorthiness {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const CheckWorthiness>> Create(const ModelFile& file);

  // Of the words [first, last): [0, 1], how likely a sentence like it is one whose facts the public would want checked, where a quarter
  // of all sentences are. 0 of no words. Linear in the words.
  float Of(const HeadScores& scores, uint32_t first, uint32_t last) const;

 private:
  float bias_ = 0;
  float length_ = 0;  // of the logarithm of the number of words
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_CHECK_WORTHINESS_H_
