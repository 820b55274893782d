// The lexical level of JSON, with the place of every string in the source.

#ifndef STANDPOINT_INGEST_RECEIVE_JSON_READER_H_
#define STANDPOINT_INGEST_RECEIVE_JSON_READER_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/offsets/offset_map.h"

namespace standpoint {

// Reads from the front of `json`, which must outlive it. Threads: one.
// Errors: INVALID_ARGUMENT naming the field `content` and the byte.
class JsonReader {
 public:
  explicit JsonReader(absl::string_view json);

  // The next byte that is not white space; '\0' at the end.
  char Peek();

  // Takes `c` if it is next.
  bool Take(char c);

  // Takes the literal `null` if it is next.
  bool TakeNull();

  // A string; when `map` is given, which bytes of the source its bytes come from.
  absl::StatusOr<std::string> String(OffsetMap* map = nullptr);

  // "byte 17: `what`".
  absl::Status ErrorHere(absl::string_view what) const;

  // What kind of value is next, for messages: "a number".
  absl::string_view KindOfNext();

 private:
  absl::Status Escape(std::string& value, OffsetMapBuilder& map);
  // Four hexadecimal digits at `at`; -1 when they are not there.
  int Hex4(size_t at) const;

  absl::string_view json_;
  size_t at_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_RECEIVE_JSON_READER_H_
