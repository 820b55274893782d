#include "analyze/encode/matrix.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "hwy/targets.h"

namespace standpoint {
namespace {

struct Weights {
  std::vector<int8_t> q;
  std::vector<float> scales;
  std::vector<float> bias;
};

Weights RandomWeights(size_t rows, size_t columns, std::mt19937& random) {
  Weights w;
  for (size_t i = 0; i < rows * columns; ++i) {
    w.q.push_back(static_cast<int8_t>(static_cast<int>(random() % 255) - 127));
  }
  for (size_t i = 0; i < rows; ++i) {
    w.scales.push_back(0.001F * static_cast<float>(1 + random() % 9));
    w.bias.push_back(static_cast<float>(random() % 100) - 50);
  }
  return w;
}

// Rounded as the format says: 127 steps to the largest.
std::vector<float> Rounded(std::vector<float> x) {
  float largest = 0;
  for (const float v : x) {
    largest = std::max(largest, std::fabs(v));
  }
  const float step = largest > 0 ? largest / 127 : 1;
  const float inverse = 1 / step;
  for (float& v : x) {
    v = std::nearbyint(v * inverse) * step;
  }
  return x;
}

void CheckProduct(size_t rows, size_t columns, size_t count) {
  std::mt19937 random(static_cast<uint32_t>(rows * 31 + columns * 7 + count));
  std::normal_distribution<float> normal;
  const Weights first = RandomWeights(rows / 2, columns, random);
  const Weights second = RandomWeights(rows - rows / 2, columns, random);
  const WeightRows parts[] = {
      {first.q.data(), first.scales.data(), first.bias.data(), rows / 2, true, 1},
      {second.q.data(), second.scales.data(), nullptr, rows - rows / 2, false, -2}};
  const QuantizedMatrix matrix(parts, columns);
  const size_t stride = columns + 3;
  std::vector<float> x(count * stride);
  for (float& v : x) {
    v = normal(random);
  }
  Activations activations;
  activations.Quantize(x.data(), count, columns, stride);
  const size_t out_stride = matrix.padded_rows() + 16;
  std::vector<float> out(count * out_stride, 99);
  matrix.Multiply(activations, out.data(), out_stride);
  for (size_t i = 0; i < count; ++i) {
    const std::vector<float> row =
        Rounded({x.begin() + static_cast<ptrdiff_t>(i * stride),
                 x.begin() + static_cast<ptrdiff_t>(i * stride + columns)});
    for (size_t r = 0; r < matrix.padded_rows(); ++r) {
      double expected = 0;
      if (r < rows) {
        const bool is_first = r < rows / 2;
        const Weights& w = is_first ? first : second;
        const size_t part_row = is_first ? r : r - rows / 2;
        for (size_t k = 0; k < columns; ++k) {
          expected += static_cast<double>(row[k]) * w.q[part_row * columns + k];
        }
        expected *= w.scales[part_row];
        expected = is_first ? std::max(expected + w.bias[part_row], 0.0) : expected * -2;
      }
      ASSERT_NEAR(out[i * out_stride + r], expected, 1e-3) << i << " " << r;
    }
    ASSERT_EQ(out[i * out_stride + matrix.padded_rows()], 99);
  }
}

TEST(MatrixTest, EveryKindOfProcessorMultipliesRight) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    for (const size_t rows : {1, 16, 17, 50, 64, 96, 112, 130}) {
      for (const size_t columns : {4, 16, 36, 192}) {
        for (const size_t count : {1, 2, 5, 6, 13}) {
          CheckProduct(rows, columns, count);
        }
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(MatrixTest, ExtremesAreExact) {
  constexpr size_t kColumns = 512;
  const std::vector<int8_t> weights(16 * kColumns, -127);
  const std::vector<float> scales(16, 1);
  const WeightRows part = {weights.data(), scales.data(), nullptr, 16};
  std::vector<float> x(2 * kColumns, 127);
  std::fill(x.begin() + kColumns, x.end(), -127);
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    const QuantizedMatrix matrix({part}, kColumns);
    Activations activations;
    activations.Quantize(x.data(), 2, kColumns, kColumns);
    std::vector<float> out(2 * 16);
    matrix.Multiply(activations, out.data(), 16);
    EXPECT_EQ(out[3], -127.0F * 127 * kColumns);
    EXPECT_EQ(out[16 + 3], 127.0F * 127 * kColumns);
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(MatrixTest, OddNumbersDoNoHarm) {
  const std::vector<int8_t> weights(16 * 16, 3);
  const std::vector<float> scales(16, 1);
  const WeightRows part = {weights.data(), scales.data(), nullptr, 16};
  for (const float odd : {0.0F, 1e-40F, INFINITY, -INFINITY, NAN, 3e38F}) {
    for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
      hwy::SetSupportedTargetsForTest(target);
      const QuantizedMatrix matrix({part}, 16);
      const std::vector<float> x(16, odd);
      Activations activations;
      activations.Quantize(x.data(), 1, 16, 16);
      std::vector<float> out(16);
      matrix.Multiply(activations, out.data(), 16);
      EXPECT_TRUE(std::isfinite(out[0])) << odd;
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

}  // namespace
}  // namespace standpoint
