#include "queue/rocksdb/record_format.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr char kItemVersion = 1;
constexpr char kPayloadVersion = 1;
constexpr char kDeadLetterVersion = 1;

absl::Status Corrupt(absl::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, "QUEUE_CORRUPT",
                   absl::StrCat("queue record cannot be read: ", what));
}

// LEB128, as in protocol buffers.
void PutVarint(std::string& out, uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void PutBytes(std::string& out, absl::string_view bytes) {
  PutVarint(out, bytes.size());
  out.append(bytes.data(), bytes.size());
}

// Takes values off the front; after a failure every further one is 0 or empty.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : rest_(bytes) {}

  uint64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) {
        return Fail();
      }
      const auto byte = static_cast<uint8_t>(rest_[0]);
      rest_.remove_prefix(1);
      if (shift == 63 && byte > 1) {
        return Fail();
      }
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) {
        // Only the shortest form: each record has one encoding.
        return byte == 0 && shift > 0 ? Fail() : value;
      }
    }
    return Fail();
  }

  uint32_t Varint32() {
    const uint64_t value = Varint();
    return value > std::numeric_limits<uint32_t>::max() ? static_cast<uint32_t>(Fail())
                                                        : static_cast<uint32_t>(value);
  }

  // Times before the epoch are not written.
  int64_t Micros() {
    const uint64_t value = Varint();
    return value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())
               ? static_cast<int64_t>(Fail())
               : static_cast<int64_t>(value);
  }

  std::string Bytes() {
    const uint64_t size = Varint();
    if (size > rest_.size()) {
      Fail();
      return "";
    }
    std::string bytes(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return bytes;
  }

  bool Version(char version) {
    const bool same = !rest_.empty() && rest_[0] == version;
    rest_.remove_prefix(same ? 1 : 0);
    ok_ = ok_ && same;
    return same;
  }

  absl::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  uint64_t Fail() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace

std::string EncodeNumber(uint64_t number) {
  std::string out(8, '\0');
  for (int i = 7; i >= 0; --i) {
    out[i] = static_cast<char>(number);
    number >>= 8;
  }
  return out;
}

absl::StatusOr<uint64_t> DecodeNumber(absl::string_view bytes) {
  if (bytes.size() != 8) {
    return Corrupt("number");
  }
  uint64_t number = 0;
  for (const char c : bytes) {
    number = number << 8 | static_cast<uint8_t>(c);
  }
  return number;
}

std::string EncodeItem(const ItemRecord& record) {
  std::string out(1, kItemVersion);
  PutVarint(out, static_cast<uint64_t>(record.enqueue_micros));
  PutVarint(out, record.size_bytes);
  PutVarint(out, record.attempts);
  PutVarint(out, static_cast<uint64_t>(record.not_before_micros));
  return out;
}

absl::StatusOr<ItemRecord> DecodeItem(absl::string_view bytes) {
  Reader reader(bytes);
  if (!reader.Version(kItemVersion)) {
    return Corrupt("item version");
  }
  ItemRecord record;
  record.enqueue_micros = reader.Micros();
  record.size_bytes = reader.Varint32();
  record.attempts = reader.Varint32();
  record.not_before_micros = reader.Micros();
  if (!reader.done()) {
    return Corrupt("item");
  }
  return record;
}

std::string EncodePayload(const WorkItem& item) {
  std::string out;
  out.reserve(1 + 5 + item.key.size() + item.payload.size());
  out.push_back(kPayloadVersion);
  PutBytes(out, item.key);
  out.append(item.payload);
  return out;
}

absl::StatusOr<WorkItem> DecodePayload(absl::string_view bytes) {
  Reader reader(bytes);
  if (!reader.Version(kPayloadVersion)) {
    return Corrupt("payload version");
  }
  WorkItem item;
  item.key = reader.Bytes();
  if (!reader.ok()) {
    return Corrupt("payload");
  }
  item.payload = std::string(reader.rest());
  return item;
}

std::string EncodeDeadLetter(const DeadLetterRecord& record) {
  std::string out(1, kDeadLetterVersion);
  PutVarint(out, record.sequence);
  PutVarint(out, record.attempts);
  PutVarint(out, static_cast<uint64_t>(record.enqueue_micros));
  PutVarint(out, static_cast<uint64_t>(record.dead_micros));
  PutVarint(out, record.size_bytes);
  PutBytes(out, record.key);
  PutBytes(out, record.reason);
  return out;
}

absl::StatusOr<DeadLetterRecord> DecodeDeadLetter(absl::string_view bytes) {
  Reader reader(bytes);
  if (!reader.Version(kDeadLetterVersion)) {
    return Corrupt("dead letter version");
  }
  DeadLetterRecord record;
  record.sequence = reader.Varint();
  record.attempts = reader.Varint32();
  record.enqueue_micros = reader.Micros();
  record.dead_micros = reader.Micros();
  record.size_bytes = reader.Varint32();
  record.key = reader.Bytes();
  record.reason = reader.Bytes();
  if (!reader.done()) {
    return Corrupt("dead letter");
  }
  return record;
}

}  // namespace standpoint
