// What calls take, as the benchmark tells it.

#ifndef STANDPOINT_BENCH_SEARCH_TIMING_H_
#define STANDPOINT_BENCH_SEARCH_TIMING_H_

#include <ctime>
#include <iostream>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "nlohmann/json.hpp"

namespace standpoint {

// Of the clock, since whenever it begins.
double Seconds(clockid_t clock);

// How many there are, and their median, 99th percentile and maximum in milliseconds. `seconds` is not empty.
nlohmann::ordered_json Percentiles(std::vector<double> seconds);

// Calls `call` with each of `requests`, of which there is one at least, and tells how long each took of the thread's processor
// time. Requests that fail are printed.
template <typename Requests, typename Call>
nlohmann::ordered_json Timed(const Requests& requests, Call call) {
  std::vector<double> seconds;
  for (const auto& request : requests) {
    const double before = Seconds(CLOCK_THREAD_CPUTIME_ID);
    const absl::Status status = call(request);
    seconds.push_back(Seconds(CLOCK_THREAD_CPUTIME_ID) - before);
    if (!status.ok()) {
      std::cerr << request.ShortDebugString() << ": " << status << "\n";
    }
  }
  return Percentiles(std::move(seconds));
}

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SEARCH_TIMING_H_
