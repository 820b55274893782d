// Who judges how claims stand to a proposition: the model server where one is set, else, and where it does not answer, the
// analyzer.

#ifndef STANDPOINT_ANALYZE_REMOTE_CLAIM_JUDGE_H_
#define STANDPOINT_ANALYZE_REMOTE_CLAIM_JUDGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/remote/remote_models.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// Threads: safe. Lifetime: the arguments outlive it.
class ClaimJudge {
 public:
  // `remote`: null for none.
  explicit ClaimJudge(const Analyzer& analyzer, RemoteModels* remote = nullptr)
      : analyzer_(analyzer),
        remote_(remote != nullptr && remote->judges_relations() ? remote : nullptr) {}

  // One judgement for each claim, in order; those that the analyzer made in the server's place have `fallback`.
  std::vector<v1::Judgement> Judge(absl::string_view proposition,
                                   absl::Span<const std::string> claims, absl::Time deadline) const;

  // How many claims may be handed over at once before the caller should look at the clock.
  size_t batch() const;

 private:
  const Analyzer& analyzer_;
  RemoteModels* const remote_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_REMOTE_CLAIM_JUDGE_H_
