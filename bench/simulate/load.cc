#include "bench/simulate/load.h"

#include <algorithm>
#include <cmath>

namespace standpoint::simulate {
namespace {

constexpr double kStep = 1;  // second, of the sums over the day

}  // namespace

Load::Load(const LoadShape& shape, double documents) : shape_(shape), random_(shape.seed) {
  std::uniform_real_distribution<double> anywhere(0, kDay);
  for (int i = 0; i < shape.bursts; ++i) {
    bursts_.push_back(anywhere(random_));
  }
  double sum = 0;
  for (double time = kStep / 2; time < kDay; time += kStep) {
    sum += Shape(time) * kStep;
  }
  scale_ = documents / sum;
  for (double time = 0; time < kDay; time += kStep) {
    peak_ = std::max(peak_, RateAt(time));
  }
  // A burst is highest at its beginning, which may lie between two steps.
  for (const double burst : bursts_) {
    peak_ = std::max(peak_, RateAt(burst));
  }
}

double Load::Shape(double time) const {
  double shape = 1 - shape_.swing * std::cos(2 * M_PI * time / kDay);
  for (const double burst : bursts_) {
    if (time >= burst) {
      shape += shape_.burst_height * std::exp2(-(time - burst) / shape_.burst_half_life);
    }
  }
  return shape;
}

double Load::RateAt(double time) const { return scale_ * Shape(time); }

double Load::NextAfter(double time) {
  std::exponential_distribution<double> gap(peak_);
  std::uniform_real_distribution<double> part(0, 1);
  do {
    time += gap(random_);
  } while (time < kDay && part(random_) * peak_ > RateAt(time));
  return time;
}

}  // namespace standpoint::simulate
