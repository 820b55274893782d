// Appends per second beside a bare RocksDB synced group write of the same bytes. Compare the two
// only within one run; BM_Append should reach 0.6 of BM_BareGroupWrite at 64 appenders.

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "queue/work_queue.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"

namespace standpoint {
namespace {

constexpr size_t kPayloadBytes = 2000;  // of a short news item

std::string NewDirectory() {
  const char* const base = std::getenv("TEST_TMPDIR");
  std::string pattern = std::string(base != nullptr ? base : "/tmp") + "/queue_bench_XXXXXX";
  return mkdtemp(pattern.data());
}

// Text-like bytes: neither constant nor random.
std::string Payload() {
  std::string payload;
  for (int i = 0; payload.size() < kPayloadBytes; ++i) {
    payload += "The minister said on day " + std::to_string(i * 7919 % 1000) + " that. ";
  }
  payload.resize(kPayloadBytes);
  return payload;
}

// Set up and torn down by the framework outside of the measurement.
std::string directory;
std::unique_ptr<WorkQueue> queue;
std::unique_ptr<rocksdb::DB> db;

void OpenQueue(const benchmark::State&) {
  directory = NewDirectory();
  RocksDbQueueOptions options;
  options.directory = directory + "/queue";
  auto opened = OpenRocksDbQueue(options);
  if (!opened.ok()) {
    std::abort();
  }
  queue = *std::move(opened);
}

void OpenDb(const benchmark::State&) {
  directory = NewDirectory();
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(options, directory + "/db", &opened).ok()) {
    std::abort();
  }
  db.reset(opened);
}

void Close(const benchmark::State&) {
  queue.reset();
  db.reset();
  std::filesystem::remove_all(directory);
}

void BM_Append(benchmark::State& state) {
  const std::string payload = Payload();
  for (auto _ : state) {
    const absl::Status status =
        queue->AppendAndWait({WorkItem{"corpora/bench/documents/0123456789abcdef", payload}});
    if (!status.ok()) {
      state.SkipWithError(status.ToString().c_str());
      break;
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Append)
    ->Setup(OpenQueue)
    ->Teardown(Close)
    ->Threads(1)
    ->Threads(8)
    ->Threads(64)
    ->UseRealTime();

// Every thread writes with sync; RocksDB makes one fsync of those that come together.
void BM_BareGroupWrite(benchmark::State& state) {
  const std::string value = Payload();
  rocksdb::WriteOptions options;
  options.sync = true;
  std::string key =
      "corpora/bench/documents/0123456789abcdef" + std::to_string(state.thread_index());
  for (auto _ : state) {
    if (!db->Put(options, key, value).ok()) {
      state.SkipWithError("write failed");
      break;
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_BareGroupWrite)
    ->Setup(OpenDb)
    ->Teardown(Close)
    ->Threads(1)
    ->Threads(8)
    ->Threads(64)
    ->UseRealTime();

// One worker that leases and completes in batches of range(0).
void BM_LeaseAndComplete(benchmark::State& state) {
  const std::string payload = Payload();
  const auto batch = static_cast<int>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<WorkItem> items(batch, WorkItem{"corpora/bench/documents/0", payload});
    if (!queue->AppendAndWait(std::move(items)).ok()) {
      std::abort();
    }
    state.ResumeTiming();
    const auto work = queue->Lease("bench", batch, absl::Minutes(10), absl::ZeroDuration());
    std::vector<std::string> ids;
    for (const LeasedWork& leased : *work) {
      ids.push_back(leased.lease_id);
    }
    benchmark::DoNotOptimize(queue->Complete(ids));
  }
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(BM_LeaseAndComplete)->Setup(OpenQueue)->Teardown(Close)->Arg(1)->Arg(64)->UseRealTime();

// Opening with range(0) waiting items.
void BM_Open(benchmark::State& state) {
  const int64_t count = state.range(0);
  constexpr int64_t kAtOnce = 1000;
  for (int64_t i = 0; i < count; i += kAtOnce) {
    std::vector<WorkItem> items(kAtOnce, WorkItem{"corpora/bench/documents/0", Payload()});
    if (!queue->AppendAndWait(std::move(items)).ok()) {
      std::abort();
    }
  }
  RocksDbQueueOptions options;
  options.directory = directory + "/queue";
  for (auto _ : state) {
    queue.reset();
    auto opened = OpenRocksDbQueue(options);
    if (!opened.ok() || (*opened)->Stats().waiting != count) {
      state.SkipWithError("not opened as it was");
      break;
    }
    queue = *std::move(opened);
  }
}
BENCHMARK(BM_Open)
    ->Setup(OpenQueue)
    ->Teardown(Close)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace standpoint
