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

// What calls that judge claims did, all together.
struct JudgedCounts {
  double examined = 0;
  double judged = 0;
  double found = 0;
};

// As Timed, of calls `call(request, &counts)` that add to the counts; besides, these on average. Null where there are no requests.
template <typename Requests, typename Call>
nlohmann::ordered_json TimedWithCounts(const Requests& requests, Call call) {
  if (requests.empty()) {
    return {};
  }
  JudgedCounts counts;
  nlohmann::ordered_json result =
      Timed(requests, [&](const auto& request) { return call(request, &counts); });
  const auto calls = static_cast<double>(requests.size());
  result["examined"] = counts.examined / calls;
  result["judged"] = counts.judged / calls;
  result["found"] = counts.found / calls;
  return result;
}

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SEARCH_TIMING_H_
