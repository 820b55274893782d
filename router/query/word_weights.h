// How rare the words of a query are in all shards together: what makes the ranking that of one store.

#ifndef STANDPOINT_ROUTER_QUERY_WORD_WEIGHTS_H_
#define STANDPOINT_ROUTER_QUERY_WORD_WEIGHTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"
#include "router/query/spread.h"
#include "standpoint/internal/v1/shard.pb.h"

namespace standpoint {

// Keeps the weights of recent questions for a while: they change little from one write to the next. Weights of which a
// shard knew nothing are not kept. Threads: safe. Lifetime: the clock outlives it.
class WordWeights {
 public:
  // `max_age`: zero keeps nothing.
  explicit WordWeights(absl::Duration max_age, const Clock* clock = Clock::Real())
      : max_age_(max_age), clock_(clock) {}

  // One weight for each word, in the order of the query. Errors: those of Spread::Ask; INVALID_ARGUMENT for field "query"
  // when too many words begin with a prefix.
  absl::StatusOr<std::vector<uint32_t>> Get(Spread& spread,
                                            const internal::v1::CountWordsRequest& request,
                                            int rounds_left) ABSL_LOCKS_EXCLUDED(mu_);

 private:
  static constexpr size_t kMaxKept = 4096;
  struct Kept {
    absl::Time until;
    std::vector<uint32_t> weights;
  };

  const absl::Duration max_age_;
  const Clock* const clock_;
  absl::Mutex mu_;
  std::map<std::string, Kept> kept_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_WORD_WEIGHTS_H_
