#include "store/record/coding.h"

namespace standpoint {
namespace {

constexpr char kEscape = '\0';
constexpr char kEscapedZero = '\xFF';
constexpr char kEnd = '\x01';

}  // namespace

void AppendVarint(uint64_t value, std::string* out) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

void AppendSigned(int64_t value, std::string* out) {
  AppendVarint(static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63), out);
}

void AppendBigEndian(uint64_t value, int bytes, std::string* out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out->push_back(static_cast<char>(value >> shift));
  }
}

void AppendEscaped(absl::string_view value, std::string* out) {
  for (const char c : value) {
    out->push_back(c);
    if (c == kEscape) {
      out->push_back(kEscapedZero);
    }
  }
  out->push_back(kEscape);
  out->push_back(kEnd);
}

bool ByteReader::ReadVarint(uint64_t* value) {
  uint64_t result = 0;
  for (size_t i = 0; i < rest_.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(rest_[i]);
    if (i == 9 && byte > 1) {
      return false;  // beyond 64 bits
    }
    result |= static_cast<uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      *value = result;
      rest_.remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

bool ByteReader::ReadSigned(int64_t* value) {
  uint64_t folded = 0;
  if (!ReadVarint(&folded)) {
    return false;
  }
  *value = static_cast<int64_t>(folded >> 1 ^ (~(folded & 1) + 1));
  return true;
}

bool ByteReader::ReadBigEndian(int bytes, uint64_t* value) {
  absl::string_view taken;
  if (!ReadBytes(bytes, &taken)) {
    return false;
  }
  *value = 0;
  for (const char c : taken) {
    *value = *value << 8 | static_cast<unsigned char>(c);
  }
  return true;
}

bool ByteReader::ReadBytes(uint64_t size, absl::string_view* bytes) {
  if (size > rest_.size()) {
    return false;
  }
  *bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return true;
}

bool ByteReader::ReadEscaped(std::string* value) {
  std::string result;
  for (size_t i = 0; i + 1 < rest_.size(); ++i) {
    if (rest_[i] != kEscape) {
      result.push_back(rest_[i]);
    } else if (rest_[++i] == kEscapedZero) {
      result.push_back(kEscape);
    } else if (rest_[i] == kEnd) {
      *value = std::move(result);
      rest_.remove_prefix(i + 1);
      return true;
    } else {
      return false;
    }
  }
  return false;
}

}  // namespace standpoint
