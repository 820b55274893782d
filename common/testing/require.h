// What a fuzz target asserts.

#ifndef STANDPOINT_COMMON_TESTING_REQUIRE_H_
#define STANDPOINT_COMMON_TESTING_REQUIRE_H_

#include <cstdlib>

namespace standpoint {

// Ends the process where it does not hold, so that the fuzzer keeps the input.
inline void Require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TESTING_REQUIRE_H_
