#include "common/kafka/testing/kafka_cluster.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(120);
constexpr absl::string_view kServing = "Kafka Server started";
constexpr size_t kTailBytes = 4000;
// 16 bytes in base64; any will do.
constexpr absl::string_view kClusterId = "c3RhbmRwb2ludC10ZXN0cw";

// As tools/fetch_kafka: the folder of the jars.
std::string JarFolder() {
  if (const char* set = std::getenv("STANDPOINT_KAFKA"); set != nullptr && *set != '\0') {
    return set;
  }
  const passwd* user = getpwuid(getuid());
  return absl::StrCat(user != nullptr ? user->pw_dir : "", "/.cache/standpoint/kafka");
}

// A port that nobody has at this moment.
int FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool found = bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(fd);
  return found ? ntohs(address.sin_port) : 0;
}

std::vector<std::string> Java(const KafkaClusterOptions& options, const std::string& main_class) {
  return {"/usr/bin/java",
          absl::StrCat("-Xmx", options.heap_megabytes, "m"),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          absl::StrCat("-Dlog4j.configuration=file:", options.directory, "/log4j.properties"),
          "-cp",
          absl::StrCat(JarFolder(), "/*"),
          main_class};
}

}  // namespace

// The process of one broker. What it writes is kept and looked through.
class KafkaCluster::Broker {
 public:
  ~Broker() { End(SIGKILL); }

  pid_t pid() const { return pid_; }

  absl::Status Start(std::vector<std::string> command) {
    End(SIGKILL);  // one that ended by itself is still to be waited for
    std::vector<char*> arguments;
    for (std::string& argument : command) {
      arguments.push_back(argument.data());
    }
    arguments.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
      return absl::UnavailableError("no pipe");
    }
    {
      absl::MutexLock lock(&mu_);
      output_.clear();
      ended_ = false;
      serving_ = false;
    }
    pid_ = fork();
    if (pid_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      dup2(ends[1], STDERR_FILENO);
      setpgid(0, 0);  // not interrupted with the test
      execv(arguments[0], arguments.data());
      _exit(127);
    }
    close(ends[1]);
    reader_ = std::thread([this, fd = ends[0]] { KeepReading(fd); });
    return pid_ > 0 ? absl::OkStatus() : absl::UnavailableError("no process");
  }

  void End(int signal) {
    if (pid_ > 0) {
      kill(pid_, signal);
      Wait();
    }
  }

  // The exit status.
  int Wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    reader_.join();
    return status;
  }

  bool AwaitServing() {
    absl::MutexLock lock(&mu_);
    const auto known = [this]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return serving_ || ended_; };
    mu_.AwaitWithTimeout(absl::Condition(&known), kStartLimit);
    return serving_;
  }

  std::string Tail() const {
    absl::MutexLock lock(&mu_);
    return output_;
  }

 private:
  void KeepReading(int fd) {
    char buffer[4096];
    for (ssize_t got; (got = read(fd, buffer, sizeof buffer)) > 0;) {
      absl::MutexLock lock(&mu_);
      output_.append(buffer, static_cast<size_t>(got));
      serving_ = serving_ || absl::StrContains(output_, kServing);
      if (output_.size() > 2 * kTailBytes) {
        output_.erase(0, output_.size() - kTailBytes);
      }
    }
    close(fd);
    absl::MutexLock lock(&mu_);
    ended_ = true;
  }

  pid_t pid_ = 0;
  mutable absl::Mutex mu_;
  std::string output_ ABSL_GUARDED_BY(mu_);
  bool serving_ ABSL_GUARDED_BY(mu_) = false;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;
  std::thread reader_;
};

namespace {

std::string Folder(const KafkaClusterOptions& options, int broker) {
  return absl::StrCat(options.directory, "/broker-", broker);
}

std::string SettingsFile(const KafkaClusterOptions& options, int broker) {
  return absl::StrCat(Folder(options, broker), "/server.properties");
}

void WriteSettings(const KafkaClusterOptions& options, int broker) {
  const KafkaNode& node = options.nodes[broker];
  std::vector<std::string> voters;
  for (size_t i = 0; i < options.nodes.size(); ++i) {
    voters.push_back(
        absl::StrCat(i + 1, "@", options.nodes[i].host, ":", options.nodes[i].controller_port));
  }
  const int copies = std::min<int>(3, static_cast<int>(options.nodes.size()));
  const int in_sync = std::max(1, copies - 1);
  std::ofstream out(SettingsFile(options, broker));
  out << "process.roles=broker,controller\n"
      << "node.id=" << broker + 1 << "\n"
      << "controller.quorum.voters=" << absl::StrJoin(voters, ",") << "\n"
      << "listeners=BROKER://" << node.host << ":" << node.broker_port << ",CONTROLLER://"
      << node.host << ":" << node.controller_port << "\n"
      << "advertised.listeners=BROKER://" << node.host << ":" << node.broker_port << "\n"
      << "inter.broker.listener.name=BROKER\n"
      << "controller.listener.names=CONTROLLER\n"
      << "listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT\n"
      << "log.dirs=" << node.data_directory << "\n"
      << "auto.create.topics.enable=false\n"
      << "group.initial.rebalance.delay.ms=0\n"
      << "offsets.topic.num.partitions=4\n"
      << "offsets.topic.replication.factor=" << copies << "\n"
      << "transaction.state.log.num.partitions=4\n"
      << "transaction.state.log.replication.factor=" << copies << "\n"
      << "transaction.state.log.min.isr=" << in_sync << "\n"
      << "num.network.threads=2\nnum.io.threads=2\n"
      << "log.cleaner.dedupe.buffer.size=4194304\n"
      << "controlled.shutdown.enable=" << (copies > 1 ? "true" : "false") << "\n";
  for (const std::string& line : options.properties) {
    out << line << "\n";
  }
}

}  // namespace

KafkaCluster::KafkaCluster(KafkaClusterOptions options) : options_(std::move(options)) {}

KafkaCluster::~KafkaCluster() = default;

absl::StatusOr<std::unique_ptr<KafkaCluster>> KafkaCluster::Start(KafkaClusterOptions options) {
  if (!std::filesystem::exists(JarFolder() + "/jars.sha256")) {
    return absl::FailedPreconditionError(
        absl::StrCat("Apache Kafka is not in ", JarFolder(),
                     ": run tools/fetch_kafka, or set STANDPOINT_KAFKA"));
  }
  std::filesystem::create_directories(options.directory);
  std::ofstream(options.directory + "/log4j.properties")
      << "log4j.rootLogger=WARN, out\nlog4j.logger.kafka.server.KafkaRaftServer=INFO\n"
      << "log4j.appender.out=org.apache.log4j.ConsoleAppender\n"
      << "log4j.appender.out.layout=org.apache.log4j.PatternLayout\n"
      << "log4j.appender.out.layout.ConversionPattern=%d{ISO8601} %p %c{1} %m%n\n";
  for (size_t i = 0; i < options.nodes.size(); ++i) {
    KafkaNode& node = options.nodes[i];
    node.broker_port = node.broker_port == 0 ? FreePort() : node.broker_port;
    node.controller_port = node.controller_port == 0 ? FreePort() : node.controller_port;
    if (node.data_directory.empty()) {
      node.data_directory = Folder(options, static_cast<int>(i)) + "/data";
    }
  }
  std::unique_ptr<KafkaCluster> cluster(new KafkaCluster(std::move(options)));
  for (int i = 0; i < cluster->size(); ++i) {
    std::filesystem::create_directories(Folder(cluster->options_, i));
    std::filesystem::create_directories(cluster->options_.nodes[i].data_directory);
    WriteSettings(cluster->options_, i);
    cluster->brokers_.push_back(std::make_unique<Broker>());
  }
  // Formatting is a program of its own.
  std::vector<int> formatting;
  for (int i = 0; i < cluster->size(); ++i) {
    if (std::filesystem::exists(cluster->options_.nodes[i].data_directory + "/meta.properties")) {
      continue;
    }
    std::vector<std::string> command = Java(cluster->options_, "kafka.tools.StorageTool");
    for (const std::string& argument :
         {std::string("format"), std::string("--cluster-id"), std::string(kClusterId),
          std::string("--config"), SettingsFile(cluster->options_, i)}) {
      command.push_back(argument);
    }
    RETURN_IF_ERROR(cluster->brokers_[i]->Start(std::move(command)));
    formatting.push_back(i);
  }
  for (const int i : formatting) {
    if (cluster->brokers_[i]->Wait() != 0) {
      return absl::UnavailableError(absl::StrCat("formatting failed: ", cluster->Tail(i)));
    }
  }
  for (int i = 0; i < cluster->size(); ++i) {
    RETURN_IF_ERROR(cluster->StartBroker(i));
  }
  for (int i = 0; i < cluster->size(); ++i) {
    RETURN_IF_ERROR(cluster->AwaitServing(i));
  }
  return cluster;
}

std::string KafkaCluster::bootstrap_servers() const {
  std::vector<std::string> servers;
  for (const KafkaNode& node : options_.nodes) {
    servers.push_back(absl::StrCat(node.host, ":", node.broker_port));
  }
  return absl::StrJoin(servers, ",");
}

pid_t KafkaCluster::pid(int broker) const { return brokers_[broker]->pid(); }

void KafkaCluster::Kill(int broker) { brokers_[broker]->End(SIGKILL); }

void KafkaCluster::Stop(int broker) { brokers_[broker]->End(SIGTERM); }

absl::Status KafkaCluster::StartBroker(int broker) {
  std::vector<std::string> command = options_.nodes[broker].command_prefix;
  for (std::string& part : Java(options_, "kafka.Kafka")) {
    command.push_back(std::move(part));
  }
  command.push_back(SettingsFile(options_, broker));
  return brokers_[broker]->Start(std::move(command));
}

absl::Status KafkaCluster::AwaitServing(int broker) {
  return brokers_[broker]->AwaitServing()
             ? absl::OkStatus()
             : absl::UnavailableError(
                   absl::StrCat("broker ", broker, " does not serve: ", Tail(broker)));
}

std::string KafkaCluster::Tail(int broker) const { return brokers_[broker]->Tail(); }

}  // namespace standpoint
