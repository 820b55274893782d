// Large values in the log: compressed, and cut into pieces that fit into records. docs/formats/log.md.

#ifndef STANDPOINT_COMMON_KAFKA_PIECES_H_
#define STANDPOINT_COMMON_KAFKA_PIECES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/kafka/kafka_record.h"

namespace standpoint {

// Of a value, whole.
inline constexpr int64_t kMaxLogValueBytes = int64_t{256} << 20;

// The records that carry `whole`, in the order in which they are to be written: `whole` itself when it is small. `max_record_bytes`: as in
// KafkaConfig. Of several pieces only the first has the headers of `whole`. Errors: RESOURCE_EXHAUSTED, reason RECORD_TOO_LARGE, over kMaxLogValueBytes.
absl::StatusOr<std::vector<LogWrite>> CutIntoPieces(LogWrite whole, int max_record_bytes);

// A value put together.
struct JoinedRecord {
  LogRead record;                // `offset` is that of the first piece
  int64_t last_offset = 0;       // of the last piece to come
  std::vector<int64_t> offsets;  // of all pieces, ascending
};

// Puts the values of one partition together. Pieces of several values may come mixed; one that came already is ignored. What it holds
// is bounded by what writers have under way: each of them writes the pieces of a value in one go.
// Threads: one at a time.
class PieceJoiner {
 public:
  // Takes the next record of the partition; gives a value when this one makes it whole. Errors: INTERNAL, reason LOG_CORRUPT, for what no
  // writer of ours makes; the record is passed over.
  absl::StatusOr<std::optional<JoinedRecord>> Add(LogRead record);

  // The offset of the first piece of a value that is not whole yet, the lowest of them; absent when there is none. A position that is
  // kept must not be beyond it.
  std::optional<int64_t> OldestIncomplete() const;

 private:
  struct Value {
    LogRead first;
    std::vector<std::optional<std::string>> pieces;
    std::vector<int64_t> offsets;
    size_t found = 0;
    int64_t bytes = 0;
  };

  std::map<std::string, Value> incomplete_;  // by the pieces' id
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_PIECES_H_
