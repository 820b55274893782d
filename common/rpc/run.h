// From started to stopped: the one order in which all our servers end.

#ifndef STANDPOINT_COMMON_RPC_RUN_H_
#define STANDPOINT_COMMON_RPC_RUN_H_

#include <functional>

#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// What a server does besides serving. Empty functions do nothing.
struct DrainSteps {
  // Ends what waits or goes on by itself: long polls, streams, workers' leases. Calls under way still finish afterwards.
  std::function<void()> stop_taking_work;
  // After the last call: what is in memory goes to disk.
  std::function<void()> flush;
};

// Blocks until the first SIGTERM or SIGINT, then: health says NOT_SERVING; waits `drain_delay` for endpoints to hear of
// it; stop_taking_work; refuses calls and lets those under way finish within `drain_timeout`; flush. What of `settings`
// has no value takes its default.
void RunUntilStopped(const internal::v1::ServerConfig& settings, Signals& signals,
                     RpcServer& server, const DrainSteps& steps);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_RUN_H_
