#include "analyze/encode/vector_math.h"

#include <cmath>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyze/encode/vector_math.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// After foreach_target.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace standpoint {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using F32 = hn::ScalableTag<float>;

void AddRow(const QuantizedTable& table, size_t row, size_t width, float* out) {
  const F32 d;
  const hn::Rebind<int8_t, F32> bytes;
  const hn::Rebind<int32_t, F32> words;
  const auto scale = hn::Set(d, table.scales[row]);
  const int8_t* from = table.rows + row * width;
  for (size_t i = 0; i < width; i += hn::Lanes(d)) {
    const auto q = hn::ConvertTo(d, hn::PromoteTo(words, hn::LoadU(bytes, from + i)));
    hn::StoreU(hn::MulAdd(q, scale, hn::LoadU(d, out + i)), d, out + i);
  }
}

void AddAndNormalise(const float* y, const float* weight, const float* bias, size_t width,
                     float* x) {
  const F32 d;
  const size_t lanes = hn::Lanes(d);
  auto sum = hn::Zero(d);
  for (size_t i = 0; i < width; i += lanes) {
    auto v = hn::LoadU(d, x + i);
    if (y != nullptr) {
      v = hn::Add(v, hn::LoadU(d, y + i));
      hn::StoreU(v, d, x + i);
    }
    sum = hn::Add(sum, v);
  }
  const float size = static_cast<float>(width);
  const auto mean = hn::Set(d, hn::GetLane(hn::SumOfLanes(d, sum)) / size);
  auto squares = hn::Zero(d);
  for (size_t i = 0; i < width; i += lanes) {
    const auto v = hn::Sub(hn::LoadU(d, x + i), mean);
    squares = hn::MulAdd(v, v, squares);
  }
  const float variance = hn::GetLane(hn::SumOfLanes(d, squares)) / size;
  const auto factor = hn::Set(d, 1.0F / std::sqrt(variance + 1e-5F));
  for (size_t i = 0; i < width; i += lanes) {
    const auto v = hn::Mul(hn::Sub(hn::LoadU(d, x + i), mean), factor);
    hn::StoreU(hn::MulAdd(v, hn::LoadU(d, weight + i), hn::LoadU(d, bias + i)), d, x + i);
  }
}

void AddAndRectify(const float* x, const float* y, size_t width, float* out) {
  const F32 d;
  for (size_t i = 0; i < width; i += hn::Lanes(d)) {
    const auto sum = hn::Add(hn::LoadU(d, x + i), hn::LoadU(d, y + i));
    hn::StoreU(hn::Max(sum, hn::Zero(d)), d, out + i);
  }
}

void ToHalf(const float* x, size_t width, hwy::float16_t* out) {
  const F32 d;
  const hn::Rebind<hwy::float16_t, F32> half;
  for (size_t i = 0; i < width; i += hn::Lanes(d)) {
    const auto v = hn::Clamp(hn::LoadU(d, x + i), hn::Set(d, -65504.0F), hn::Set(d, 65504.0F));
    hn::StoreU(hn::DemoteTo(half, v), half, out + i);
  }
}

size_t Largest(const float* x, size_t size) {
  const F32 d;
  const size_t lanes = hn::Lanes(d);
  float most = -std::numeric_limits<float>::infinity();
  size_t i = 0;
  if (size >= lanes) {
    auto best = hn::Set(d, most);
    for (; i + lanes <= size; i += lanes) {
      best = hn::Max(hn::LoadU(d, x + i), best);
    }
    most = hn::GetLane(hn::MaxOfLanes(d, best));
  }
  for (; i < size; ++i) {
    most = x[i] > most ? x[i] : most;
  }
  const auto wanted = hn::Set(d, most);
  for (i = 0; i + lanes <= size; i += lanes) {
    const intptr_t found = hn::FindFirstTrue(d, hn::Eq(hn::LoadU(d, x + i), wanted));
    if (found >= 0) {
      return i + static_cast<size_t>(found);
    }
  }
  for (; i < size; ++i) {
    if (x[i] == most) {
      return i;
    }
  }
  return 0;
}

}  // namespace HWY_NAMESPACE
}  // namespace standpoint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standpoint {
namespace {

HWY_EXPORT(AddRow);
HWY_EXPORT(AddAndNormalise);
HWY_EXPORT(AddAndRectify);
HWY_EXPORT(ToHalf);
HWY_EXPORT(Largest);

}  // namespace

void AddRow(const QuantizedTable& table, size_t row, size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(AddRow)(table, row, width, out);
}

void AddAndNormalise(const float* y, const float* weight, const float* bias, size_t width,
                     float* x) {
  HWY_DYNAMIC_DISPATCH(AddAndNormalise)(y, weight, bias, width, x);
}

void AddAndRectify(const float* x, const float* y, size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(AddAndRectify)(x, y, width, out);
}

void ToHalf(const float* x, size_t width, hwy::float16_t* out) {
  HWY_DYNAMIC_DISPATCH(ToHalf)(x, width, out);
}

size_t Largest(const float* x, size_t size) { return HWY_DYNAMIC_DISPATCH(Largest)(x, size); }

}  // namespace standpoint
#endif  // HWY_ONCE
