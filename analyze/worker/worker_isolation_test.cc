// The worker over real child processes, two of which a document kills or stalls.

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "analyze/isolate/isolated_child.h"
#include "analyze/isolate/process_pool.h"
#include "analyze/worker/fake_work_source.h"
#include "analyze/worker/recording_store.h"
#include "analyze/worker/result_sink.h"
#include "analyze/worker/worker.h"
#include "common/metrics/metrics.h"
#include "queue/work_queue.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

WorkItem Item(const std::string& key, const std::string& text) {
  internal::v1::WorkPayload payload;
  payload.mutable_document()->set_name(key);
  payload.mutable_document()->set_text(text);
  return {key, payload.SerializeAsString()};
}

TEST(WorkerIsolationTest, CrashesAndStallsCostOnlyTheirDocuments) {
  ProcessPoolOptions pool_options;
  pool_options.command = {"analyze/isolate/misbehaving_child", kIsolatedChildArgument};
  pool_options.processes = 2;
  pool_options.time_limit.base = absl::Milliseconds(300);
  pool_options.kill_grace = absl::Milliseconds(50);
  auto pool = ProcessPool::Start(pool_options);
  ASSERT_TRUE(pool.ok()) << pool.status();
  FakeWorkSource source(/*max_attempts=*/3);
  source.Append(Item("crash", "ABORT"));
  source.Append(Item("stall", "STALL"));
  for (int i = 0; i < 50; ++i) {
    source.Append(Item(absl::StrCat("fine-", i), "text"));
  }
  RecordingStore store;
  StoreSink sink(store);
  Metrics metrics;
  WorkerOptions options;
  options.analysis_threads = 2;
  options.lease_wait = absl::Milliseconds(20);
  const Worker worker(options, source, sink, **pool, metrics);
  ASSERT_TRUE(source.Await(
      [](const FakeQueueState& s) { return s.dead.size() == 2 && s.completed == 50; }));
  FakeQueueState state = source.State();
  EXPECT_EQ(state.dead["crash"], "ANALYSIS_CRASHED: the analysis process died of SIGABRT");
  EXPECT_TRUE(absl::StartsWith(state.dead["stall"], "ANALYSIS_TIMED_OUT: "));
  EXPECT_EQ(state.attempts["crash"], 3);
  EXPECT_EQ(state.attempts["stall"], 3);
}

}  // namespace
}  // namespace standpoint
