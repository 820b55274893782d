// Words and pairs a second on one core: bazel run --config=opt //analyze/pipeline:analyzer_benchmark

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "analyze/pipeline/analyzer.h"
#include "benchmark/benchmark.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {
namespace {

constexpr char kText[] =
    "The harbor board said on Monday that the new dredging rules have failed, a charge that the "
    "ministry rejected within hours. \"We set out to protect the reef and we buried it,\" Anton "
    "Vries, who chairs the board, told reporters. According to the ministry, fish stocks may "
    "recover by 2030. The claim that the rules cost jobs is a myth, a spokeswoman added, but she "
    "would not say whether they will be reviewed. Anglers demand that the ban be lifted. In the "
    "town itself, where half of the boats now lie idle, few believe the board.\n\n";

const Analyzer& SharedAnalyzer() {
  static const Analyzer& analyzer = *Analyzer::Load().value().release();
  return analyzer;
}

// `items_per_second` counts words; the counters tell what each step takes of a word, in nanoseconds.
void BM_Analyze(benchmark::State& state) {
  std::string text;
  for (int64_t i = 0; i < state.range(0); ++i) {
    text += kText;
  }
  StepTimes times;
  int64_t tokens = 0;
  for (auto _ : state) {
    const v1::Analysis analysis =
        SharedAnalyzer().Analyze(text, absl::InfiniteFuture(), &times).value();
    tokens += analysis.token_count();
  }
  state.SetItemsProcessed(tokens);
  for (const NamedStep& step : kAnalysisSteps) {  // nanoseconds a word
    state.counters[step.name] =
        absl::ToDoubleNanoseconds(times.*step.time) / static_cast<double>(tokens);
  }
}
BENCHMARK(BM_Analyze)->Arg(1)->Arg(8)->Arg(64)->Arg(512);

void BM_Judge(benchmark::State& state) {
  const std::vector<std::string> claims(100, "the dredging rules have not slowed the loss of fish");
  int64_t pairs = 0;
  for (auto _ : state) {
    pairs += static_cast<int64_t>(
        SharedAnalyzer()
            .Judge("The dredging rules have failed to protect the reef", claims)
            .size());
  }
  state.SetItemsProcessed(pairs);
}
BENCHMARK(BM_Judge);

void BM_Load(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Analyzer::Load().value());
  }
}
BENCHMARK(BM_Load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace standpoint
