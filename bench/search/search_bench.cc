// How fast the store takes claims in and finds them again, on the files that generate.py makes.
//
//   search_bench --claims=FILE --data=FOLDER     index; ends without closing, as if killed, after ten seconds or more without
//                                                writes, when what is young was merged; --norest: before that
//   search_bench --queries=FILE --data=FOLDER    open, then every query twice, of which the second time counts; an
//                                                aggregate, point reads, and propositions that are assessed; with
//                                                --contradictions=N and --narratives=N calls of these besides
//
// With --vectors claims have embeddings, as the analyzer makes them; peers have none, so that disk and rates compare
// without. Prints one JSON object. bench/search/run.py runs it beside its peers. Queries are timed by the thread's own processor
// time, as those of the peers are, so that other work on the machine does not count.

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/service/analyze_parts.h"
#include "bench/search/contradiction_calls.h"
#include "bench/search/document_maker.h"
#include "bench/search/narrative_calls.h"
#include "bench/search/query_file.h"
#include "bench/search/timing.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "nlohmann/json.hpp"
#include "store/service/store_parts.h"

ABSL_FLAG(std::string, claims, "", "claims.tsv of generate.py");
ABSL_FLAG(std::string, queries, "", "queries.tsv of generate.py");
ABSL_FLAG(std::string, data, "", "the store's folder");
ABSL_FLAG(int, batch, 200, "documents per call");
ABSL_FLAG(int, contradictions, 0, "calls for contradictions of each kind; seconds each");
ABSL_FLAG(int, narratives, 0, "calls for narratives of each kind; a second each");
ABSL_FLAG(bool, vectors, false, "whether claims have embeddings");
ABSL_FLAG(bool, rest, true, "after indexing, whether to wait until what is young was merged");
ABSL_FLAG(int64_t, cache_bytes, 0, "setting store.block_cache_bytes; 0: as it ships");
ABSL_FLAG(int64_t, write_buffer_bytes, 0, "setting store.write_buffer_bytes; 0: as it ships");

namespace standpoint {
namespace {

using Json = nlohmann::ordered_json;

int64_t PeakMemory() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

internal::v1::StoreConfig Settings() {
  internal::v1::StoreConfig settings;
  if (const int64_t bytes = absl::GetFlag(FLAGS_cache_bytes); bytes > 0) {
    settings.set_block_cache_bytes(bytes);
  }
  if (const int64_t bytes = absl::GetFlag(FLAGS_write_buffer_bytes); bytes > 0) {
    settings.set_write_buffer_bytes(bytes);
  }
  return settings;
}

int64_t DiskBytes(const std::string& folder) {
  int64_t sum = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    sum += entry.is_regular_file() ? static_cast<int64_t>(entry.file_size()) : 0;
  }
  return sum;
}

std::string DataFolder() { return absl::GetFlag(FLAGS_data); }

int64_t LogBytes(const std::string& folder) {
  int64_t sum = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    sum += entry.path().extension() == ".log" ? static_cast<int64_t>(entry.file_size()) : 0;
  }
  return sum;
}

// What lies where, and what it cost to write it.
Json Storage(Engine& engine, int64_t text_bytes) {
  Json result;
  const EngineStats stats = engine.Stats();
  const auto text = static_cast<double>(text_bytes);
  result["text_mb"] = text / 1e6;
  result["log_mb"] = static_cast<double>(LogBytes(DataFolder())) / 1e6;
  result["disk_mb"] = static_cast<double>(DiskBytes(DataFolder())) / 1e6;
  result["disk_to_text"] = static_cast<double>(DiskBytes(DataFolder())) / text;
  for (const Family family : kFamilies) {
    result["disk_to_text_of"][std::string(kFamilyNames[FamilyIndex(family)])] =
        static_cast<double>(engine.ApproximateSize(family, {})) / text;
  }
  // The log is written once, whatever is flushed and merged besides.
  result["write_amplification"] =
      1 + static_cast<double>(stats.rewritten_bytes) / static_cast<double>(stats.written_bytes);
  result["stalled_ms"] = static_cast<double>(stats.stalled_micros) / 1000;
  result["peak_mb"] = PeakMemory();
  return result;
}

// Until RocksDB has nothing to merge any more, by its own rules.
void Settle(Engine& engine) {
  const double before = Seconds(CLOCK_MONOTONIC);
  for (EngineStats stats = engine.Stats(); (stats.compaction_debt > 0 || stats.running_jobs > 0) &&
                                           Seconds(CLOCK_MONOTONIC) - before < 300;
       stats = engine.Stats()) {
    absl::SleepFor(absl::Milliseconds(200));
  }
}

// Less than that is left where it is (store/write/idle_merger.h).
constexpr uint64_t kWorthMerging = 8 << 20;

// Until what is young was merged, as it is when nobody has written for a while.
void Rest(Engine& engine) {
  const double before = Seconds(CLOCK_MONOTONIC);
  for (EngineStats stats = engine.Stats();
       (stats.young_bytes >= kWorthMerging || stats.level0_files > 0) &&
       Seconds(CLOCK_MONOTONIC) - before < 300;
       stats = engine.Stats()) {
    absl::SleepFor(absl::Milliseconds(200));
  }
}

// False when some were refused for a while; they are left in `documents`.
bool CommitOnce(StoreClient& client, std::vector<internal::v1::AnalyzedDocument>* documents) {
  const std::vector<absl::Status> statuses = client.Commit(*documents);
  std::vector<internal::v1::AnalyzedDocument> left;
  for (size_t i = 0; i < statuses.size(); ++i) {
    if (absl::IsResourceExhausted(statuses[i])) {
      left.push_back(std::move((*documents)[i]));
    } else if (!statuses[i].ok()) {
      std::cerr << statuses[i] << "\n";
      _exit(1);
    }
  }
  *documents = std::move(left);
  return documents->empty();
}

Json Index(AnalyzeClient* vectors) {
  std::filesystem::remove_all(DataFolder());
  Metrics metrics;
  auto parts = *StoreParts::Open(DataFolder(), Settings(), nullptr, metrics);
  DocumentMaker maker(absl::GetFlag(FLAGS_claims), vectors);
  int64_t claims = 0;
  int64_t text_bytes = 0;
  int64_t document_bytes = 0;
  double making = 0;  // processor seconds
  double wall = 0;
  int64_t refused = 0;  // calls; their waiting counts
  std::vector<double> calls;
  for (bool more = true; more;) {
    const double begin = Seconds(CLOCK_THREAD_CPUTIME_ID);
    std::vector<internal::v1::AnalyzedDocument> documents(absl::GetFlag(FLAGS_batch));
    size_t made = 0;
    while (made < documents.size() && (more = maker.Next(&documents[made]))) {
      document_bytes += static_cast<int64_t>(documents[made].document().text().size());
      for (const v1::Claim& claim : documents[made].analysis().claims()) {
        ++claims;
        text_bytes += static_cast<int64_t>(claim.text().size());
      }
      ++made;
    }
    documents.resize(made);
    making += Seconds(CLOCK_THREAD_CPUTIME_ID) - begin;
    const double before = Seconds(CLOCK_MONOTONIC);
    bool done = false;
    while (!done) {
      const double called = Seconds(CLOCK_MONOTONIC);
      done = CommitOnce(parts->client(), &documents);
      calls.push_back(Seconds(CLOCK_MONOTONIC) - called);
      if (!done) {
        ++refused;
        absl::SleepFor(absl::Milliseconds(100));
      }
    }
    wall += Seconds(CLOCK_MONOTONIC) - before;
  }
  const double cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID) - making;
  Settle(parts->engine());
  const double settled_cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID) - making;
  Json result = Storage(parts->engine(), text_bytes);
  if (absl::GetFlag(FLAGS_rest)) {
    Rest(parts->engine());
    result["rested"] = Storage(parts->engine(), text_bytes);
    result["rested_disk_to_text"] = result["rested"]["disk_to_text"];
  }
  const auto count = static_cast<double>(claims);
  result["claims"] = claims;
  result["document_text_mb"] = static_cast<double>(document_bytes) / 1e6;
  result["claims_per_second"] = count / wall;
  result["claims_per_core_second"] = count / cpu;
  result["claims_per_core_second_with_all_merging"] = count / settled_cpu;
  result["calls"] = Percentiles(calls);
  result["longest_call_ms"] = result["calls"]["max_ms"];
  result["longest_write_ms"] = absl::ToDoubleMilliseconds(parts->writer().Stats().longest_write);
  result["refused_calls"] = refused;
  std::cout << result.dump() << std::endl;
  _exit(0);  // nothing is closed
}

// Of each kind of query and of all.
Json TimeQueries(const QueryHandler& handler, const std::vector<FileQuery>& queries,
                 std::vector<v1::Claim>* best) {
  std::map<std::string, std::vector<double>> seconds;
  best->clear();
  for (const FileQuery& query : queries) {
    v1::SearchClaimsResponse response;
    const double before = Seconds(CLOCK_THREAD_CPUTIME_ID);
    const absl::Status status = handler.SearchClaims(CallContext(), query.request, &response);
    const double took = Seconds(CLOCK_THREAD_CPUTIME_ID) - before;
    if (!status.ok()) {
      std::cerr << query.request.ShortDebugString() << ": " << status << "\n";
    }
    if (response.hits_size() > 0) {
      best->push_back(response.hits(0).claim());
    }
    seconds[query.kind].push_back(took);
    seconds["all"].push_back(took);
  }
  Json result;
  for (const auto& [kind, of_kind] : seconds) {
    result[kind] = Percentiles(of_kind);
  }
  return result;
}

Json TimeAggregate(const QueryHandler& handler) {
  v1::AggregateClaimsRequest aggregate;
  aggregate.set_parent("corpora/bench");
  aggregate.set_filter("polarity = affirmed");
  aggregate.add_group_by("month");
  v1::AggregateClaimsResponse response;
  const std::vector<v1::AggregateClaimsRequest> requests(6, aggregate);
  Json result = Timed(requests, [&](const v1::AggregateClaimsRequest& request) {
    return handler.AggregateClaims(CallContext(), request, &response);
  });
  result["matches"] = response.total().count();
  return result;
}

Json TimeGets(const QueryHandler& handler, const std::vector<v1::Claim>& claims) {
  std::vector<v1::GetClaimRequest> requests;
  for (const v1::Claim& claim : claims) {
    requests.emplace_back().set_name(claim.name());
  }
  v1::Claim claim;
  return Timed(requests, [&](const v1::GetClaimRequest& request) {
    return handler.GetClaim(CallContext(), request, &claim);
  });
}

// The best answers of searches as propositions, each judged against 200 candidates.
Json TimeAssessments(const QueryHandler& handler, const std::vector<v1::Claim>& claims) {
  constexpr size_t kPropositions = 200;
  std::vector<v1::AssessPropositionRequest> requests;
  for (size_t i = 0; i < std::min(kPropositions, claims.size()); ++i) {
    v1::AssessPropositionRequest& request = requests.emplace_back();
    request.set_parent("corpora/bench");
    request.set_proposition(claims[i].text());
    request.set_max_candidates(200);
  }
  const auto assess = [&](const v1::AssessPropositionRequest& request) {
    v1::AssessPropositionResponse response;
    return handler.AssessProposition(CallContext(), request, &response);
  };
  (void)Timed(requests, assess);
  return Timed(requests, assess);
}

Json Search(AnalyzeClient* analyze) {
  const double begin = Seconds(CLOCK_MONOTONIC);
  Metrics metrics;
  auto parts = *StoreParts::Open(DataFolder(), Settings(), analyze, metrics);
  Json result;
  result["open_s"] = Seconds(CLOCK_MONOTONIC) - begin;
  const std::vector<FileQuery> queries = ReadQueryFile(absl::GetFlag(FLAGS_queries));
  std::vector<v1::Claim> best;
  result["first"] = TimeQueries(parts->queries(), queries, &best);
  result["again"] = TimeQueries(parts->queries(), queries, &best);
  result["aggregate_by_month"] = TimeAggregate(parts->queries());
  result["get_claim"] = TimeGets(parts->queries(), best);
  result["searching_peak_mb"] = PeakMemory();
  result["assess"] = TimeAssessments(parts->queries(), best);
  if (const int calls = absl::GetFlag(FLAGS_contradictions); calls > 0) {
    result["contradictions"] = TimeContradictions(parts->queries(), queries, calls);
  }
  if (const int calls = absl::GetFlag(FLAGS_narratives); calls > 0) {
    result["narratives"] = TimeNarratives(parts->queries(), queries, calls);
  }
  result["peak_mb"] = PeakMemory();
  return result;
}

// Without processes of its own: what it costs counts.
std::unique_ptr<AnalyzeParts> OpenAnalyzer(Metrics& metrics) {
  internal::v1::AnalyzeConfig settings;
  settings.set_isolated(false);
  auto parts = AnalyzeParts::Build(settings, metrics);
  if (!parts.ok()) {
    std::cerr << parts.status() << "\n";
    std::exit(1);
  }
  return *std::move(parts);
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const bool index = !absl::GetFlag(FLAGS_claims).empty();
  standpoint::Metrics metrics;
  const bool needs_analyzer = !index || absl::GetFlag(FLAGS_vectors);
  const auto analyze = needs_analyzer ? standpoint::OpenAnalyzer(metrics) : nullptr;
  standpoint::AnalyzeClient* const client = analyze == nullptr ? nullptr : &analyze->client();
  std::cout << (index ? standpoint::Index(client) : standpoint::Search(client)).dump() << std::endl;
  return 0;
}
