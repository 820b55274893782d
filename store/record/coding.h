// Numbers and strings as bytes: short ones for values, order-preserving ones for keys.

#ifndef STANDPOINT_STORE_RECORD_CODING_H_
#define STANDPOINT_STORE_RECORD_CODING_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Seven bits a byte, lowest first, as in Protobuf.
void AppendVarint(uint64_t value, std::string* out);
// Small numbers of either sign are short: 0, -1, 1, -2 become 0, 1, 2, 3.
void AppendSigned(int64_t value, std::string* out);
// Big-endian, so that bytewise order is numerical order. `bytes`: 1 to 8; higher bytes of `value`
// are dropped.
void AppendBigEndian(uint64_t value, int bytes, std::string* out);
// Self-delimiting and order-preserving: a zero byte becomes 00 FF, the end is 00 01.
void AppendEscaped(absl::string_view value, std::string* out);

// Takes its parts from the front of bytes that may be broken: each method returns false, and takes
// nothing, when what it looks for is not there.
// Lifetime: the bytes outlive it.
class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  bool ReadVarint(uint64_t* value);
  bool ReadSigned(int64_t* value);
  bool ReadBigEndian(int bytes, uint64_t* value);
  bool ReadBytes(uint64_t size, absl::string_view* bytes);
  bool ReadEscaped(std::string* value);

  absl::string_view rest() const { return rest_; }
  bool empty() const { return rest_.empty(); }

 private:
  absl::string_view rest_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_CODING_H_
