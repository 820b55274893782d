#include "analyze/embed/dense.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyze/embed/dense.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// After foreach_target.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace standpoint {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using F32 = hn::ScalableTag<float>;

float Dot(const float* x, const float* y, size_t width) {
  const F32 d;
  auto sum = hn::Zero(d);
  for (size_t i = 0; i < width; i += hn::Lanes(d)) {
    sum = hn::MulAdd(hn::LoadU(d, x + i), hn::LoadU(d, y + i), sum);
  }
  return hn::GetLane(hn::SumOfLanes(d, sum));
}

void AddProduct(const float* matrix, size_t rows, size_t width, const float* x, float* out) {
  for (size_t row = 0; row < rows; ++row) {
    out[row] += Dot(matrix + row * width, x, width);
  }
}

// Sums stay in registers while the rows of the matrix go by, so many that the time that one addition takes is hidden: of two
// vectors of columns for four rows of x, which share what is loaded of the matrix, or of four vectors for one row.
void AddFourRows(const float* x, size_t width, const float* matrix, size_t columns, float* out) {
  const F32 d;
  const size_t lanes = hn::Lanes(d);
  float* const out1 = out + columns;
  float* const out2 = out1 + columns;
  float* const out3 = out2 + columns;
  auto a0 = hn::LoadU(d, out);
  auto b0 = hn::LoadU(d, out + lanes);
  auto a1 = hn::LoadU(d, out1);
  auto b1 = hn::LoadU(d, out1 + lanes);
  auto a2 = hn::LoadU(d, out2);
  auto b2 = hn::LoadU(d, out2 + lanes);
  auto a3 = hn::LoadU(d, out3);
  auto b3 = hn::LoadU(d, out3 + lanes);
  for (size_t k = 0; k < width; ++k, matrix += columns) {
    const auto a = hn::LoadU(d, matrix);
    const auto b = hn::LoadU(d, matrix + lanes);
    const auto x0 = hn::Set(d, x[k]);
    const auto x1 = hn::Set(d, x[width + k]);
    const auto x2 = hn::Set(d, x[2 * width + k]);
    const auto x3 = hn::Set(d, x[3 * width + k]);
    a0 = hn::MulAdd(x0, a, a0);
    b0 = hn::MulAdd(x0, b, b0);
    a1 = hn::MulAdd(x1, a, a1);
    b1 = hn::MulAdd(x1, b, b1);
    a2 = hn::MulAdd(x2, a, a2);
    b2 = hn::MulAdd(x2, b, b2);
    a3 = hn::MulAdd(x3, a, a3);
    b3 = hn::MulAdd(x3, b, b3);
  }
  hn::StoreU(a0, d, out);
  hn::StoreU(b0, d, out + lanes);
  hn::StoreU(a1, d, out1);
  hn::StoreU(b1, d, out1 + lanes);
  hn::StoreU(a2, d, out2);
  hn::StoreU(b2, d, out2 + lanes);
  hn::StoreU(a3, d, out3);
  hn::StoreU(b3, d, out3 + lanes);
}

void AddFourVectors(const float* x, size_t width, const float* matrix, size_t columns, float* out) {
  const F32 d;
  const size_t lanes = hn::Lanes(d);
  auto a = hn::LoadU(d, out);
  auto b = hn::LoadU(d, out + lanes);
  auto c = hn::LoadU(d, out + 2 * lanes);
  auto e = hn::LoadU(d, out + 3 * lanes);
  for (size_t k = 0; k < width; ++k, matrix += columns) {
    const auto factor = hn::Set(d, x[k]);
    a = hn::MulAdd(factor, hn::LoadU(d, matrix), a);
    b = hn::MulAdd(factor, hn::LoadU(d, matrix + lanes), b);
    c = hn::MulAdd(factor, hn::LoadU(d, matrix + 2 * lanes), c);
    e = hn::MulAdd(factor, hn::LoadU(d, matrix + 3 * lanes), e);
  }
  hn::StoreU(a, d, out);
  hn::StoreU(b, d, out + lanes);
  hn::StoreU(c, d, out + 2 * lanes);
  hn::StoreU(e, d, out + 3 * lanes);
}

void AddVector(const float* x, size_t width, const float* matrix, size_t columns, float* out) {
  const F32 d;
  auto sum = hn::LoadU(d, out);
  for (size_t k = 0; k < width; ++k, matrix += columns) {
    sum = hn::MulAdd(hn::Set(d, x[k]), hn::LoadU(d, matrix), sum);
  }
  hn::StoreU(sum, d, out);
}

void AddRow(const float* x, size_t width, const float* matrix, size_t columns, float* out) {
  const size_t lanes = hn::Lanes(F32());
  size_t column = 0;
  for (; column + 4 * lanes <= columns; column += 4 * lanes) {
    AddFourVectors(x, width, matrix + column, columns, out + column);
  }
  for (; column < columns; column += lanes) {
    AddVector(x, width, matrix + column, columns, out + column);
  }
}

void AddRowProducts(const float* x, size_t rows, size_t width, const float* matrix, size_t columns,
                    float* out) {
  const size_t pair = 2 * hn::Lanes(F32());
  if (columns % pair == 0) {
    for (; rows >= 4; rows -= 4, x += 4 * width, out += 4 * columns) {
      for (size_t column = 0; column < columns; column += pair) {
        AddFourRows(x, width, matrix + column, columns, out + column);
      }
    }
  }
  for (; rows > 0; --rows, x += width, out += columns) {
    AddRow(x, width, matrix, columns, out);
  }
}

void AddScaled(const float* x, float scale, size_t width, float* out) {
  const F32 d;
  const auto factor = hn::Set(d, scale);
  for (size_t i = 0; i < width; i += hn::Lanes(d)) {
    hn::StoreU(hn::MulAdd(hn::LoadU(d, x + i), factor, hn::LoadU(d, out + i)), d, out + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace standpoint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standpoint {
namespace {

HWY_EXPORT(Dot);
HWY_EXPORT(AddProduct);
HWY_EXPORT(AddRowProducts);
HWY_EXPORT(AddScaled);

}  // namespace

float Dot(const float* x, const float* y, size_t width) {
  return HWY_DYNAMIC_DISPATCH(Dot)(x, y, width);
}

void AddProduct(const float* matrix, size_t rows, size_t width, const float* x, float* out) {
  HWY_DYNAMIC_DISPATCH(AddProduct)(matrix, rows, width, x, out);
}

void AddRowProducts(const float* x, size_t rows, size_t width, const float* matrix, size_t columns,
                    float* out) {
  HWY_DYNAMIC_DISPATCH(AddRowProducts)(x, rows, width, matrix, columns, out);
}

void AddScaled(const float* x, float scale, size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(AddScaled)(x, scale, width, out);
}

}  // namespace standpoint
#endif  // HWY_ONCE
