// Products of rows of numbers with a matrix of 8-bit weights.
//
// Weights are quantised per row of the matrix, symmetrically, when the model is written; activations per word, symmetrically,
// when they come. The sums are exact integers, the same on every processor.

#ifndef STANDPOINT_ANALYZE_ENCODE_MATRIX_H_
#define STANDPOINT_ANALYZE_ENCODE_MATRIX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "analyze/encode/aligned_buffer.h"

namespace standpoint {

// Rows of quantised numbers, in the form in which this processor's product reads them.
class Activations {
 public:
  // Quantises `count` rows of `width` (a multiple of 4) numbers, which begin `stride` numbers apart.
  void Quantize(const float* x, size_t count, size_t width, size_t stride);

  size_t count() const { return count_; }
  size_t width() const { return width_; }
  const uint8_t* bytes() const { return bytes_.data(); }
  const float* scales() const { return scales_.data(); }

 private:
  size_t count_ = 0;
  size_t width_ = 0;
  AlignedBuffer<uint8_t> bytes_;
  AlignedBuffer<float> scales_;
};

// Rows of weights as they stand in the model. `bias` may be null. `factor` multiplies weights and bias of each row.
struct WeightRows {
  const int8_t* weights = nullptr;
  const float* scales = nullptr;
  const float* bias = nullptr;
  size_t count = 0;
  bool rectified = false;  // negative results become 0
  float factor = 1;
};

// Threads: safe after the constructor.
class QuantizedMatrix {
 public:
  QuantizedMatrix() = default;

  // The parts one below the other, all of `columns` (a multiple of 4).
  QuantizedMatrix(absl::Span<const WeightRows> parts, size_t columns);

  // out[i * stride + r] = row r . x[i] + bias[r], for all r below padded_rows(); those from rows() on are 0.
  void Multiply(const Activations& x, float* out, size_t stride) const;

  size_t rows() const { return rows_; }
  size_t padded_rows() const { return padded_rows_; }  // a multiple of 16
  size_t columns() const { return columns_; }

 private:
  size_t rows_ = 0;
  size_t padded_rows_ = 0;
  size_t columns_ = 0;
  AlignedBuffer<int8_t> packed_;    // in the order in which this processor's product reads them
  AlignedBuffer<int32_t> offsets_;  // what each row's sum begins with
  AlignedBuffer<float> scales_;
  AlignedBuffer<float> biases_;
  AlignedBuffer<float> floors_;  // the least result
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_MATRIX_H_
