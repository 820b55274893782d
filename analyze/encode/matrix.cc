#include "analyze/encode/matrix.h"

#include <cmath>
#include <cstring>
#include <limits>

#define HWY_WANT_AVX3_DL  // Ice Lake, Zen 4: VNNI
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyze/encode/matrix.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// After foreach_target.
#include "hwy/highway.h"

#ifndef STANDPOINT_ANALYZE_ENCODE_MATRIX_ONCE
#define STANDPOINT_ANALYZE_ENCODE_MATRIX_ONCE
namespace standpoint {

// What the product reads and writes.
struct Product {
  const int8_t* packed;
  const int32_t* offsets;
  const float* scales;
  const float* biases;
  const float* floors;
  size_t rows;  // padded
  size_t columns;
  const uint8_t* x;
  const float* x_scales;
  size_t count;
  float* out;
  size_t stride;
};

}  // namespace standpoint
#endif  // STANDPOINT_ANALYZE_ENCODE_MATRIX_ONCE

HWY_BEFORE_NAMESPACE();
namespace standpoint {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The largest is 127 steps; returns the size of a step.
float Step(const float* x, size_t width) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  auto most = hn::Zero(d);
  size_t i = 0;
  for (; i + lanes <= width; i += lanes) {
    most = hn::Max(most, hn::Abs(hn::LoadU(d, x + i)));
  }
  float largest = hn::GetLane(hn::MaxOfLanes(d, most));
  for (; i < width; ++i) {
    largest = std::fabs(x[i]) > largest ? std::fabs(x[i]) : largest;
  }
  // Not a number, or none: every quotient is 0 or thrown away.
  return largest > 1e-30F && largest < 1e30F ? largest / 127 : 1;
}

HWY_INLINE int32_t Rounded(float x) {
  return static_cast<int32_t>(std::nearbyint(std::fmin(std::fmax(x, -127.0F), 127.0F)));
}

#if HWY_TARGET == HWY_AVX3_DL

// Groups of 16 rows; for each four columns, four bytes of each row. Activations are bytes, 128 more than their value, which the
// rows' offsets make good again.
constexpr size_t kWide = 4;  // groups in one pass
constexpr size_t kGroup = 16;

HWY_INLINE __m512i DotBytes(__m512i sum, __m512i unsigned_bytes, __m512i signed_bytes) {
  // An intrinsic of AVX512_VNNI, which Highway's flags for this target leave out.
  asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(unsigned_bytes), "v"(signed_bytes));
  return sum;
}

template <size_t kWords, size_t kGroups>
HWY_INLINE void Tile(const Product& p, const int8_t* weights, size_t row, size_t word) {
  __m512i sums[kWords][kGroups];
  HWY_UNROLL(8)
  for (size_t g = 0; g < kGroups; ++g) {
    const __m512i offset = _mm512_load_si512(p.offsets + row + g * kGroup);
    HWY_UNROLL(8)
    for (size_t w = 0; w < kWords; ++w) {
      sums[w][g] = offset;
    }
  }
  const uint8_t* x = p.x + word * p.columns;
  for (size_t k = 0; k < p.columns; k += 4) {
    __m512i packed[kGroups];
    HWY_UNROLL(8)
    for (size_t g = 0; g < kGroups; ++g) {
      packed[g] = _mm512_load_si512(weights + g * 64);
    }
    weights += kGroups * 64;
    HWY_UNROLL(8)
    for (size_t w = 0; w < kWords; ++w) {
      int32_t four;
      std::memcpy(&four, x + w * p.columns + k, sizeof(four));
      const __m512i bytes = _mm512_set1_epi32(four);
      HWY_UNROLL(8)
      for (size_t g = 0; g < kGroups; ++g) {
        sums[w][g] = DotBytes(sums[w][g], bytes, packed[g]);
      }
    }
  }
  HWY_UNROLL(8)
  for (size_t g = 0; g < kGroups; ++g) {
    const size_t r = row + g * kGroup;
    const __m512 scale = _mm512_load_ps(p.scales + r);
    const __m512 bias = _mm512_load_ps(p.biases + r);
    const __m512 floor = _mm512_load_ps(p.floors + r);
    HWY_UNROLL(8)
    for (size_t w = 0; w < kWords; ++w) {
      const __m512 s = _mm512_mul_ps(scale, _mm512_set1_ps(p.x_scales[word + w]));
      const __m512 y = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sums[w][g]), s, bias);
      _mm512_storeu_ps(p.out + (word + w) * p.stride + r, _mm512_max_ps(y, floor));
    }
  }
}

template <size_t kGroups>
void Panel(const Product& p, const int8_t* weights, size_t row) {
  size_t word = 0;
  for (; word + 6 <= p.count; word += 6) {
    Tile<6, kGroups>(p, weights, row, word);
  }
  switch (p.count - word) {
    case 5:
      return Tile<5, kGroups>(p, weights, row, word);
    case 4:
      return Tile<4, kGroups>(p, weights, row, word);
    case 3:
      return Tile<3, kGroups>(p, weights, row, word);
    case 2:
      return Tile<2, kGroups>(p, weights, row, word);
    case 1:
      return Tile<1, kGroups>(p, weights, row, word);
    default:
      return;
  }
}

void Multiply(const Product& p) {
  size_t row = 0;
  for (; row + kWide * kGroup <= p.rows; row += kWide * kGroup) {
    Panel<kWide>(p, p.packed + row * p.columns, row);
  }
  switch ((p.rows - row) / kGroup) {
    case 3:
      return Panel<3>(p, p.packed + row * p.columns, row);
    case 2:
      return Panel<2>(p, p.packed + row * p.columns, row);
    case 1:
      return Panel<1>(p, p.packed + row * p.columns, row);
    default:
      return;
  }
}

size_t PackedBytes(size_t rows, size_t columns) { return rows * columns; }

// weights: [rows, columns], rows padded with zeros.
void Pack(const int8_t* weights, size_t rows, size_t columns, int8_t* packed, int32_t* offsets) {
  for (size_t row = 0; row < rows; row += kWide * kGroup) {
    const size_t groups = HWY_MIN(kWide, (rows - row) / kGroup);
    for (size_t k = 0; k < columns; k += 4) {
      for (size_t r = row; r < row + groups * kGroup; ++r, packed += 4) {
        std::memcpy(packed, weights + r * columns + k, 4);
      }
    }
  }
  for (size_t r = 0; r < rows; ++r) {
    int32_t sum = 0;
    for (size_t k = 0; k < columns; ++k) {
      sum += weights[r * columns + k];
    }
    offsets[r] = -128 * sum;
  }
}

size_t ActivationBytes() { return 1; }

void Quantize(const float* x, size_t count, size_t width, size_t stride, uint8_t* bytes,
              float* steps) {
  for (size_t i = 0; i < count; ++i, x += stride, bytes += width) {
    steps[i] = Step(x, width);
    const float inverse = 1 / steps[i];
    const __m512 factor = _mm512_set1_ps(inverse);
    size_t k = 0;
    for (; k + 16 <= width; k += 16) {
      const __m512i q = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(x + k), factor));
      const __m128i b = _mm_xor_si128(_mm512_cvtsepi32_epi8(q), _mm_set1_epi8(-128));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(bytes + k), b);
    }
    for (; k < width; ++k) {
      bytes[k] = static_cast<uint8_t>(Rounded(x[k] * inverse) + 128);
    }
  }
}

#else  // no VNNI: 16-bit weights and activations, pairs of products

using I16 = hn::ScalableTag<int16_t>;
using I32 = hn::ScalableTag<int32_t>;
constexpr size_t kWide = 2;

HWY_INLINE size_t GroupRows() { return HWY_TARGET == HWY_SCALAR ? 1 : hn::Lanes(I32()); }

// Two sums of one group, which Highway keeps apart where that is faster. No member functions: a constructor made by the compiler
// would not be of this target.
struct Sum {
  hn::Vec<I32> even;
  hn::Vec<I32> odd;
};

HWY_INLINE void AddProducts(const int16_t* weights, const int16_t* x, Sum& sum) {
#if HWY_TARGET == HWY_SCALAR
  sum.even = hn::Set(I32(), sum.even.raw + weights[0] * x[0] + weights[1] * x[1]);
#else
  int32_t two;
  std::memcpy(&two, x, sizeof(two));
  const auto pair = hn::BitCast(I16(), hn::Set(I32(), two));
  sum.even =
      hn::ReorderWidenMulAccumulate(I32(), hn::Load(I16(), weights), pair, sum.even, sum.odd);
#endif
}

HWY_INLINE hn::Vec<hn::ScalableTag<float> > Total(const Sum& sum) {
#if HWY_TARGET == HWY_SCALAR
  return hn::ConvertTo(hn::ScalableTag<float>(), sum.even);
#else
  return hn::ConvertTo(hn::ScalableTag<float>(), hn::RearrangeToOddPlusEven(sum.even, sum.odd));
#endif
}

template <size_t kWords>
HWY_INLINE void Tile(const Product& p, const int16_t* weights, size_t row, size_t word) {
  const size_t group = GroupRows();
  Sum sums[kWords][kWide];
  HWY_UNROLL(8)
  for (size_t w = 0; w < kWords; ++w) {
    HWY_UNROLL(8)
    for (size_t g = 0; g < kWide; ++g) {
      sums[w][g].even = hn::Zero(I32());
      sums[w][g].odd = hn::Zero(I32());
    }
  }
  const int16_t* x = reinterpret_cast<const int16_t*>(p.x) + word * p.columns;
  for (size_t k = 0; k < p.columns; k += 2, weights += kWide * group * 2) {
    HWY_UNROLL(8)
    for (size_t w = 0; w < kWords; ++w) {
      HWY_UNROLL(8)
      for (size_t g = 0; g < kWide; ++g) {
        AddProducts(weights + g * group * 2, x + w * p.columns + k, sums[w][g]);
      }
    }
  }
  const hn::ScalableTag<float> d;
  HWY_UNROLL(8)
  for (size_t w = 0; w < kWords; ++w) {
    const auto x_scale = hn::Set(d, p.x_scales[word + w]);
    HWY_UNROLL(8)
    for (size_t g = 0; g < kWide; ++g) {
      const size_t r = row + g * group;
      if (r >= p.rows) {
        break;
      }
      const auto scale = hn::Mul(hn::Load(d, p.scales + r), x_scale);
      const auto y = hn::MulAdd(Total(sums[w][g]), scale, hn::Load(d, p.biases + r));
      hn::StoreU(hn::Max(y, hn::Load(d, p.floors + r)), d, p.out + (word + w) * p.stride + r);
    }
  }
}

void Multiply(const Product& p) {
  const size_t panel = kWide * GroupRows();
  const int16_t* weights = reinterpret_cast<const int16_t*>(p.packed);
  for (size_t row = 0; row < p.rows; row += panel, weights += panel * p.columns) {
    size_t word = 0;
    for (; word + 4 <= p.count; word += 4) {
      Tile<4>(p, weights, row, word);
    }
    for (; word < p.count; ++word) {
      Tile<1>(p, weights, row, word);
    }
  }
}

size_t PackedBytes(size_t rows, size_t columns) {
  const size_t panel = kWide * GroupRows();
  return (rows + panel - 1) / panel * panel * columns * 2;
}

void Pack(const int8_t* weights, size_t rows, size_t columns, int8_t* packed, int32_t* offsets) {
  const size_t panel = kWide * GroupRows();
  int16_t* out = reinterpret_cast<int16_t*>(packed);
  for (size_t row = 0; row < rows; row += panel) {
    for (size_t k = 0; k < columns; k += 2) {
      for (size_t r = row; r < row + panel; ++r) {
        *out++ = r < rows ? weights[r * columns + k] : 0;
        *out++ = r < rows ? weights[r * columns + k + 1] : 0;
      }
    }
  }
  std::memset(offsets, 0, rows * sizeof(*offsets));
}

size_t ActivationBytes() { return 2; }

void Quantize(const float* x, size_t count, size_t width, size_t stride, uint8_t* bytes,
              float* steps) {
  const hn::ScalableTag<float> d;
  const hn::Rebind<int16_t, decltype(d)> d16;
  const size_t lanes = hn::Lanes(d);
  for (size_t i = 0; i < count; ++i, x += stride) {
    int16_t* out = reinterpret_cast<int16_t*>(bytes) + i * width;
    steps[i] = Step(x, width);
    const float inverse = 1 / steps[i];
    const auto factor = hn::Set(d, inverse);
    size_t k = 0;
    for (; k + lanes <= width; k += lanes) {
      const auto scaled = hn::Mul(hn::LoadU(d, x + k), factor);
      const auto bounded = hn::Clamp(scaled, hn::Set(d, -128.0F), hn::Set(d, 127.0F));
      hn::StoreU(hn::DemoteTo(d16, hn::NearestInt(bounded)), d16, out + k);
    }
    for (; k < width; ++k) {
      out[k] = static_cast<int16_t>(Rounded(x[k] * inverse));
    }
  }
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace standpoint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standpoint {
namespace {

HWY_EXPORT(Multiply);
HWY_EXPORT(PackedBytes);
HWY_EXPORT(Pack);
HWY_EXPORT(ActivationBytes);
HWY_EXPORT(Quantize);

constexpr size_t kRowMultiple = 16;

}  // namespace

void Activations::Quantize(const float* x, size_t count, size_t width, size_t stride) {
  count_ = count;
  width_ = width;
  uint8_t* const bytes = bytes_.Reserve(count * width * HWY_DYNAMIC_DISPATCH(ActivationBytes)());
  HWY_DYNAMIC_DISPATCH(Quantize)(x, count, width, stride, bytes, scales_.Reserve(count));
}

QuantizedMatrix::QuantizedMatrix(absl::Span<const WeightRows> parts, size_t columns)
    : columns_(columns) {
  for (const WeightRows& part : parts) {
    rows_ += part.count;
  }
  padded_rows_ = (rows_ + kRowMultiple - 1) / kRowMultiple * kRowMultiple;
  std::vector<int8_t> all(padded_rows_ * columns);
  float* const scales = scales_.Reserve(padded_rows_);
  float* const biases = biases_.Reserve(padded_rows_);
  float* const floors = floors_.Reserve(padded_rows_);
  size_t row = 0;
  for (const WeightRows& part : parts) {
    std::memcpy(all.data() + row * columns, part.weights, part.count * columns);
    for (size_t i = 0; i < part.count; ++i, ++row) {
      scales[row] = part.scales[i] * part.factor;
      biases[row] = part.bias == nullptr ? 0 : part.bias[i] * part.factor;
      floors[row] = part.rectified ? 0 : -std::numeric_limits<float>::infinity();
    }
  }
  for (; row < padded_rows_; ++row) {
    scales[row] = biases[row] = floors[row] = 0;
  }
  int8_t* const packed = packed_.Reserve(HWY_DYNAMIC_DISPATCH(PackedBytes)(padded_rows_, columns));
  HWY_DYNAMIC_DISPATCH(Pack)
  (all.data(), padded_rows_, columns, packed, offsets_.Reserve(padded_rows_));
}

void QuantizedMatrix::Multiply(const Activations& x, float* out, size_t stride) const {
  HWY_DYNAMIC_DISPATCH(Multiply)
  ({packed_.data(), offsets_.data(), scales_.data(), biases_.data(), floors_.data(), padded_rows_,
    columns_, x.bytes(), x.scales(), x.count(), out, stride});
}

}  // namespace standpoint
#endif  // HWY_ONCE
