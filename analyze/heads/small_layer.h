// Layers of few numbers, as they stand in the heads' file.

#ifndef STANDPOINT_ANALYZE_HEADS_SMALL_LAYER_H_
#define STANDPOINT_ANALYZE_HEADS_SMALL_LAYER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Lifetime: that of the file.
struct SmallLayer {
  const float* weights = nullptr;  // [outputs, inputs]
  const float* biases = nullptr;   // [outputs]
  size_t inputs = 0;               // a multiple of 16
  size_t outputs = 0;

  // out[o] = weights[o] . x + biases[o]
  void Multiply(const float* x, float* out) const;
};

// "NAME.weight" and "NAME.bias". Errors: MODEL_FILE_MISMATCH.
absl::StatusOr<SmallLayer> FindSmallLayer(const ModelFile& file, const std::string& name,
                                          size_t outputs, size_t inputs);

// A section of one number.
absl::StatusOr<float> FindNumber(const ModelFile& file, const std::string& name);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_SMALL_LAYER_H_
