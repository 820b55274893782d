#include "queue/back_off.h"

#include <algorithm>
#include <cmath>

namespace standpoint {
namespace {

// The finalizer of splitmix64. Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number
// Generators (2014).
uint64_t Mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

}  // namespace

absl::Duration BackOff(const BackOffOptions& options, int attempts, uint64_t id) {
  const double growth = std::pow(options.factor, std::max(attempts, 1) - 1);
  const double seconds =
      std::min(absl::ToDoubleSeconds(options.initial) * growth, absl::ToDoubleSeconds(options.cap));
  const double fraction =
      static_cast<double>(Mix(id ^ Mix(static_cast<uint64_t>(attempts))) >> 11) * 0x1p-53;
  return absl::Seconds(seconds * (1.0 - 0.2 * fraction));
}

}  // namespace standpoint
