// A day's load: quiet nights, busy days, and news that breaks.

#ifndef STANDPOINT_BENCH_SIMULATE_LOAD_H_
#define STANDPOINT_BENCH_SIMULATE_LOAD_H_

#include <cstdint>
#include <random>
#include <vector>

namespace standpoint::simulate {

inline constexpr double kDay = 86'400;

// The day goes up and down as a sine between `1 - swing` and `1 + swing` times its mean, with the low at its beginning; a burst adds
// `burst_height` times the mean at once, which then halves each `burst_half_life` seconds.
struct LoadShape {
  double swing = 0.6;
  int bursts = 6;  // at random times of the day
  double burst_height = 3;
  double burst_half_life = 600;
  uint64_t seed = 1;
};

// Documents a second over one day. Threads: one.
class Load {
 public:
  // `documents`: expected over the day, bursts included.
  Load(const LoadShape& shape, double documents);

  // Documents a second at a time of the day. Units: seconds since its beginning.
  double RateAt(double time) const;

  // The highest rate of the day.
  double peak_rate() const { return peak_; }

  // When the next document comes after `time`, as a Poisson process of this rate; beyond kDay when none comes any more.
  // Source: thinning (Lewis and Shedler 1979).
  double NextAfter(double time);

 private:
  double Shape(double time) const;

  const LoadShape shape_;
  std::mt19937_64 random_;
  std::vector<double> bursts_;
  double scale_ = 1;
  double peak_ = 0;
};

}  // namespace standpoint::simulate

#endif  // STANDPOINT_BENCH_SIMULATE_LOAD_H_
