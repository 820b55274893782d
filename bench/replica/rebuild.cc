// How fast a replica is rebuilt, from the log and from a backup, against what broker and disk could give.
//
//   bazel run --config=opt //bench/replica:rebuild -- --directory=FOLDER [--documents=20000]
//
// Starts a Kafka of one broker on this machine (tools/fetch_kafka), writes documents to the topic of analyses, and then, one
// after the other: reads the topic and does nothing else; writes as many bytes to a file, with fsync; applies the topic to an
// empty store; backs that up, restores it and catches up with what came since. Prints a table; megabytes are 10^6 bytes of
// records, uncompressed, in all lines.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/config/settings.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/testing/kafka_cluster.h"
#include "common/kafka/topics.h"
#include "common/kafka/transactional_producer.h"
#include "common/metrics/metrics.h"
#include "common/status/macros.h"
#include "common/storage/backups.h"
#include "common/text/resource_name.h"
#include "store/replica/kafka_log_source.h"
#include "store/replica/random_log.h"
#include "store/service/replica_parts.h"
#include "store/service/store_parts.h"
#include "store/testing/random_documents.h"

ABSL_FLAG(std::string, directory, "", "where broker, stores and backups go; must be absent");
ABSL_FLAG(int, documents, 20'000, "documents of the log");
ABSL_FLAG(int, claims, 40, "most claims of a document");
ABSL_FLAG(int, partitions, 8, "of the topic");
ABSL_FLAG(double, behind, 0.05, "part of the log that came after the backup");

namespace standpoint {
namespace {

constexpr size_t kPollBytes = 4 << 20;
constexpr int kPerTransaction = 200;

void Print(const std::string& what, double bytes, double documents, absl::Duration took) {
  const double seconds = absl::ToDoubleSeconds(took);
  std::cout << absl::StrFormat("%-52s %8.1f MB/s %9.0f documents/s %8.1f s\n", what,
                               bytes / 1e6 / seconds, documents / seconds, seconds)
            << std::flush;
}

class Rebuild {
 public:
  explicit Rebuild(std::string directory) : directory_(std::move(directory)) {}

  absl::Status Run() {
    RETURN_IF_ERROR(StartBroker());
    const int documents = absl::GetFlag(FLAGS_documents);
    const int behind = static_cast<int>(documents * absl::GetFlag(FLAGS_behind));
    RETURN_IF_ERROR(Write(documents - behind));
    const int64_t before_backup = bytes_;
    RETURN_IF_ERROR(ReadOnly());
    DiskOnly();
    RETURN_IF_ERROR(Apply("store", "from the log, into an empty store", 0));
    ASSIGN_OR_RETURN(const absl::Duration backed_up, BackUp());
    RETURN_IF_ERROR(Write(behind));
    const absl::Time begin = absl::Now();
    RETURN_IF_ERROR(
        Backups(directory_ + "/backups").Restore("", directory_ + "/restored", {}).status());
    const absl::Duration restored = absl::Now() - begin;
    Print("restoring the backup (verified)", before_backup, documents - behind, restored);
    RETURN_IF_ERROR(Apply("restored", "catching up from the restored backup", before_backup));
    Print("from a backup, both together", bytes_, documents, restored + last_);
    std::cout << "making the backup took " << backed_up << "\n";
    return absl::OkStatus();
  }

 private:
  absl::Status StartBroker() {
    KafkaClusterOptions options;
    options.directory = directory_ + "/kafka";
    options.heap_megabytes = 512;
    ASSIGN_OR_RETURN(cluster_, KafkaCluster::Start(options));
    settings_.set_bootstrap_servers(cluster_->bootstrap_servers());
    settings_.set_document_partitions(1);
    settings_.set_retry_partitions(1);
    settings_.set_analysis_partitions(absl::GetFlag(FLAGS_partitions));
    settings_.set_replication_factor(1);
    settings_.set_min_insync_replicas(1);
    RETURN_IF_ERROR(ApplyDefaults(settings_));
    ASSIGN_OR_RETURN(properties_, ReadKafkaProperties(settings_));
    return EnsureTopics(settings_, properties_, absl::Seconds(60));
  }

  absl::Status Write(int documents) {
    ASSIGN_OR_RETURN(const auto producer,
                     TransactionalProducer::Create({.properties = properties_,
                                                    .transactional_id = "bench",
                                                    .timeout = absl::Seconds(60)}));
    std::vector<LogWrite> writes;
    for (int i = 0; i < documents; ++i) {
      const std::string id = absl::StrCat("d", written_++);
      const DocumentName name{"news", id};
      LogWrite& write = writes.emplace_back();
      write.to = {TopicsOf(settings_.topic_prefix()).analyses,
                  PartitionOf(name, settings_.analysis_partitions())};
      write.key = name.ToString();
      write.value = CommitRecord(random_.Next(name.ToString(), 1, absl::GetFlag(FLAGS_claims)));
      bytes_ += static_cast<int64_t>(write.value->size());
      if (writes.size() == kPerTransaction || i + 1 == documents) {
        RETURN_IF_ERROR(producer->Commit(std::move(writes)).status());
        writes.clear();
      }
    }
    return absl::OkStatus();
  }

  // The broker's bound.
  absl::Status ReadOnly() {
    ASSIGN_OR_RETURN(const auto source, KafkaLogSource::Open(settings_));
    RETURN_IF_ERROR(source->Identity().status());
    std::map<int, int64_t> offsets;
    for (int i = 0; i < settings_.analysis_partitions(); ++i) {
      offsets[i] = 0;
    }
    const absl::Time begin = absl::Now();
    RETURN_IF_ERROR(source->Seek(offsets));
    int64_t bytes = 0;
    while (bytes < bytes_) {
      ASSIGN_OR_RETURN(const LogBatch batch, source->Poll(absl::Milliseconds(100), kPollBytes));
      for (const LogEntry& entry : batch.entries) {
        bytes += static_cast<int64_t>(entry.value.size());
      }
    }
    Print("reading the log alone (the broker's bound)", bytes, written_, absl::Now() - begin);
    return absl::OkStatus();
  }

  // The disk's bound: as many bytes, synced as often as the store syncs when it catches up.
  void DiskOnly() {
    const std::string block(16 << 20, 'x');
    const absl::Time begin = absl::Now();
    const int file = open((directory_ + "/disk").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    for (int64_t left = bytes_; left > 0; left -= static_cast<int64_t>(block.size())) {
      const size_t size = std::min<size_t>(block.size(), static_cast<size_t>(left));
      if (write(file, block.data(), size) != static_cast<ssize_t>(size) || fsync(file) != 0) {
        std::cerr << "cannot write to the disk\n";
        break;
      }
    }
    close(file);
    Print("writing as many bytes, an fsync each 16 MiB", bytes_, written_, absl::Now() - begin);
  }

  absl::Status Apply(const std::string& name, const std::string& what, int64_t already) {
    Metrics metrics;
    const absl::Time begin = absl::Now();
    ASSIGN_OR_RETURN(const auto parts,
                     StoreParts::Open(directory_ + "/" + name, {}, nullptr, metrics));
    ASSIGN_OR_RETURN(auto source, KafkaLogSource::Open(settings_));
    internal::v1::ReplicaConfig config;
    ASSIGN_OR_RETURN(const auto replica, ReplicaParts::Make(config, settings_.analysis_partitions(),
                                                            std::move(source), *parts, metrics));
    replica->Start([](bool) {});
    const int64_t wanted = bytes_ - already;
    while (replica->standing().Stats().applied_bytes < wanted) {
      absl::SleepFor(absl::Milliseconds(5));
    }
    last_ = absl::Now() - begin;
    const double documents = static_cast<double>(replica->standing().Stats().applied_records);
    Print(what, static_cast<double>(wanted), documents, last_);
    const auto stats = parts->engine().Stats();
    std::cout << absl::StrFormat(
        "    keys and values %.0f MB, flushed and compacted %.0f MB, %d synced writes\n",
        stats.written_bytes / 1e6, stats.rewritten_bytes / 1e6, parts->writer().Stats().groups);
    replica->Shutdown();
    parts->writer().Shutdown();
    return absl::OkStatus();
  }

  absl::StatusOr<absl::Duration> BackUp() {
    Metrics metrics;
    ASSIGN_OR_RETURN(const auto parts,
                     StoreParts::Open(directory_ + "/store", {}, nullptr, metrics));
    const absl::Time begin = absl::Now();
    RETURN_IF_ERROR(Backups(directory_ + "/backups")
                        .Create({parts->backup_part("")}, 0, "bench", absl::Now(), {})
                        .status());
    return absl::Now() - begin;
  }

  const std::string directory_;
  std::unique_ptr<KafkaCluster> cluster_;
  internal::v1::KafkaConfig settings_;
  KafkaProperties properties_;
  RandomDocuments random_{1};
  int written_ = 0;
  int64_t bytes_ = 0;
  absl::Duration last_;
};

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const std::string directory = absl::GetFlag(FLAGS_directory);
  if (directory.empty() || std::filesystem::exists(directory)) {
    std::cerr << "--directory must name a folder that is not there yet\n";
    return 2;
  }
  std::filesystem::create_directories(directory);
  const absl::Status status = standpoint::Rebuild(directory).Run();
  if (!status.ok()) {
    std::cerr << status << "\n";
    return 1;
  }
  return 0;
}
