// What a register that no process has open knows.

#ifndef STANDPOINT_INGEST_REGISTER_OFFLINE_REGISTER_H_
#define STANDPOINT_INGEST_REGISTER_OFFLINE_REGISTER_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Calls `visit` with each document that the register in `directory` has as taken in and not deleted, in order of their
// names, without a change; its errors end the scan. Errors: INTERNAL, reason REGISTER_BROKEN.
absl::Status ForEachAcknowledged(
    const std::string& directory,
    absl::FunctionRef<absl::Status(absl::string_view name, int64_t revision)> visit);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_REGISTER_OFFLINE_REGISTER_H_
