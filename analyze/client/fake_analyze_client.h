// AnalyzeClient that answers as a test tells it.

#ifndef STANDPOINT_ANALYZE_CLIENT_FAKE_ANALYZE_CLIENT_H_
#define STANDPOINT_ANALYZE_CLIENT_FAKE_ANALYZE_CLIENT_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"

namespace standpoint {

// Without instructions: a text has as many tokens as it has words parted by blanks and no claims; terms are the
// lower-cased words, each once; vectors are empty; a claim supports a proposition whose terms it has all of, discusses one that it shares
// some with, and is unrelated otherwise. Threads: safe.
class FakeAnalyzeClient final : public AnalyzeClient {
 public:
  using JudgeOne =
      std::function<v1::Judgement(absl::string_view proposition, absl::string_view claim)>;

  // Every call answers with it, until it is OK.
  void SetFailure(absl::Status failure);
  void SetAnalysis(v1::Analysis analysis);
  void SetJudge(JudgeOne judge);

  // How often claims were held against the proposition, however many at once.
  int JudgeCalls(const std::string& proposition);

  absl::StatusOr<v1::Analysis> AnalyzeText(absl::string_view text, absl::Time deadline) override;
  absl::StatusOr<PropositionFeatures> AnalyzeProposition(absl::string_view proposition,
                                                         absl::Time deadline) override;
  absl::StatusOr<std::vector<v1::Judgement>> Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims,
                                                   absl::Time deadline) override;

 private:
  absl::Mutex mu_;
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  bool has_analysis_ ABSL_GUARDED_BY(mu_) = false;
  v1::Analysis analysis_ ABSL_GUARDED_BY(mu_);
  JudgeOne judge_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, int> judge_calls_ ABSL_GUARDED_BY(mu_);  // by proposition
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLIENT_FAKE_ANALYZE_CLIENT_H_
