#include "analyze/segment/window_product.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyze/segment/window_product.cc"
#include <hwy/foreach_target.h>
// Highway wants itself after foreach_target.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace standpoint {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Of the hidden units from `unit` on, as many as four vectors hold: few enough to stay in registers.
template <class D>
float PartialScore(D d, const WindowInput& input, size_t unit) {
  const size_t n = hn::Lanes(d);
  auto h0 = hn::LoadU(d, input.bias + unit);
  auto h1 = hn::LoadU(d, input.bias + unit + n);
  auto h2 = hn::LoadU(d, input.bias + unit + 2 * n);
  auto h3 = hn::LoadU(d, input.bias + unit + 3 * n);
  const auto scale = hn::Set(d, input.place_scale);
  const hn::Rebind<int8_t, D> d8;
  const hn::Rebind<int32_t, D> d32;
  const auto widened = [&](const int8_t* row) {
    return hn::ConvertTo(d, hn::PromoteTo(d32, hn::LoadU(d8, row)));
  };
  for (const int8_t* row : input.places) {
    h0 = hn::MulAdd(scale, widened(row + unit), h0);
    h1 = hn::MulAdd(scale, widened(row + unit + n), h1);
    h2 = hn::MulAdd(scale, widened(row + unit + 2 * n), h2);
    h3 = hn::MulAdd(scale, widened(row + unit + 3 * n), h3);
  }
  // Two sums a unit, so that one multiplication need not wait for the one before.
  auto g0 = hn::Zero(d), g1 = hn::Zero(d), g2 = hn::Zero(d), g3 = hn::Zero(d);
  const float* weights = input.weights + unit;
  for (size_t i = 0; i < input.size; i += 2, weights += 2 * kWindowHidden) {
    const auto x = hn::Set(d, input.vectors[i]);
    h0 = hn::MulAdd(x, hn::LoadU(d, weights), h0);
    h1 = hn::MulAdd(x, hn::LoadU(d, weights + n), h1);
    h2 = hn::MulAdd(x, hn::LoadU(d, weights + 2 * n), h2);
    h3 = hn::MulAdd(x, hn::LoadU(d, weights + 3 * n), h3);
    const auto y = hn::Set(d, input.vectors[i + 1]);
    const float* odd = weights + kWindowHidden;
    g0 = hn::MulAdd(y, hn::LoadU(d, odd), g0);
    g1 = hn::MulAdd(y, hn::LoadU(d, odd + n), g1);
    g2 = hn::MulAdd(y, hn::LoadU(d, odd + 2 * n), g2);
    g3 = hn::MulAdd(y, hn::LoadU(d, odd + 3 * n), g3);
  }
  h0 = hn::Add(h0, g0);
  h1 = hn::Add(h1, g1);
  h2 = hn::Add(h2, g2);
  h3 = hn::Add(h3, g3);
  const auto zero = hn::Zero(d);
  auto sum = hn::Mul(hn::Max(h0, zero), hn::LoadU(d, input.out + unit));
  sum = hn::MulAdd(hn::Max(h1, zero), hn::LoadU(d, input.out + unit + n), sum);
  sum = hn::MulAdd(hn::Max(h2, zero), hn::LoadU(d, input.out + unit + 2 * n), sum);
  sum = hn::MulAdd(hn::Max(h3, zero), hn::LoadU(d, input.out + unit + 3 * n), sum);
  return hn::GetLane(hn::SumOfLanes(d, sum));
}

float Score(const WindowInput& input) {
  const hn::CappedTag<float, kWindowHidden / 4> d;
  float score = 0;
  for (size_t unit = 0; unit < kWindowHidden; unit += 4 * hn::Lanes(d))
    score += PartialScore(d, input, unit);
  return score;
}

void AddRows(const WindowRows& rows, float* vector) {
  const hn::CappedTag<float, kWordVector> d;
  const hn::Rebind<int8_t, decltype(d)> d8;
  const hn::Rebind<int32_t, decltype(d)> d32;
  for (size_t k = 0; k < kWordVector; k += hn::Lanes(d)) {
    auto sum = hn::Zero(d);
    for (size_t row = 0; row < kWordRows; ++row) {
      const auto widened = hn::ConvertTo(d, hn::PromoteTo(d32, hn::LoadU(d8, rows.rows[row] + k)));
      sum = hn::MulAdd(hn::Set(d, rows.scales[row]), widened, sum);
    }
    hn::StoreU(sum, d, vector + k);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace standpoint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standpoint {

HWY_EXPORT(Score);
HWY_EXPORT(AddRows);

float WindowScore(const WindowInput& input) { return HWY_DYNAMIC_DISPATCH(Score)(input); }

void SumWordRows(const WindowRows& rows, float* vector) {
  HWY_DYNAMIC_DISPATCH(AddRows)(rows, vector);
}

}  // namespace standpoint
#endif  // HWY_ONCE
