// Whether a store that no server has open is whole.

#ifndef STANDPOINT_STORE_SERVICE_OFFLINE_CHECK_H_
#define STANDPOINT_STORE_SERVICE_OFFLINE_CHECK_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "standpoint/v1/operation.pb.h"
#include "store/check/consistency.h"
#include "store/engine/engine.h"

namespace standpoint {

// Opens the database in `directory`, which must be there, without changing it. Errors: FAILED_PRECONDITION, reason
// FORMAT_TOO_NEW; INTERNAL when it cannot be opened.
absl::StatusOr<std::unique_ptr<Engine>> OpenStoreOffline(const std::string& directory);

// Opens it so, and checks every index against the records and
// every file against its checksums. Errors: those of OpenStoreOffline.
absl::StatusOr<v1::ConsistencyReport> CheckStoreOffline(const std::string& directory);

// The same, but with digests of the records instead of checks.
absl::StatusOr<v1::ConsistencyReport> DigestStoreOffline(const std::string& directory);

// Digests of all records as the API has them. `progress`: of DigestRecords, whose errors it has, too.
absl::StatusOr<v1::ConsistencyReport> DigestReport(
    const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress = {});

// `found` as the API has it.
v1::ConsistencyReport ToReport(const ConsistencyReport& found);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_OFFLINE_CHECK_H_
