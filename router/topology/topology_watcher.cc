#include "router/topology/topology_watcher.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_CONFIG",
                     path + ": cannot be read");
  }
  return text;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TopologyWatcher>> TopologyWatcher::Start(const std::string& file,
                                                                        absl::Duration interval,
                                                                        Metrics& metrics,
                                                                        OnChange on_change,
                                                                        Resolver resolver) {
  auto watcher = std::unique_ptr<TopologyWatcher>(
      new TopologyWatcher(file, interval, metrics, std::move(on_change), std::move(resolver)));
  RETURN_IF_ERROR(watcher->Look());
  watcher->thread_ = std::thread(&TopologyWatcher::Run, watcher.get());
  return watcher;
}

TopologyWatcher::TopologyWatcher(std::string file, absl::Duration interval, Metrics& metrics,
                                 OnChange on_change, Resolver resolver)
    : file_(std::move(file)),
      interval_(interval),
      on_change_(std::move(on_change)),
      resolver_(std::move(resolver)),
      loads_(metrics.Counter("standpoint_router_topology_loads_total",
                             "Topologies that were taken over")),
      refusals_(metrics.Counter("standpoint_router_topology_refusals_total",
                                "Topology files that were refused, the one before stays")) {}

TopologyWatcher::~TopologyWatcher() {
  {
    const absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  if (thread_.joinable()) {
    thread_.join();
  }
}

absl::Status TopologyWatcher::Read() {
  const auto text = ReadFile(file_);
  if (text.ok() && *text == text_) {
    return refused_;
  }
  auto written = text.ok() ? ParseTopology(file_, *text) : absl::StatusOr<Topology>(text.status());
  text_ = text.ok() ? std::make_optional(*text) : std::nullopt;
  if (written.ok()) {
    written_ = *std::move(written);
    refused_ = absl::OkStatus();
    return refused_;
  }
  if (refused_ != written.status()) {
    refusals_.Increment();
    Log(Severity::kError, "topology_refused",
        {{"file", file_}, {"error", written.status().message()}});
  }
  refused_ = written.status();
  return refused_;
}

absl::Status TopologyWatcher::Look() {
  const absl::MutexLock lock(&look_mu_);
  const absl::Status read = Read();
  if (written_.shards.empty()) {
    return read;
  }
  auto resolved = ResolveTopology(written_, current_, resolver_);
  if (resolved.status() != unresolved_ && !resolved.ok()) {
    Log(Severity::kWarning, "topology_not_resolved",
        {{"file", file_}, {"error", resolved.status().message()}});
  }
  unresolved_ = resolved.status();
  RETURN_IF_ERROR(unresolved_);
  if (!(*resolved == current_)) {
    current_ = *std::move(resolved);
    loads_.Increment();
    size_t replicas = 0;
    for (const auto& shard : current_.shards) {
      replicas += shard.size();
    }
    Log(Severity::kInfo, "topology_loaded",
        {{"file", file_},
         {"shards", current_.shards.size()},
         {"replicas", replicas},
         {"partitions", current_.partitions}});
    on_change_(current_);
  }
  return read;
}

void TopologyWatcher::Run() {
  while (true) {
    {
      const absl::MutexLock lock(&mu_);
      if (mu_.AwaitWithTimeout(absl::Condition(&stopping_), interval_)) {
        return;
      }
    }
    Look().IgnoreError();  // it was logged
  }
}

}  // namespace standpoint
