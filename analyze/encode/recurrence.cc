#include "analyze/encode/recurrence.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyze/encode/recurrence.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// After foreach_target.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace standpoint {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using F32 = hn::ScalableTag<float>;
using Vec = hn::Vec<F32>;

// 1 / (1 + 2^t)
HWY_INLINE Vec Gate(Vec t) {
  const F32 d;
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
  // 2^t = 2^floor(t) * p(t - floor(t)), with p of the least relative error on [0, 1): 7.5e-5.
  const __m512 part = _mm512_reduce_ps(t.raw, _MM_FROUND_TO_NEG_INF);
  __m512 p = _mm512_set1_ps(0.0780245520F);
  p = _mm512_fmadd_ps(p, part, _mm512_set1_ps(0.2260671846F));
  p = _mm512_fmadd_ps(p, part, _mm512_set1_ps(0.6958334912F));
  p = _mm512_fmadd_ps(p, part, _mm512_set1_ps(0.9999252279F));
  const __m512 power = _mm512_scalef_ps(p, t.raw);
  return Vec{_mm512_rcp14_ps(_mm512_add_ps(power, _mm512_set1_ps(1)))};
#else
  const hn::RebindToSigned<F32> di;
  t = hn::Clamp(t, hn::Set(d, -80.0F), hn::Set(d, 80.0F));
  const auto whole = hn::NearestInt(t);
  const Vec part = hn::Sub(t, hn::ConvertTo(d, whole));
  Vec p = hn::Set(d, 0.0551716899F);
  p = hn::MulAdd(p, part, hn::Set(d, 0.2426111740F));
  p = hn::MulAdd(p, part, hn::Set(d, 0.6932609868F));
  p = hn::MulAdd(p, part, hn::Set(d, 0.9999280705F));
  const Vec power = hn::BitCast(d, hn::Add(hn::BitCast(di, p), hn::ShiftLeft<23>(whole)));
  return hn::Div(hn::Set(d, 1.0F), hn::Add(power, hn::Set(d, 1.0F)));
#endif
}

struct FloatSource {
  const WordRows& rows;
  size_t width;
  HWY_INLINE Vec Product(size_t word, size_t which, size_t lane) const {
    return hn::Load(F32(), rows.products + word * rows.products_stride + which * width + lane);
  }
  HWY_INLINE Vec Input(size_t word, size_t lane) const {
    return hn::Load(F32(), rows.input + word * rows.input_stride + lane);
  }
  HWY_INLINE void Expect(size_t /*word*/, size_t /*lane*/) const {}
};

struct HalfSource {
  const HalfWord* rows;
  size_t width;
  HWY_INLINE static Vec Promote(const hwy::float16_t* from) {
    const hn::Rebind<hwy::float16_t, F32> half;
    return hn::PromoteTo(F32(), hn::Load(half, from));
  }
  HWY_INLINE Vec Product(size_t word, size_t which, size_t lane) const {
    return Promote(rows[word].products + which * width + lane);
  }
  HWY_INLINE Vec Input(size_t word, size_t lane) const { return Promote(rows[word].input + lane); }
  // The rows lie anywhere in the cache of words: the processor cannot guess which comes next.
  HWY_INLINE void Expect(size_t word, size_t lane) const {
    for (size_t which = 0; which < 3; ++which) {
      __builtin_prefetch(rows[word].products + which * width + lane);
    }
    __builtin_prefetch(rows[word].input + lane);
  }
};

// All words of a sentence, kVectors vectors of lanes from `lane` on: the cells stay in registers.
template <size_t kVectors, class Source>
HWY_INLINE void RecurLanes(const RecurrenceWeights& weights, const Source& source, size_t words,
                           size_t lane, float* out, size_t stride) {
  const F32 d;
  const size_t step = hn::Lanes(d);
  Vec cell[kVectors];
  Vec forget[kVectors];
  Vec reset[kVectors];
  HWY_UNROLL(8)
  for (size_t v = 0; v < kVectors; ++v) {
    cell[v] = hn::Zero(d);
    forget[v] = hn::LoadU(d, weights.forget + lane + v * step);
    reset[v] = hn::LoadU(d, weights.reset + lane + v * step);
  }
  constexpr size_t kAhead = 4;
  constexpr size_t kLineLanes = 32;  // of half precision
  for (size_t i = 0; i < words; ++i) {
    const size_t word = weights.backwards ? words - 1 - i : i;
    if (i + kAhead < words) {
      const size_t next = weights.backwards ? word - kAhead : word + kAhead;
      for (size_t at = 0; at < kVectors * step; at += kLineLanes) {
        source.Expect(next, lane + at);
      }
    }
    HWY_UNROLL(8)
    for (size_t v = 0; v < kVectors; ++v) {
      const size_t at = lane + v * step;
      const Vec u = source.Product(word, 0, at);
      const Vec f = Gate(hn::MulAdd(forget[v], cell[v], source.Product(word, 1, at)));
      const Vec r = Gate(hn::MulAdd(reset[v], cell[v], source.Product(word, 2, at)));
      const Vec x = source.Input(word, at);
      cell[v] = hn::MulAdd(f, hn::Sub(cell[v], u), u);
      hn::Store(hn::MulAdd(r, hn::Sub(cell[v], x), x), d, out + word * stride + at);
    }
  }
}

template <class Source>
HWY_INLINE void RecurAll(const RecurrenceWeights& weights, const Source& source, size_t words,
                         float* out, size_t stride) {
  constexpr size_t kVectors = HWY_CAP_GE512 ? 4 : 2;
  const size_t step = hn::Lanes(F32());
  size_t lane = 0;
  for (; lane + kVectors * step <= weights.width; lane += kVectors * step) {
    RecurLanes<kVectors>(weights, source, words, lane, out, stride);
  }
  for (; lane < weights.width; lane += step) {
    RecurLanes<1>(weights, source, words, lane, out, stride);
  }
}

void RecurFloat(const RecurrenceWeights& weights, const WordRows& rows, size_t words, float* out,
                size_t stride) {
  RecurAll(weights, FloatSource{rows, weights.width}, words, out, stride);
}

void RecurHalf(const RecurrenceWeights& weights, const HalfWord* rows, size_t words, float* out,
               size_t stride) {
  RecurAll(weights, HalfSource{rows, weights.width}, words, out, stride);
}

}  // namespace HWY_NAMESPACE
}  // namespace standpoint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standpoint {
namespace {

HWY_EXPORT(RecurFloat);
HWY_EXPORT(RecurHalf);

}  // namespace

void Recur(const RecurrenceWeights& weights, const WordRows& rows, size_t words, float* out,
           size_t stride) {
  HWY_DYNAMIC_DISPATCH(RecurFloat)(weights, rows, words, out, stride);
}

void Recur(const RecurrenceWeights& weights, const HalfWord* rows, size_t words, float* out,
           size_t stride) {
  HWY_DYNAMIC_DISPATCH(RecurHalf)(weights, rows, words, out, stride);
}

}  // namespace standpoint
#endif  // HWY_ONCE
