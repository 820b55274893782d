// What is known of the records of a partition beyond its committed position; docs/formats/log.md, "Positions of the workers".

#ifndef STANDPOINT_QUEUE_KAFKA_POSITION_METADATA_H_
#define STANDPOINT_QUEUE_KAFKA_POSITION_METADATA_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Below the horizon, records are done unless they are listed.
struct PositionMetadata {
  int64_t horizon = 0;
  std::map<int64_t, int> unfinished;  // attempts by offset

  friend bool operator==(const PositionMetadata& a, const PositionMetadata& b) {
    return a.horizon == b.horizon && a.unfinished == b.unfinished;
  }
};

// Of a position; at most `max_bytes`: where that is too little the horizon is lower, and listed records above it are left out.
std::string EncodePositionMetadata(int64_t position, const PositionMetadata& metadata,
                                   size_t max_bytes = 4000);

// What EncodePositionMetadata made; anything else means that nothing is known: the horizon is the position.
PositionMetadata DecodePositionMetadata(int64_t position, absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_POSITION_METADATA_H_
