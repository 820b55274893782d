// What an ingest that no process runs has taken in and passed on.

#ifndef STANDPOINT_INGEST_SERVICE_OFFLINE_INTAKE_H_
#define STANDPOINT_INGEST_SERVICE_OFFLINE_INTAKE_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Calls `visit` with each document that the register in `data`/register has as taken in and not deleted, and that the
// queue in `data`/queue holds no more, dead letters included: a store must have it. In order of names; changes nothing;
// errors of `visit` end it. Errors: INTERNAL, reason REGISTER_BROKEN; UNAVAILABLE, DATA_LOSS of the queue.
absl::Status ForEachPassedOn(
    const std::string& data,
    absl::FunctionRef<absl::Status(absl::string_view name, int64_t revision)> visit);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_OFFLINE_INTAKE_H_
