// What a cluster does with a day's load, for 1 to 1,000 workers: two tables in Markdown.
//
// The first: a day of --documents. The second: the most documents a day for which no document gets older than --bound seconds, and what
// is busiest then; once with the stores and ingests of the flags, once with as many as keep the workers the limit.

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "bench/simulate/cluster.h"
#include "bench/simulate/load.h"
#include "bench/simulate/shape.h"
#include "nlohmann/json.hpp"

ABSL_FLAG(std::string, times, "", "file of service times; bench/simulate/run names one");
ABSL_FLAG(std::vector<std::string>, workers,
          std::vector<std::string>({"1", "2", "4", "10", "30", "100", "300", "1000"}),
          "numbers of workers");
ABSL_FLAG(double, documents, 10e6, "documents of the day of the first table");
ABSL_FLAG(double, bound, 60, "seconds that no document may be on its way, for the second table");
ABSL_FLAG(int, ingests, 2, "ingest servers");
ABSL_FLAG(int, brokers, 3, "brokers; each record is on three of them");
ABSL_FLAG(int, partitions, 1024, "partitions of the topic of documents");
ABSL_FLAG(int, worker_processes, 2, "analysis processes of a worker");
ABSL_FLAG(int, shards, 2, "shards of the store");
ABSL_FLAG(double, units, 1e6, "units that are simulated at most; more documents go together");
ABSL_FLAG(int, seed, 1, "of the day's bursts and documents");

namespace standpoint::simulate {
namespace {

// Each entry: {"seconds": number, "source": what measured it}.
bool ReadTimes(const std::string& path, ServiceTimes& times) {
  std::ifstream file(path);
  const auto json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return false;
  }
  const auto read = [&json](const char* name, const char* field, double& value) {
    if (!json.contains(name) || !json[name].contains(field) || !json[name][field].is_number()) {
      std::fprintf(stderr, "simulate: no number %s.%s\n", name, field);
      return false;
    }
    value = json[name][field];
    return true;
  };
  return read("ingest", "seconds", times.ingest) &&
         read("broker_document", "seconds", times.broker_document) &&
         read("worker", "seconds", times.worker) &&
         read("broker_analysis", "seconds", times.broker_analysis) &&
         read("store", "seconds", times.store) && read("size", "variation", times.size_variation);
}

void PrintUse(const std::array<double, kStepCount>& use) {
  for (const double part : use) {
    absl::PrintF(" %.0f %% |", 100 * part);
  }
}

std::string Count(double count) {
  if (count >= 1e6) return absl::StrFormat("%.1f million", count / 1e6);
  return absl::StrFormat("%.0f", count);
}

void PrintDay(const ClusterShape& shape, const ServiceTimes& times, const LoadShape& load) {
  const DayResult day =
      SimulateDay(shape, times, load, absl::GetFlag(FLAGS_documents), absl::GetFlag(FLAGS_units));
  absl::PrintF("| %d |", shape.workers);
  PrintUse(day.mean_use);
  absl::PrintF(" %s | %.1f s | %.0f s | %s |\n", Count(day.highest_lag), day.median_seconds,
               day.highest_age, kStepNames[day.limit()]);
  std::fflush(stdout);
}

void PrintMost(const ClusterShape& shape, const ServiceTimes& times, const LoadShape& load) {
  const double units = absl::GetFlag(FLAGS_units);
  const double most = MostDocuments(shape, times, load, absl::GetFlag(FLAGS_bound), units);
  const DayResult day = SimulateDay(shape, times, load, most, units);
  absl::PrintF("| %d | %d | %d | %d | %s | %.0f |", shape.workers, shape.ingests, shape.brokers,
               shape.shards, Count(most), most / kDay);
  PrintUse(day.peak_use);
  absl::PrintF(" %s |\n", kStepNames[day.limit()]);
  std::fflush(stdout);
}

// As many ingests, brokers and shards as leave the workers the limit.
ClusterShape Widened(ClusterShape shape, const ServiceTimes& times) {
  for (auto capacities = Capacities(shape, times);; capacities = Capacities(shape, times)) {
    const double wanted = 1.25 * capacities[kWorkers];
    if (capacities[kIngest] < wanted) {
      ++shape.ingests;
    } else if (capacities[kBrokers] < wanted) {
      ++shape.brokers;
    } else if (capacities[kStores] < wanted) {
      ++shape.shards;
    } else {
      return shape;
    }
  }
}

int Run() {
  ServiceTimes times;
  if (!ReadTimes(absl::GetFlag(FLAGS_times), times)) {
    std::fprintf(stderr, "simulate: --times: no file of service times\n");
    return 2;
  }
  const LoadShape load{.seed = static_cast<uint64_t>(absl::GetFlag(FLAGS_seed))};
  std::vector<ClusterShape> shapes;
  for (const std::string& text : absl::GetFlag(FLAGS_workers)) {
    ClusterShape shape{.ingests = absl::GetFlag(FLAGS_ingests),
                       .brokers = absl::GetFlag(FLAGS_brokers),
                       .partitions = absl::GetFlag(FLAGS_partitions),
                       .worker_processes = absl::GetFlag(FLAGS_worker_processes),
                       .shards = absl::GetFlag(FLAGS_shards)};
    if (!absl::SimpleAtoi(text, &shape.workers) || shape.workers < 1) {
      std::fprintf(stderr, "simulate: --workers: not a number of workers: %s\n", text.c_str());
      return 2;
    }
    shapes.push_back(shape);
  }
  absl::PrintF("A day of %s documents, seed %d; use is the mean over the day.\n\n",
               Count(absl::GetFlag(FLAGS_documents)), absl::GetFlag(FLAGS_seed));
  absl::PrintF(
      "| workers | ingest | brokers | workers' use | stores | highest lag | median | oldest | "
      "busiest |\n");
  absl::PrintF("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const ClusterShape& shape : shapes) PrintDay(shape, times, load);
  absl::PrintF(
      "\nThe most documents a day, none on its way for more than %.0f s; use is that of the "
      "busiest station in the busiest ten minutes.\n\n",
      absl::GetFlag(FLAGS_bound));
  absl::PrintF(
      "| workers | ingests | brokers | shards | documents a day | a second | ingest | brokers | "
      "workers' use | stores | limit |\n");
  absl::PrintF("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const ClusterShape& shape : shapes) PrintMost(shape, times, load);
  absl::PrintF(
      "\nThe same with as many ingests, brokers and shards as leave the workers the limit.\n\n");
  absl::PrintF(
      "| workers | ingests | brokers | shards | documents a day | a second | ingest | brokers | "
      "workers' use | stores | limit |\n");
  absl::PrintF("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const ClusterShape& shape : shapes) PrintMost(Widened(shape, times), times, load);
  return 0;
}

}  // namespace
}  // namespace standpoint::simulate

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("What a cluster does with a day's load.");
  absl::ParseCommandLine(argc, argv);
  return standpoint::simulate::Run();
}
