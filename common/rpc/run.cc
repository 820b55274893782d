#include "common/rpc/run.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/config/settings.h"
#include "common/log/log.h"
#include "common/time/proto_time.h"

namespace standpoint {

void RunUntilStopped(const internal::v1::ServerConfig& given, Signals& signals, RpcServer& server,
                     const DrainSteps& steps) {
  internal::v1::ServerConfig settings = given;
  (void)ApplyDefaults(settings);  // cannot fail: settings_test reads all defaults of ServerConfig
  signals.WaitForStop();
  const absl::Time start = absl::Now();
  server.StopServing();
  absl::SleepFor(ToAbslDuration(settings.drain_delay()));
  if (steps.stop_taking_work) {
    steps.stop_taking_work();
  }
  server.Shutdown(ToAbslDuration(settings.drain_timeout()));
  if (steps.flush) {
    steps.flush();
  }
  Log(Severity::kInfo, "server_stopped",
      {{"address", server.address()}, {"drain_seconds", absl::Now() - start}});
}

}  // namespace standpoint
