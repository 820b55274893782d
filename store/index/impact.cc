#include "store/index/impact.h"

#include <algorithm>
#include <cmath>

#include "store/chunk/posting_chunk.h"

namespace standpoint {
namespace {

constexpr float kSaturation = 1.2F;  // k1
constexpr float kLengthPart = 0.6F;  // b
constexpr double kRarityScale = 256;

}  // namespace

uint8_t ImpactOf(float frequency, float length, float usual_length) {
  const float norm = kSaturation * (1 - kLengthPart + kLengthPart * length / usual_length);
  const float part = frequency / (frequency + norm);
  return static_cast<uint8_t>(
      std::clamp<long>(std::lround(part * kMaxImpact), 1, long{kMaxImpact}));
}

uint32_t RarityOf(uint64_t documents, uint64_t with_word) {
  const double total = static_cast<double>(std::max(documents, with_word));
  const double with = static_cast<double>(with_word);
  return std::max<uint32_t>(
      1, static_cast<uint32_t>(
             std::lround(kRarityScale * std::log1p((total - with + 0.5) / (with + 0.5)))));
}

float ScoreOf(uint64_t sum) {
  return static_cast<float>(static_cast<double>(sum) * (kSaturation + 1) /
                            (kRarityScale * kMaxImpact));
}

}  // namespace standpoint
