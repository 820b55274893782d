// What is asked of a model server: how claims stand to a proposition, and whom a sentence is for or against.

#ifndef STANDPOINT_ANALYZE_REMOTE_REMOTE_MODELS_H_
#define STANDPOINT_ANALYZE_REMOTE_REMOTE_MODELS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/remote/model_server.h"
#include "common/metrics/metrics.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// A sentence and a mention in it.
struct MentionedTarget {
  std::string text;
  std::string target;
};

// What a model tells of a MentionedTarget.
struct TargetPolarity {
  v1::Direction direction = v1::DIRECTION_UNSPECIFIED;
  float confidence = 0;
};

// Sends batches; what a batch's failure leaves open is left to the caller, who has models of his own. Threads: safe.
// Lifetime: `metrics` outlives it.
class RemoteModels {
 public:
  // Null when the settings name no server. Settings without value take their defaults.
  static absl::StatusOr<std::unique_ptr<RemoteModels>> Build(
      const internal::v1::RemoteModelConfig& settings, Metrics& metrics);

  // With a server of the test's. `settings` has all its values.
  RemoteModels(std::unique_ptr<ModelServer> server, const internal::v1::RemoteModelConfig& settings,
               Metrics& metrics);

  bool judges_relations() const { return !settings_.relation_model().empty(); }
  bool tells_polarity() const { return !settings_.polarity_model().empty(); }

  // One for each claim, in order; none where no answer came. The model gets the inputs "proposition" and "claim" and gives
  // probabilities of support, oppose, discuss, unrelated.
  std::vector<std::optional<v1::Judgement>> Judge(absl::string_view proposition,
                                                  absl::Span<const std::string> claims,
                                                  absl::Time deadline);

  // One for each mention, in order; none where no answer came. The model gets the inputs "text" and "target" and gives
  // probabilities of support, oppose, neutral. `version`, when given, is set to what names model and version.
  std::vector<std::optional<TargetPolarity>> Polarity(absl::Span<const MentionedTarget> mentions,
                                                      absl::Time deadline,
                                                      std::string* version = nullptr);

 private:
  absl::StatusOr<Probabilities> Ask(const std::string& model, absl::Span<const TextInput> inputs,
                                    size_t columns, absl::Time deadline);

  const std::unique_ptr<ModelServer> server_;
  const internal::v1::RemoteModelConfig settings_;
  const absl::Duration timeout_;
  prometheus::Counter& answered_;
  prometheus::Counter& failed_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_REMOTE_REMOTE_MODELS_H_
