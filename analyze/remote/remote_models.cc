#include "analyze/remote/remote_models.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/config/settings.h"
#include "common/log/log.h"
#include "common/rpc/channel.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

using internal::v1::RemoteModelConfig;

constexpr v1::Relation kRelations[] = {v1::RELATION_SUPPORT, v1::RELATION_OPPOSE,
                                       v1::RELATION_DISCUSS, v1::RELATION_UNRELATED};
constexpr v1::Direction kDirections[] = {v1::DIRECTION_SUPPORT, v1::DIRECTION_OPPOSE,
                                         v1::DIRECTION_NEUTRAL};

constexpr char kBatches[] = "standpoint_remote_model_batches_total";
constexpr char kBatchesHelp[] = "Batches sent to the model server, by how they ended.";

size_t Likeliest(absl::Span<const float> row) {
  return static_cast<size_t>(std::max_element(row.begin(), row.end()) - row.begin());
}

}  // namespace

absl::StatusOr<std::unique_ptr<RemoteModels>> RemoteModels::Build(const RemoteModelConfig& given,
                                                                  Metrics& metrics) {
  RemoteModelConfig settings = given;
  RETURN_IF_ERROR(ApplyDefaults(settings));
  if (settings.address().empty()) {
    return nullptr;
  }
  auto server =
      std::make_unique<ModelServer>(Connect(settings.address(), {}), settings.max_attempts());
  return std::make_unique<RemoteModels>(std::move(server), settings, metrics);
}

RemoteModels::RemoteModels(std::unique_ptr<ModelServer> server, const RemoteModelConfig& settings,
                           Metrics& metrics)
    : server_(std::move(server)),
      settings_(settings),
      timeout_(ToAbslDuration(settings.timeout())),
      answered_(metrics.Counter(kBatches, kBatchesHelp, {{"outcome", "answered"}})),
      failed_(metrics.Counter(kBatches, kBatchesHelp, {{"outcome", "failed"}})) {}

absl::StatusOr<Probabilities> RemoteModels::Ask(const std::string& model,
                                                absl::Span<const TextInput> inputs, size_t columns,
                                                absl::Time deadline) {
  absl::StatusOr<Probabilities> answer =
      server_->Infer(model, inputs, columns, NextHopDeadline(deadline, timeout_, absl::Now()));
  if (answer.ok()) {
    answered_.Increment();
  } else {
    failed_.Increment();
    Log(Severity::kDebug, "remote_model_failed",
        {{"model", model},
         {"reason", ErrorReason(answer.status())},
         {"code", absl::StatusCodeToString(answer.status().code())}});
  }
  return answer;
}

std::vector<std::optional<v1::Judgement>> RemoteModels::Judge(absl::string_view proposition,
                                                              absl::Span<const std::string> claims,
                                                              absl::Time deadline) {
  std::vector<std::optional<v1::Judgement>> judgements(claims.size());
  const auto batch = static_cast<size_t>(settings_.max_batch());
  for (size_t begin = 0; begin < claims.size(); begin += batch) {
    const absl::Span<const std::string> texts = claims.subspan(begin, batch);
    const TextInput inputs[] = {
        {"proposition", std::vector<std::string>(texts.size(), std::string(proposition))},
        {"claim", {texts.begin(), texts.end()}}};
    const absl::StatusOr<Probabilities> answer =
        Ask(settings_.relation_model(), inputs, std::size(kRelations), deadline);
    if (!answer.ok()) {
      break;  // the rest would only wait as long again
    }
    for (size_t i = 0; i < texts.size(); ++i) {
      const size_t likeliest = Likeliest(answer->Row(i));
      v1::Judgement& judgement = judgements[begin + i].emplace();
      judgement.set_relation(kRelations[likeliest]);
      judgement.set_confidence(answer->Row(i)[likeliest]);
    }
  }
  return judgements;
}

std::vector<std::optional<TargetPolarity>> RemoteModels::Polarity(
    absl::Span<const MentionedTarget> mentions, absl::Time deadline, std::string* version) {
  std::vector<std::optional<TargetPolarity>> polarities(mentions.size());
  const auto batch = static_cast<size_t>(settings_.max_batch());
  for (size_t begin = 0; begin < mentions.size(); begin += batch) {
    TextInput inputs[] = {{"text", {}}, {"target", {}}};
    for (const MentionedTarget& mention : mentions.subspan(begin, batch)) {
      inputs[0].texts.push_back(mention.text);
      inputs[1].texts.push_back(mention.target);
    }
    const absl::StatusOr<Probabilities> answer =
        Ask(settings_.polarity_model(), inputs, std::size(kDirections), deadline);
    if (!answer.ok()) {
      break;
    }
    if (version != nullptr) {
      *version = absl::StrCat(settings_.polarity_model(), "/", answer->model_version);
    }
    for (size_t i = 0; i < inputs[0].texts.size(); ++i) {
      const size_t likeliest = Likeliest(answer->Row(i));
      polarities[begin + i] = TargetPolarity{kDirections[likeliest], answer->Row(i)[likeliest]};
    }
  }
  return polarities;
}

}  // namespace standpoint
