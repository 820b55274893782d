// What the servers' own work costs, as ratios measured in one run:
//   ingest   acknowledged IngestDocument calls a second, beside synced writes of the same bytes into a bare RocksDB
//   reads    GetClaim calls a second, beside empty echo calls on the same server
// Client, server and disk share the machine; only the ratios mean something. See docs/performance.md.

#include <grpcpp/channel.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "bench/serving/bench_server.h"
#include "bench/serving/closed_loop.h"
#include "bench/serving/generated_text.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "standpoint/echo/v1/echo.grpc.pb.h"
#include "standpoint/internal/v1/work.pb.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

ABSL_FLAG(std::string, dir, "",
          "where to put the data; the disk that is measured. Empty: the system's temporary place");
ABSL_FLAG(int, rounds, 5, "how often each pair is measured; the median ratio counts");
ABSL_FLAG(int, calls, 20000, "calls of one measurement");
ABSL_FLAG(int, in_flight, 64, "calls under way at the same time");
ABSL_FLAG(int, text_bytes, 2000, "size of a document's text");
ABSL_FLAG(
    std::string, measure, "ingest,bare,claim,echo",
    "what is measured; without its partner (bare of ingest, echo of claim) there is no ratio");

namespace standpoint {
namespace {

// What one measurement gave.
struct Rate {
  double per_second = 0;
  double processor_micros = 0;  // of the whole process, a call
};
double ProcessorMicros() {
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  return 1e6 * static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

// Runs `measure`, which gives calls a second, and adds what they took of the processor.
template <typename Measure>
Rate Measured(Measure measure) {
  const double begin = ProcessorMicros();
  const double per_second = measure();
  return {per_second, (ProcessorMicros() - begin) / absl::GetFlag(FLAGS_calls)};
}

bool Wanted(absl::string_view name) {
  const std::vector<std::string> names = absl::StrSplit(absl::GetFlag(FLAGS_measure), ',');
  return absl::c_linear_search(names, name);
}

// One side and its reference, a round.
struct Pair {
  Rate measured;
  Rate reference;
  double Ratio() const { return measured.per_second / reference.per_second; }
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void Print(const char* name, const Rate& rate) {
  absl::PrintF("  %s %.0f/s, %.1f us of processor", name, rate.per_second, rate.processor_micros);
}

void Report(const char* name, const char* reference, const std::vector<Pair>& pairs) {
  std::vector<double> ratios;
  std::vector<double> processor;
  for (const Pair& pair : pairs) {
    Print(name, pair.measured);
    Print(reference, pair.reference);
    absl::PrintF("  ratio %.2f\n", pair.Ratio());
    ratios.push_back(pair.Ratio());
    processor.push_back(pair.reference.processor_micros / pair.measured.processor_micros);
  }
  absl::PrintF("%s to %s: median ratio %.2f (lowest %.2f, highest %.2f), of processor time %.2f\n",
               name, reference, Median(ratios), *absl::c_min_element(ratios),
               *absl::c_max_element(ratios), Median(processor));
}

// Measures both in turn, or the one that is wanted.
void MeasurePair(const char* name, absl::FunctionRef<double(int round)> measured,
                 const char* reference, absl::FunctionRef<double(int round)> referred) {
  std::vector<Pair> pairs;
  for (int round = 0; round < absl::GetFlag(FLAGS_rounds); ++round) {
    Pair pair;
    if (Wanted(reference)) {
      pair.reference = Measured([&] { return referred(round); });
    }
    if (Wanted(name)) {
      pair.measured = Measured([&] { return measured(round); });
    }
    pairs.push_back(pair);
  }
  if (Wanted(name) && Wanted(reference)) {
    Report(name, reference, pairs);
    return;
  }
  for (const Pair& pair : pairs) {
    Print(Wanted(name) ? name : reference, Wanted(name) ? pair.measured : pair.reference);
    absl::PrintF("\n");
  }
}

void Expect(const LoopResult& result) {
  if (result.failed != 0) {
    absl::FPrintF(stderr, "%d of %d calls failed\n", result.failed, result.calls);
    std::exit(1);
  }
}

double IngestRate(BenchServer& server, int round) {
  auto stub = v1::IngestService::NewStub(server.channel());
  const int size = absl::GetFlag(FLAGS_text_bytes);
  const LoopResult result = RunClosedLoop<v1::IngestDocumentRequest, v1::IngestDocumentResponse>(
      absl::GetFlag(FLAGS_in_flight), absl::GetFlag(FLAGS_calls),
      [&](int64_t number, v1::IngestDocumentRequest& request) {
        request.set_parent("corpora/bench");
        request.mutable_input()->set_source("bench");
        request.mutable_input()->set_media_type("text/plain");
        request.mutable_input()->set_charset("UTF-8");
        request.mutable_input()->set_language("en");
        request.mutable_input()->set_content(GeneratedText(round, number, size));
      },
      [&](grpc::ClientContext* context, const v1::IngestDocumentRequest* request,
          v1::IngestDocumentResponse* response, std::function<void(grpc::Status)> done) {
        stub->async()->IngestDocument(context, request, response, std::move(done));
      });
  Expect(result);
  return result.PerSecond();
}

// As many threads as calls were under way, each writing with sync: RocksDB commits those together that come together.
double BareWriteRate(const std::string& directory, int round) {
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(options, directory, &opened).ok()) {
    std::abort();
  }
  const std::unique_ptr<rocksdb::DB> db(opened);
  const int64_t calls = absl::GetFlag(FLAGS_calls);
  std::atomic<int64_t> begun = 0;
  std::vector<std::thread> threads;
  const absl::Time begin = absl::Now();
  for (int i = 0; i < absl::GetFlag(FLAGS_in_flight); ++i) {
    threads.emplace_back([&] {
      rocksdb::WriteOptions synced;
      synced.sync = true;
      for (int64_t number = begun.fetch_add(1); number < calls; number = begun.fetch_add(1)) {
        internal::v1::WorkPayload payload;
        payload.mutable_document()->set_name(
            absl::StrCat("corpora/bench/documents/", round, "x", number));
        payload.mutable_document()->set_text(
            GeneratedText(round, number, absl::GetFlag(FLAGS_text_bytes)));
        if (!db->Put(synced, payload.document().name(), payload.SerializeAsString()).ok()) {
          std::abort();
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  return static_cast<double>(calls) / absl::ToDoubleSeconds(absl::Now() - begin);
}

double GetClaimRate(BenchServer& server) {
  auto stub = v1::QueryService::NewStub(server.channel());
  const std::vector<std::string>& names = server.claim_names();
  const LoopResult result = RunClosedLoop<v1::GetClaimRequest, v1::Claim>(
      absl::GetFlag(FLAGS_in_flight), absl::GetFlag(FLAGS_calls),
      [&](int64_t number, v1::GetClaimRequest& request) {
        request.set_name(names[static_cast<size_t>(number * 7919) % names.size()]);
      },
      [&](grpc::ClientContext* context, const v1::GetClaimRequest* request, v1::Claim* response,
          std::function<void(grpc::Status)> done) {
        stub->async()->GetClaim(context, request, response, std::move(done));
      });
  Expect(result);
  return result.PerSecond();
}

double EchoRate(BenchServer& server) {
  auto stub = echo::v1::EchoService::NewStub(server.channel());
  const LoopResult result = RunClosedLoop<echo::v1::EchoRequest, echo::v1::EchoResponse>(
      absl::GetFlag(FLAGS_in_flight), absl::GetFlag(FLAGS_calls),
      [](int64_t, echo::v1::EchoRequest&) {},
      [&](grpc::ClientContext* context, const echo::v1::EchoRequest* request,
          echo::v1::EchoResponse* response, std::function<void(grpc::Status)> done) {
        stub->async()->EchoInline(context, request, response, std::move(done));
      });
  Expect(result);
  return result.PerSecond();
}

void Run(const std::string& directory) {
  BenchServer server(directory + "/server");
  EchoRate(server);  // warms the connection
  if (Wanted("ingest") || Wanted("bare")) {
    MeasurePair(
        "ingest", [&](int round) { return IngestRate(server, round); }, "bare",
        [&](int round) { return BareWriteRate(absl::StrCat(directory, "/bare", round), round); });
  }
  if (Wanted("claim") || Wanted("echo")) {
    server.FillStore();
    MeasurePair(
        "claim", [&](int) { return GetClaimRate(server); }, "echo",
        [&](int) { return EchoRate(server); });
  }
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  std::string base = absl::GetFlag(FLAGS_dir);
  if (base.empty()) {
    base = std::filesystem::temp_directory_path().string();
  }
  std::string pattern = base + "/standpoint-bench-XXXXXX";
  const std::string directory = mkdtemp(pattern.data());
  standpoint::Run(directory);
  std::filesystem::remove_all(directory);
  return 0;
}
