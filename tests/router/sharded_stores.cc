#include "tests/router/sharded_stores.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/kafka/log_layout.h"
#include "common/text/resource_name.h"

namespace standpoint {
namespace {

internal::v1::ServerConfig Loopback() {
  internal::v1::ServerConfig settings;
  settings.set_address("127.0.0.1:0");
  return settings;
}

std::string TextOf(const std::vector<std::vector<std::string>>& shards, int partitions) {
  std::string text = absl::StrCat("partitions: ", partitions, "\n");
  for (const std::vector<std::string>& replicas : shards) {
    absl::StrAppend(&text, "shard {\n");
    for (const std::string& address : replicas) {
      absl::StrAppend(&text, "  replica: \"", address, "\"\n");
    }
    absl::StrAppend(&text, "}\n");
  }
  return text;
}

void Write(const std::string& file, const std::string& text) {
  std::ofstream(file, std::ios::trunc) << text;
}

}  // namespace

StoreServer::StoreServer(const std::string& directory, AnalyzeClient* analyze)
    : care_({.operations = &operations_,
             .backups = nullptr,
             .backup_parts = {},
             .checks = {},
             .corpora = nullptr}) {
  internal::v1::StoreConfig settings;
  settings.set_block_cache_bytes(16 << 20);
  settings.set_write_buffer_bytes(4 << 20);
  parts_ = *StoreParts::Open(directory, settings, analyze, metrics_);
  runner_ = std::make_unique<CallRunner>(Loopback(), executor_, metrics_);
  services_ = std::make_unique<StoreServices>(*parts_, *runner_, executor_);
  admin_ = std::make_unique<AdminHandler>(
      AdminParts{.queue = nullptr, .store_status = [this] { return parts_->Status(); }},
      absl::Now());
  admin_service_ = std::make_unique<AdminService>(*admin_, care_, *runner_);
  std::vector<RpcService> offered = services_->List();
  offered.push_back({v1::AdminService::service_full_name(), admin_service_.get()});
  server_ = *RpcServer::Start(Loopback(), offered);
  stub_ = v1::QueryService::NewStub(server_->InProcessChannel());
}

StoreServer::~StoreServer() {
  stub_.reset();
  server_.reset();
}

absl::Status StoreServer::Commit(const internal::v1::AnalyzedDocument& document) {
  return parts_->client().Commit({document})[0];
}

RouterServer::RouterServer(const std::string& directory,
                           const std::vector<std::vector<std::string>>& shards, int partitions,
                           AnalyzeClient* analyze, internal::v1::RouterConfig settings)
    : file_(directory + "/topology.txt") {
  Write(file_, TextOf(shards, partitions));
  internal::v1::RouterServerConfig config;
  *config.mutable_router() = std::move(settings);
  config.mutable_router()->set_topology_file(file_);
  config.mutable_router()->mutable_topology_interval()->set_seconds(3600);  // only when it is told
  *config.mutable_server() = Loopback();
  parts_ = *RouterParts::Open(config, analyze, metrics_);
  server_ = *RpcServer::Start(Loopback(), parts_->Services());
  stub_ = v1::QueryService::NewStub(server_->InProcessChannel());
}

RouterServer::~RouterServer() {
  stub_.reset();
  server_.reset();
  parts_->Shutdown();
}

absl::Status RouterServer::SetTopology(const std::vector<std::vector<std::string>>& shards,
                                       int partitions) {
  return SetTopologyText(TextOf(shards, partitions));
}

absl::Status RouterServer::SetTopologyText(const std::string& text) {
  Write(file_, text);
  return parts_->topology().Look();
}

double RouterServer::Metric(const std::string& name) const {
  std::istringstream lines(metrics_.Text());
  for (std::string line; std::getline(lines, line);) {
    absl::string_view rest = line;
    double value = 0;
    if (absl::ConsumePrefix(&rest, name + " ") && absl::SimpleAtod(rest, &value)) {
      return value;
    }
  }
  return 0;
}

std::string NewFolder(const std::string& name) {
  const char* const of_test = std::getenv("TEST_TMPDIR");
  const std::string path = (of_test != nullptr ? std::filesystem::path(of_test)
                                               : std::filesystem::temp_directory_path()) /
                           name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

size_t ShardOfDocument(const std::string& name, size_t shards, int partitions) {
  return static_cast<size_t>(ShardOf(PartitionOf(*DocumentName::Parse("name", name), partitions),
                                     static_cast<int>(shards)));
}

}  // namespace standpoint
