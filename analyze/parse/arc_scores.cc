#include "analyze/parse/arc_scores.h"

#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analyze/parse/arc_scores.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// After foreach_target.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace standpoint {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// out[i][0..kVectors lanes) = sum over k of queries[i][k] * columns[k][...], for kRows queries.
template <size_t kRows, size_t kVectors>
HWY_INLINE void Tile(const float* queries, size_t query_stride, const float* columns, size_t stride,
                     size_t width, float* out) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  hn::Vec<decltype(d)> sums[kRows][kVectors];
  HWY_UNROLL(8)
  for (size_t i = 0; i < kRows; ++i) {
    HWY_UNROLL(8)
    for (size_t v = 0; v < kVectors; ++v) {
      sums[i][v] = hn::Zero(d);
    }
  }
  for (size_t k = 0; k < width; ++k, columns += stride) {
    HWY_UNROLL(8)
    for (size_t v = 0; v < kVectors; ++v) {
      const auto column = hn::Load(d, columns + v * lanes);
      HWY_UNROLL(8)
      for (size_t i = 0; i < kRows; ++i) {
        const auto query = hn::Set(d, queries[i * query_stride + k]);
        sums[i][v] = hn::MulAdd(query, column, sums[i][v]);
      }
    }
  }
  HWY_UNROLL(8)
  for (size_t i = 0; i < kRows; ++i) {
    HWY_UNROLL(8)
    for (size_t v = 0; v < kVectors; ++v) {
      hn::Store(sums[i][v], d, out + i * stride + v * lanes);
    }
  }
}

template <size_t kVectors>
HWY_INLINE void Rows(const VectorRows& queries, const float* columns, size_t size, size_t stride,
                     size_t width, float* out) {
  size_t i = 0;
  for (; i + 4 <= size; i += 4) {
    Tile<4, kVectors>(queries.rows + i * queries.stride, queries.stride, columns, stride, width,
                      out + i * stride);
  }
  for (; i < size; ++i) {
    Tile<1, kVectors>(queries.rows + i * queries.stride, queries.stride, columns, stride, width,
                      out + i * stride);
  }
}

// columns: [width, stride].
void MultiplyColumns(const VectorRows& queries, const float* columns, size_t size, size_t stride,
                     size_t width, float* out) {
  const size_t lanes = hn::Lanes(hn::ScalableTag<float>());
  size_t column = 0;
  for (; column + 2 * lanes <= stride; column += 2 * lanes) {
    Rows<2>(queries, columns + column, size, stride, width, out + column);
  }
  for (; column < stride; column += lanes) {
    Rows<1>(queries, columns + column, size, stride, width, out + column);
  }
}

// row[c] += near[c] for c in [0, stride).
void AddNear(const float* near, size_t stride, float* row) {
  const hn::ScalableTag<float> d;
  for (size_t c = 0; c < stride; c += hn::Lanes(d)) {
    hn::Store(hn::Add(hn::Load(d, row + c), hn::LoadU(d, near + c)), d, row + c);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace standpoint
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standpoint {
namespace {

HWY_EXPORT(MultiplyColumns);
HWY_EXPORT(AddNear);

}  // namespace

void ScoreArcs(const VectorRows& queries, const VectorRows& heads, const float* root,
               float root_score, const float* near, size_t size, size_t width,
               AlignedBuffer<float>& scratch, float* scores) {
  const size_t stride = ArcStride(size);
  float* const columns = scratch.Reserve(width * stride);
  for (size_t k = 0; k < width; ++k) {
    float* const column = columns + k * stride;
    column[0] = root[k];
    for (size_t j = 0; j < size; ++j) {
      column[j + 1] = heads.rows[j * heads.stride + k];
    }
    for (size_t j = size + 1; j < stride; ++j) {
      column[j] = 0;
    }
  }
  HWY_DYNAMIC_DISPATCH(MultiplyColumns)(queries, columns, size, stride, width, scores);
  for (size_t i = 0; i < size; ++i) {
    float* const row = scores + i * stride;
    const float to_root = row[0];
    // Column c is the word c - 1, which stands c - 1 - i words further on.
    HWY_DYNAMIC_DISPATCH(AddNear)(near - static_cast<ptrdiff_t>(i) - 1, stride, row);
    row[0] = to_root + root_score;
    row[i + 1] = -std::numeric_limits<float>::infinity();
  }
}

}  // namespace standpoint
#endif  // HWY_ONCE
