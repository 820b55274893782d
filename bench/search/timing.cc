#include "bench/search/timing.h"

#include <algorithm>
#include <cstddef>

namespace standpoint {

double Seconds(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

nlohmann::ordered_json Percentiles(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&](double part) {
    return seconds[std::min(seconds.size() - 1, static_cast<size_t>(part * seconds.size()))] * 1000;
  };
  return {{"n", seconds.size()}, {"p50_ms", at(0.5)}, {"p99_ms", at(0.99)}, {"max_ms", at(1)}};
}

}  // namespace standpoint
