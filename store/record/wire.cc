#include "store/record/wire.h"

#include <bit>

namespace standpoint {
namespace {

// The lower three bits of a tag.
constexpr uint64_t kVarint = 0;
constexpr uint64_t kBytes = 2;
constexpr uint64_t kFixed32 = 5;
constexpr uint64_t kLargestField = (1 << 29) - 1;

void PutTag(int field, uint64_t type, std::string* out) {
  AppendVarint(static_cast<uint64_t>(field) << 3 | type, out);
}

}  // namespace

bool WireReader::Next() {
  if (!ok_ || reader_.empty()) {
    return false;
  }
  uint64_t tag = 0;
  if (!reader_.ReadVarint(&tag) || tag >> 3 == 0 || tag >> 3 > kLargestField) {
    return Refuse();
  }
  const int number = static_cast<int>(tag >> 3);
  is_bytes_ = (tag & 7) == kBytes;
  is_repeated_ = number == number_;
  if (number < number_ || (!is_bytes_ && (tag & 7) != kVarint) || !reader_.ReadVarint(&value_) ||
      (is_bytes_ && !reader_.ReadBytes(value_, &bytes_))) {
    return Refuse();
  }
  number_ = number;
  return true;
}

void PutNumber(int field, int64_t value, std::string* out) {
  if (value != 0) {
    PutTag(field, kVarint, out);
    AppendVarint(static_cast<uint64_t>(value), out);
  }
}

void PutPresentFloat(int field, float value, std::string* out) {
  PutTag(field, kFixed32, out);
  const auto bits = std::bit_cast<uint32_t>(value);
  for (int shift = 0; shift < 32; shift += 8) {
    out->push_back(static_cast<char>(bits >> shift));
  }
}

void PutFloat(int field, float value, std::string* out) {
  if (std::bit_cast<uint32_t>(value) != 0) {
    PutPresentFloat(field, value, out);
  }
}

void PutMessage(int field, absl::string_view message, std::string* out) {
  PutTag(field, kBytes, out);
  AppendVarint(message.size(), out);
  out->append(message.data(), message.size());
}

void PutBytes(int field, absl::string_view bytes, std::string* out) {
  if (!bytes.empty()) {
    PutMessage(field, bytes, out);
  }
}

size_t BeginMessage(int field, std::string* out) {
  PutTag(field, kBytes, out);
  out->push_back('\0');  // the size, which nearly always is one byte
  return out->size();
}

void EndMessage(size_t begin, std::string* out) {
  const size_t size = out->size() - begin;
  if (size < 0x80) {
    (*out)[begin - 1] = static_cast<char>(size);
    return;
  }
  std::string prefix;
  AppendVarint(size, &prefix);
  out->replace(begin - 1, 1, prefix);
}

}  // namespace standpoint
