// What the way through a child process costs, the analysis itself left out: the child counts bytes.

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "analyze/isolate/isolated_child.h"
#include "analyze/isolate/process_pool.h"

namespace standpoint {
namespace {

// Argument: bytes of text.
void BM_RoundTrip(benchmark::State& state) {
  ProcessPoolOptions options;
  options.command = {"analyze/isolate/misbehaving_child", kIsolatedChildArgument};
  auto pool = ProcessPool::Start(options);
  if (!pool.ok()) {
    state.SkipWithError("the child does not come up; run it from the folder of the binaries");
    return;
  }
  v1::Document document;
  document.set_text(std::string(static_cast<size_t>(state.range(0)), 'x'));
  for (auto _ : state) {
    benchmark::DoNotOptimize((*pool)->Analyze(document, absl::InfiniteFuture()));
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_RoundTrip)->Arg(100)->Arg(4 << 10)->Arg(64 << 10)->Arg(1 << 20)->UseRealTime();

}  // namespace
}  // namespace standpoint
