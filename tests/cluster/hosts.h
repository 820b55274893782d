// Hosts of a test: each a network namespace with an address of its own, all on one bridge, where they can be cut off.

#ifndef STANDPOINT_TESTS_CLUSTER_HOSTS_H_
#define STANDPOINT_TESTS_CLUSTER_HOSTS_H_

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace standpoint {

// The test's own process is on the bridge, too, and reaches every host that is not cut off.
// Threads: one at a time. Errors: INTERNAL with what `ip` said.
class Hosts {
 public:
  // Makes `count` hosts. Errors: PERMISSION_DENIED where this process may not make network namespaces: it is not root.
  static absl::StatusOr<std::unique_ptr<Hosts>> Make(int count);

  // Removes all of them. What still runs in them keeps its namespace, without a network.
  ~Hosts();

  Hosts(const Hosts&) = delete;
  Hosts& operator=(const Hosts&) = delete;

  // "10.231.7.3"
  std::string address(int host) const;

  // What stands before a command that shall run on a host.
  std::vector<std::string> Inside(int host) const;

  // Nothing comes to a host or from it any more.
  absl::Status Cut(int host);
  // Two hosts do not reach each other; everybody else reaches both.
  absl::Status CutBetween(int one, int other);
  // Undoes every cut.
  absl::Status Heal();

 private:
  explicit Hosts(int count);

  std::string Name(int host) const;
  absl::Status Build();

  const int count_;
  const std::string tag_;     // of this process: no two tests share names or addresses
  const std::string subnet_;  // "10.231.7."
  std::set<int> cut_;
  std::set<std::pair<int, int>> cut_between_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_CLUSTER_HOSTS_H_
