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
HWY_EXPORT(AddScaled);

}  // namespace

float Dot(const float* x, const float* y, size_t width) {
  return HWY_DYNAMIC_DISPATCH(Dot)(x, y, width);
}

void AddProduct(const float* matrix, size_t rows, size_t width, const float* x, float* out) {
  HWY_DYNAMIC_DISPATCH(AddProduct)(matrix, rows, width, x, out);
}

void AddScaled(const float* x, float scale, size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(AddScaled)(x, scale, width, out);
}

}  // namespace standpoint
#endif  // HWY_ONCE
