#include "tests/cluster/cluster.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 12;
constexpr size_t kTailBytes = 3'000;

constexpr int kBrokerPort = 9092;
constexpr int kControllerPort = 9093;

int PortOf(Role role) {
  switch (role) {
    case Role::kBroker:
      return kBrokerPort;
    case Role::kIngest:
      return 7301;
    case Role::kWorker:
      return 7303;
    case Role::kStore:
      return 7302;
    case Role::kRouter:
      return 7300;
  }
  return 0;
}

}  // namespace

void Cluster::Enrol() {
  const auto enrol = [this](Role role, int count, const std::string& name) {
    for (int i = 0; i < count; ++i) {
      members_.push_back({role, absl::StrCat(name, " ", i), i, nullptr});
    }
  };
  enrol(Role::kBroker, options_.brokers, "broker");
  enrol(Role::kIngest, options_.ingests, "ingest");
  enrol(Role::kWorker, options_.workers, "worker");
  for (int i = 0; i < options_.shards * options_.replicas; ++i) {
    members_.push_back({Role::kStore,
                        absl::StrCat("store ", i / options_.replicas, "/", i % options_.replicas),
                        i, nullptr});
  }
  enrol(Role::kRouter, options_.routers, "router");
}

std::vector<int> Cluster::of(Role role) const {
  std::vector<int> found;
  for (int member = 0; member < size(); ++member) {
    if (this->role(member) == role) {
      found.push_back(member);
    }
  }
  return found;
}

std::string Cluster::Listen(int member) const {
  return absl::StrCat(hosts_->address(member), ":", PortOf(role(member)));
}

std::string Cluster::address(int member) const { return Listen(member); }

std::string Cluster::Addresses(Role role) const {
  return absl::StrJoin(of(role), ",", [this](std::string* out, int member) {
    absl::StrAppend(out, Listen(member));
  });
}

std::string Cluster::target(Role role) const { return absl::StrCat("ipv4:", Addresses(role)); }

absl::Status Cluster::StartBrokers() {
  KafkaClusterOptions kafka;
  kafka.directory = absl::StrCat(options_.folder, "/kafka");
  kafka.nodes.clear();
  for (const int member : of(Role::kBroker)) {
    kafka.nodes.push_back({.host = hosts_->address(member),
                           .broker_port = kBrokerPort,
                           .controller_port = kControllerPort,
                           .data_directory = "",
                           .command_prefix = hosts_->Inside(member)});
  }
  ASSIGN_OR_RETURN(kafka_, KafkaCluster::Start(std::move(kafka)));
  return absl::OkStatus();
}

std::vector<std::string> Cluster::LogFlags() const {
  return {absl::StrCat("--kafka.bootstrap-servers=", Addresses(Role::kBroker)),
          absl::StrCat("--kafka.document-partitions=", kPartitions),
          absl::StrCat("--kafka.retry-partitions=", 2),
          absl::StrCat("--kafka.analysis-partitions=", kPartitions),
          "--kafka.session-timeout=6s",
          "--kafka.delivery-timeout=5s"};
}

absl::Status Cluster::WriteTopology() const {
  std::ofstream file(absl::StrCat(options_.folder, "/topology.textproto"));
  file << "partitions: " << kPartitions << "\n";
  const std::vector<int> stores = of(Role::kStore);
  for (int shard = 0; shard < options_.shards; ++shard) {
    file << "shard {";
    for (int replica = 0; replica < options_.replicas; ++replica) {
      file << " replica: \""
           << Listen(stores[static_cast<size_t>(shard * options_.replicas + replica)]) << "\"";
    }
    file << " }\n";
  }
  file.close();
  return file.good() ? absl::OkStatus() : absl::InternalError("no topology file");
}

std::vector<std::string> Cluster::Command(const Member& member) const {
  const int number = static_cast<int>(&member - members_.data());
  std::vector<std::string> command = hosts_->Inside(number);
  const auto add = [&command](const std::vector<std::string>& words) {
    command.insert(command.end(), words.begin(), words.end());
  };
  const std::string data = absl::StrCat("--data=", options_.folder, "/", number);
  switch (member.role) {
    case Role::kBroker:
      break;
    case Role::kIngest:
      add({"ingest/ingest_server", data, "--outbox.resend-after=5s",
           absl::StrCat("--outbox.replicas=", Addresses(Role::kStore)),
           absl::StrCat("--store-address=", Listen(of(Role::kStore).front()))});
      add(LogFlags());
      break;
    case Role::kWorker:
      add({"analyze/analyze_worker", "--analyze.processes=1", "--worker.max-documents-in-flight=40",
           "--worker.max-backoff=1s"});
      add(LogFlags());
      break;
    case Role::kStore:
      add({"store/store_server", data, "--analyze-address=", "--store.block-cache-bytes=32MiB",
           "--store.write-buffer-bytes=8MiB",
           absl::StrCat("--replica.shard-index=", member.index / options_.replicas),
           absl::StrCat("--replica.shard-count=", options_.shards), "--replica.max-lag=5s"});
      add(LogFlags());
      break;
    case Role::kRouter:
      add({"router/query_router", absl::StrCat("--analyze-address=", target(Role::kWorker)),
           absl::StrCat("--router.topology-file=", options_.folder, "/topology.textproto")});
      break;
  }
  return command;
}

absl::StatusOr<std::unique_ptr<Cluster>> Cluster::Start(const ClusterOptions& options) {
  std::unique_ptr<Cluster> cluster(new Cluster(options));
  cluster->Enrol();
  ASSIGN_OR_RETURN(cluster->hosts_, Hosts::Make(cluster->size()));
  RETURN_IF_ERROR(cluster->StartBrokers());
  RETURN_IF_ERROR(cluster->WriteTopology());
  for (const Role role : {Role::kStore, Role::kIngest, Role::kWorker, Role::kRouter}) {
    for (const int number : cluster->of(role)) {
      Member& member = cluster->members_[static_cast<size_t>(number)];
      member.server = std::make_unique<Server>(cluster->Command(member), cluster->Listen(number));
      RETURN_IF_ERROR(cluster->Start(number));
    }
  }
  return cluster;
}

void Cluster::Kill(int member) {
  if (role(member) == Role::kBroker) {
    kafka_->Kill(members_[static_cast<size_t>(member)].index);
  } else {
    members_[static_cast<size_t>(member)].server->Signal(SIGKILL);
  }
}

int Cluster::Stop(int member) {
  if (role(member) == Role::kBroker) {
    kafka_->Stop(members_[static_cast<size_t>(member)].index);
    return 0;
  }
  return members_[static_cast<size_t>(member)].server->Stop();
}

absl::Status Cluster::Start(int member) {
  const Member& started = members_[static_cast<size_t>(member)];
  if (started.role == Role::kBroker) {
    RETURN_IF_ERROR(kafka_->StartBroker(started.index));
    return kafka_->AwaitServing(started.index);
  }
  return started.server->Start();
}

std::string Cluster::Tail(int member) const {
  const Member& asked = members_[static_cast<size_t>(member)];
  if (asked.role == Role::kBroker) {
    return kafka_->Tail(asked.index);
  }
  const std::string output = asked.server == nullptr ? "" : asked.server->Output();
  return output.substr(output.size() - std::min(output.size(), kTailBytes));
}

}  // namespace standpoint
