#include "analyze/heads/small_layer.h"

#include "common/status/macros.h"

namespace standpoint {

void SmallLayer::Multiply(const float* x, float* out) const {
  for (size_t o = 0; o < outputs; ++o) {
    const float* const row = weights + o * inputs;
    float sum = biases[o];
    for (size_t i = 0; i < inputs; ++i) sum += row[i] * x[i];
    out[o] = sum;
  }
}

absl::StatusOr<SmallLayer> FindSmallLayer(const ModelFile& file, const std::string& name,
                                          size_t outputs, size_t inputs) {
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
