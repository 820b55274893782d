// Text for load: like prose in its letters, different for each number, the same in each run.

#ifndef STANDPOINT_BENCH_SERVING_GENERATED_TEXT_H_
#define STANDPOINT_BENCH_SERVING_GENERATED_TEXT_H_

#include <cstdint>
#include <string>

namespace standpoint {

// About `bytes` bytes of English sentences, told apart by `round` and `number`.
std::string GeneratedText(int round, int64_t number, int bytes);

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SERVING_GENERATED_TEXT_H_
