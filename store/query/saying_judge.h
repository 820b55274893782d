// Asks the analysis how sayings stand to each other, each pair once.

#ifndef STANDPOINT_STORE_QUERY_SAYING_JUDGE_H_
#define STANDPOINT_STORE_QUERY_SAYING_JUDGE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "store/query/near_pairs.h"
#include "store/query/saying_pairs.h"
#include "store/query/sayings.h"

namespace standpoint {

// Errors of all calls: those of the analysis and of the call. Threads: one at a time. Lifetime: the arguments outlive it.
class SayingJudge {
 public:
  SayingJudge(AnalyzeClient& analyze, const CallContext& call) : analyze_(analyze), call_(call) {}

  // What a text, its first 2,000 bytes, is compared by; nothing for an empty one. Lifetime: of this.
  absl::StatusOr<const PropositionFeatures*> FeaturesOf(const std::string& text);

  // Adds the pairs of what is near each other, judged both ways: the first saying against up to `limit` others (see FindNearPairs),
  // then the second, and so on. When three quarters of the call's time are over, drops the sayings that it did not come to.
  absl::Status JudgeNear(size_t limit, std::vector<Saying>* sayings,
                         std::vector<SayingPair>* pairs);

  // Adds the pairs of each two of `places`. Drops nothing, and adds less when the call's time is nearly over.
  absl::Status JudgeEach(absl::Span<const Saying> sayings, absl::Span<const size_t> places,
                         std::vector<SayingPair>* pairs);

  // Adds how sure it is that who says what stands at each of `places` supports `proposition`, 0 for who does not, and 1 for the
  // same words.
  absl::Status JudgeAgainst(absl::Span<const Saying> sayings, size_t proposition,
                            absl::Span<const size_t> places, float min_confidence,
                            std::vector<double>* confidences);

  int64_t judged() const { return judged_; }  // each direction by itself
  int64_t fallbacks() const {
    return fallbacks_;
  }  // of these, by the built-in model for the remote one
  bool ended_early() const { return ended_early_; }

 private:
  // Judges the texts against the proposition, those that were not yet.
  absl::Status Judge(const Saying& proposition, absl::Span<const Saying> sayings,
                     absl::Span<const size_t> places);
  // Of what was judged.
  v1::Judgement Known(const Saying& claim, const Saying& proposition);
  size_t NumberOf(const std::string& text);

  AnalyzeClient& analyze_;
  const CallContext& call_;
  absl::node_hash_map<std::string, PropositionFeatures> features_;
  absl::flat_hash_map<std::string, size_t> numbers_;  // of texts
  // By the numbers of (claim, proposition).
  absl::flat_hash_map<std::pair<size_t, size_t>, v1::Judgement> judgements_;
  int64_t judged_ = 0;
  int64_t fallbacks_ = 0;
  bool ended_early_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SAYING_JUDGE_H_
