// Protobuf's wire format, as far as our messages' serialisers write it: enough to copy parts of one message into another
// without making either. Source: https://protobuf.dev/programming-guides/encoding/

#ifndef STANDPOINT_STORE_RECORD_WIRE_H_
#define STANDPOINT_STORE_RECORD_WIRE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "store/record/coding.h"

namespace standpoint {

// Takes the fields of a message one after the other: numbers (varints) and bytes, by ascending numbers of fields, as
// serialisers write them. Everything else ends it with ok() false.
// Lifetime: views into the message.
class WireReader {
 public:
  explicit WireReader(absl::string_view message) : reader_(message) {}

  // False at the end, and at what it does not know.
  bool Next();
  // At the end: whether all of the message was taken.
  bool ok() const { return ok_; }
  // For what the caller does not know. Returns false.
  bool Refuse() { return ok_ = false; }

  // Of the field taken last.
  int number() const { return number_; }
  bool is_bytes() const { return is_bytes_; }
  bool is_repeated() const { return is_repeated_; }  // the one before it had the same number
  uint64_t value() const { return value_; }
  absl::string_view bytes() const { return bytes_; }

 private:
  ByteReader reader_;
  bool ok_ = true;
  int number_ = 0;
  bool is_bytes_ = false;
  bool is_repeated_ = false;
  uint64_t value_ = 0;
  absl::string_view bytes_;
};

// These leave out what is zero or empty, as serialisers do.
void PutNumber(int field, int64_t value, std::string* out);
void PutFloat(int field, float value, std::string* out);
void PutBytes(int field, absl::string_view bytes, std::string* out);

// These do not.
void PutPresentFloat(int field, float value, std::string* out);
void PutMessage(int field, absl::string_view message, std::string* out);
// A message whose fields are put next; EndMessage gets what BeginMessage gave.
size_t BeginMessage(int field, std::string* out);
void EndMessage(size_t begin, std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_WIRE_H_
