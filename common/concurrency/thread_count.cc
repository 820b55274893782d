#include "common/concurrency/thread_count.h"

#include <algorithm>
#include <thread>

namespace standpoint {

int ThreadCount(int setting) {
  // The standard lets the number of cores be 0 where it is not known.
  return setting > 0 ? setting : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace standpoint
