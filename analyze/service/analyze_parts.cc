#include "analyze/service/analyze_parts.h"

#include <string>
#include <utility>

#include "analyze/isolate/in_process_analyzer.h"
#include "analyze/isolate/process_pool.h"
#include "analyze/language/model_path.h"
#include "analyze/remote/polarity_analyzer.h"
#include "common/concurrency/thread_count.h"
#include "common/config/settings.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzeConfig;

DocumentTimeLimit TimeLimit(const AnalyzeConfig& settings) {
  return {.base = ToAbslDuration(settings.time_limit()),
          .per_kilobyte = ToAbslDuration(settings.time_limit_per_kilobyte())};
}

int Parallelism(const AnalyzeConfig& settings) { return ThreadCount(settings.processes()); }

ProcessPoolOptions PoolOptions(const AnalyzeConfig& settings, const std::string& model_path) {
  ProcessPoolOptions options;
  options.processes = Parallelism(settings);
  options.setup.set_lexicon_dir(settings.lexicon_dir());
  options.setup.set_language_model(model_path);
  options.setup.set_address_space_bytes(settings.process_memory_bytes());
  options.setup.set_core_bytes(settings.process_core_bytes());
  options.time_limit = TimeLimit(settings);
  return options;
}

std::vector<Metrics::Reading> ReadPool(const ProcessPool& pool, Metrics& metrics) {
  const auto counter = [&](const std::string& name, const std::string& help,
                           int64_t ProcessPoolStats::*value) {
    return metrics.ReadCounter(name, help, {},
                               [&pool, value] { return static_cast<double>(pool.Stats().*value); });
  };
  std::vector<Metrics::Reading> readings;
  readings.push_back(counter("standpoint_analysis_processes_started_total",
                             "Analysis processes started, replacements included.",
                             &ProcessPoolStats::started_total));
  readings.push_back(counter("standpoint_analysis_crashes_total",
                             "Documents that ended their analysis process.",
                             &ProcessPoolStats::crashed_total));
  readings.push_back(counter("standpoint_analysis_timeouts_total",
                             "Documents that took longer than their size allows.",
                             &ProcessPoolStats::timed_out_total));
  readings.push_back(metrics.ReadGauge(
      "standpoint_analysis_processes_resident_bytes", "Memory of all analysis processes.", {},
      [&pool] { return static_cast<double>(pool.Stats().resident_bytes); }));
  return readings;
}

std::vector<Metrics::Reading> ReadSteps(const DocumentAnalyzer& analyzer, Metrics& metrics) {
  std::vector<Metrics::Reading> readings;
  for (const NamedStep& step : kAnalysisSteps) {
    readings.push_back(metrics.ReadCounter(
        "standpoint_analysis_step_seconds_total", "Seconds of all analyses, by step.",
        {{"step", step.name}},
        [&analyzer, time = step.time] { return absl::ToDoubleSeconds(analyzer.Times().*time); }));
  }
  return readings;
}

}  // namespace

absl::StatusOr<std::unique_ptr<AnalyzeParts>> AnalyzeParts::Build(const AnalyzeConfig& given,
                                                                  Metrics& metrics) {
  AnalyzeConfig settings = given;
  RETURN_IF_ERROR(ApplyDefaults(settings));
  std::unique_ptr<AnalyzeParts> parts(new AnalyzeParts());
  ASSIGN_OR_RETURN(const std::string model_path, FindLanguageModel(settings.language_model()));
  ASSIGN_OR_RETURN(parts->analyzer_, Analyzer::Load({.lexicon_dir = settings.lexicon_dir(),
                                                     .model_path = model_path}));
  ASSIGN_OR_RETURN(parts->remote_, RemoteModels::Build(settings.remote(), metrics));
  parts->judge_ = std::make_unique<const ClaimJudge>(*parts->analyzer_, parts->remote_.get());
  parts->parallelism_ = Parallelism(settings);
  if (settings.isolated()) {
    ASSIGN_OR_RETURN(auto pool, ProcessPool::Start(PoolOptions(settings, model_path)));
    parts->readings_ = ReadPool(*pool, metrics);
    parts->documents_ = std::move(pool);
  } else {
    parts->documents_ = std::make_unique<InProcessAnalyzer>(*parts->analyzer_, TimeLimit(settings));
  }
  if (parts->remote_ != nullptr && parts->remote_->tells_polarity()) {
    parts->documents_ =
        std::make_unique<PolarityAnalyzer>(std::move(parts->documents_), *parts->remote_);
  }
  for (Metrics::Reading& reading : ReadSteps(*parts->documents_, metrics)) {
    parts->readings_.push_back(std::move(reading));
  }
  parts->handler_ =
      std::make_unique<AnalyzeHandler>(*parts->analyzer_, *parts->judge_, *parts->documents_,
                                       static_cast<size_t>(settings.max_request_bytes()));
  parts->client_ =
      std::make_unique<LocalAnalyzeClient>(*parts->analyzer_, *parts->judge_, *parts->documents_);
  return parts;
}

AnalyzeParts::~AnalyzeParts() = default;

}  // namespace standpoint
