// A document's analysis whose stances a larger model looked at again.

#ifndef STANDPOINT_ANALYZE_REMOTE_POLARITY_ANALYZER_H_
#define STANDPOINT_ANALYZE_REMOTE_POLARITY_ANALYZER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/remote/remote_models.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

// Asks the server for the direction of each stance that the inner analyzer found, given the sentence of its target. An
// analysis that the server changed carries another model digest, made from the inner one and from the model's name and
// version; where it does not answer, the inner analysis stands as it is.
// Threads: safe. Lifetime: `models` outlives it. Errors: those of the inner one.
class PolarityAnalyzer final : public DocumentAnalyzer {
 public:
  PolarityAnalyzer(std::unique_ptr<DocumentAnalyzer> inner, RemoteModels& models)
      : inner_(std::move(inner)), models_(models) {}

  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time deadline) override;
  void Cancel() override { inner_->Cancel(); }
  StepTimes Times() const override { return inner_->Times(); }

 private:
  const std::unique_ptr<DocumentAnalyzer> inner_;
  RemoteModels& models_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_REMOTE_POLARITY_ANALYZER_H_
