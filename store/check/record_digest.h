// What a store holds as one number, whatever the order in which it was written: two replicas that applied the same have the same
// digest, and the digests of shards add up to that of one store with everything.

#ifndef STANDPOINT_STORE_CHECK_RECORD_DIGEST_H_
#define STANDPOINT_STORE_CHECK_RECORD_DIGEST_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "store/engine/engine.h"

namespace standpoint {

// A sum of 128-bit hashes, half by half modulo 2^64.
struct HashSum {
  uint64_t high = 0;
  uint64_t low = 0;

  friend bool operator==(const HashSum&, const HashSum&) = default;
};

// Sums over documents. A document counts with name, revision, analyzer, metadata, text, map to the original,
// claims with terms, and stances: XXH3-128 over its stored records. What differs between replicas does not count: numbers,
// indexes, and deletions, whose number is told.
struct RecordDigest {
  int64_t documents = 0;
  int64_t claims = 0;
  int64_t stances = 0;
  int64_t tombstones = 0;
  HashSum records;

  RecordDigest& operator+=(const RecordDigest& other);
  friend bool operator==(const RecordDigest&, const RecordDigest&) = default;
};

// 32 hexadecimal digits.
std::string DigestText(const HashSum& records);

// By corpus, of those that hold documents or deletions. Reads every record once; memory stays that of one value. `progress`
// as in CheckConsistency. Errors: INTERNAL on a broken disk; reason RECORD_CORRUPT when records do not belong together.
absl::StatusOr<std::map<std::string, RecordDigest>> DigestRecords(
    const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress = {});

RecordDigest Total(const std::map<std::string, RecordDigest>& corpora);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHECK_RECORD_DIGEST_H_
