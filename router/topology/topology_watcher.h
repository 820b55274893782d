// The topology as it is now: its file is read again when it changes, its names are resolved again now and then.

#ifndef STANDPOINT_ROUTER_TOPOLOGY_TOPOLOGY_WATCHER_H_
#define STANDPOINT_ROUTER_TOPOLOGY_TOPOLOGY_WATCHER_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/metrics/metrics.h"
#include "router/topology/topology.h"

namespace standpoint {

// A file that is missing, malformed or unreadable is refused with a log line (topology_refused) and a metric, and the
// topology stays as it was. Threads: safe.
class TopologyWatcher {
 public:
  using OnChange = std::function<void(const Topology&)>;
  using Resolver = std::function<absl::StatusOr<std::vector<std::string>>(absl::string_view host,
                                                                          absl::string_view port)>;

  // Reads `file` and calls `on_change` with it before it returns, and again on its own thread, which looks each
  // `interval` (infinite: never by itself). Errors: those of ParseTopology and ResolveTopology, INVALID_CONFIG for no file too.
  // Lifetime: `metrics` outlives it.
  static absl::StatusOr<std::unique_ptr<TopologyWatcher>> Start(const std::string& file,
                                                                absl::Duration interval,
                                                                Metrics& metrics,
                                                                OnChange on_change,
                                                                Resolver resolver = ResolveName);
  ~TopologyWatcher();

  TopologyWatcher(const TopologyWatcher&) = delete;
  TopologyWatcher& operator=(const TopologyWatcher&) = delete;

  // Looks now. The status tells what is wrong with the file, or that a name cannot be resolved.
  absl::Status Look() ABSL_LOCKS_EXCLUDED(look_mu_);

 private:
  TopologyWatcher(std::string file, absl::Duration interval, Metrics& metrics, OnChange on_change,
                  Resolver resolver);

  absl::Status Read() ABSL_EXCLUSIVE_LOCKS_REQUIRED(look_mu_);
  void Run();

  const std::string file_;
  const absl::Duration interval_;
  const OnChange on_change_;
  const Resolver resolver_;
  prometheus::Counter& loads_;
  prometheus::Counter& refusals_;

  absl::Mutex look_mu_;
  std::optional<std::string> text_ ABSL_GUARDED_BY(look_mu_);  // that was read last, good or bad
  absl::Status refused_ ABSL_GUARDED_BY(look_mu_);
  absl::Status unresolved_ ABSL_GUARDED_BY(look_mu_);
  Topology written_ ABSL_GUARDED_BY(look_mu_);
  Topology current_ ABSL_GUARDED_BY(look_mu_);

  absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_TOPOLOGY_TOPOLOGY_WATCHER_H_
