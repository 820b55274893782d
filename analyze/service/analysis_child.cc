#include "analyze/service/analysis_child.h"

#include <unistd.h>

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/isolate/child_process.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/isolate/in_process_analyzer.h"
#include "analyze/isolate/isolated_child.h"
#include "analyze/pipeline/analyzer.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {
namespace {

// An analyzer and the way of calling it, as one.
class OwnedAnalyzer final : public DocumentAnalyzer {
 public:
  explicit OwnedAnalyzer(std::unique_ptr<const Analyzer> analyzer)
      : analyzer_(std::move(analyzer)), calls_(*analyzer_, kNoLimit) {}

  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time deadline) override {
    return calls_.Analyze(document, deadline);
  }
  void Cancel() override { calls_.Cancel(); }
  StepTimes Times() const override { return calls_.Times(); }

 private:
  // The parent keeps the time.
  static constexpr DocumentTimeLimit kNoLimit{absl::InfiniteDuration(), absl::ZeroDuration()};

  const std::unique_ptr<const Analyzer> analyzer_;
  InProcessAnalyzer calls_;
};

absl::StatusOr<std::unique_ptr<DocumentAnalyzer>> Make(const internal::v1::IsolatedSetup& setup) {
  ASSIGN_OR_RETURN(auto analyzer, Analyzer::Load({.lexicon_dir = setup.lexicon_dir(),
                                                  .model_path = setup.language_model()}));
  return std::make_unique<OwnedAnalyzer>(std::move(analyzer));
}

}  // namespace

bool MaybeRunAnalysisChild(int argc, char** argv) {
  if (!IsIsolatedChild(argc, argv)) {
    return false;
  }
  const int exit_code = RunIsolatedChild(&Make, kChildSocket);
  if (exit_code != 0) {
    _exit(exit_code);
  }
  return true;
}

}  // namespace standpoint
