// Small steps on vectors of numbers, by the best instructions of this processor. `width` is a multiple of 16 everywhere.

#ifndef STANDPOINT_ANALYZE_ENCODE_VECTOR_MATH_H_
#define STANDPOINT_ANALYZE_ENCODE_VECTOR_MATH_H_

#include <cstddef>
#include <cstdint>

#include "hwy/base.h"

namespace standpoint {

// A table of quantised rows.
struct QuantizedTable {
  const int8_t* rows = nullptr;
  const float* scales = nullptr;
};

// out += row `row` of the table.
void AddRow(const QuantizedTable& table, size_t row, size_t width, float* out);

// x = (x + y - mean) / deviation * weight + bias; y may be null.
void AddAndNormalise(const float* y, const float* weight, const float* bias, size_t width,
                     float* x);

// x = max(x + y, 0) to out.
void AddAndRectify(const float* x, const float* y, size_t width, float* out);

// To half precision; what is too large for it becomes the largest number that it has.
void ToHalf(const float* x, size_t width, hwy::float16_t* out);

// The largest of x[0..size), any size > 0; the first of equals. Numbers that are none are never the largest.
size_t Largest(const float* x, size_t size);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_VECTOR_MATH_H_
