#include "analyze/heads/small_layer.h"

#include "common/status/macros.h"

namespace standpoint {

// Sums that do not wait for each other: the compiler makes vectors of them.
void SmallLayer::Multiply(const float* x, float* out) const {
  constexpr size_t kSums = 16;
  for (size_t o = 0; o < outputs; ++o) {
    const float* const row = weights + o * inputs;
    float sums[kSums] = {};
    for (size_t i = 0; i < inputs; i += kSums) {
      for (size_t k = 0; k < kSums; ++k) sums[k] += row[i + k] * x[i + k];
    }
    out[o] = biases[o];
    for (const float sum : sums) out[o] += sum;
  }
}

absl::StatusOr<SmallLayer> FindSmallLayer(const ModelFile& file, const std::string& name,
                                          size_t outputs, size_t inputs) {
  if (inputs % 16 != 0) return file.Mismatch(name + ".weight", "its width is no multiple of 16");
  ASSIGN_OR_RETURN(const Tensor<float> weights,
                   file.Find<float>(name + ".weight", {outputs, inputs}));
  ASSIGN_OR_RETURN(const Tensor<float> biases, file.Find<float>(name + ".bias", {outputs}));
  return SmallLayer{weights.data, biases.data, inputs, outputs};
}

absl::StatusOr<float> FindNumber(const ModelFile& file, const std::string& name) {
  ASSIGN_OR_RETURN(const Tensor<float> number, file.Find<float>(name, {1}));
  return number.data[0];
}

}  // namespace standpoint
