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

// Sums stay in registers while the rows of the matrix go by: of four vectors of columns, or one.
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

void AddRowProducts(const float* x, size_t rows, size_t width, const float* matrix, size_t columns,
                    float* out) {
  const size_t lanes = hn::Lanes(F32());
  for (size_t row = 0; row < rows; ++row, x += width, out += columns) {
    size_t column = 0;
    for (; column + 4 * lanes <= columns; column += 4 * lanes) {
      AddFourVectors(x, width, matrix + column, columns, out + column);
    }
    for (; column < columns; column += lanes) {
      AddVector(x, width, matrix + column, columns, out + column);
    }
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
