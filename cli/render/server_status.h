// The status of servers, to be read by people.

#ifndef STANDPOINT_CLI_RENDER_SERVER_STATUS_H_
#define STANDPOINT_CLI_RENDER_SERVER_STATUS_H_

#include <string>

#include "absl/time/time.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {

// Of one server at `address`; `now` gives how long it has been up.
std::string RenderServerStatus(const std::string& address, const v1::GetStatusResponse& status,
                               absl::Time now, const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_SERVER_STATUS_H_
