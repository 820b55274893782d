#include "ingest/receive/json_reader.h"

#include <unicode/utf8.h>

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

bool IsPlain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

void AppendCodePoint(int32_t code_point, std::string& to) {
  char bytes[4];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, code_point);
  to.append(bytes, size);
}

}  // namespace

JsonReader::JsonReader(absl::string_view json) : json_(json) {
  if (absl::StartsWith(json_, "\xEF\xBB\xBF")) {
    at_ = 3;
  }
}

char JsonReader::Peek() {
  while (at_ < json_.size() &&
         (json_[at_] == ' ' || json_[at_] == '\n' || json_[at_] == '\r' || json_[at_] == '\t')) {
    ++at_;
  }
  return at_ < json_.size() ? json_[at_] : '\0';
}

bool JsonReader::Take(char c) {
  if (Peek() != c || at_ >= json_.size()) {
    return false;
  }
  ++at_;
  return true;
}

bool JsonReader::TakeNull() {
  Peek();
  if (!absl::StartsWith(json_.substr(at_), "null")) {
    return false;
  }
  at_ += 4;
  return true;
}

absl::Status JsonReader::ErrorHere(absl::string_view what) const {
  return InvalidField("content", absl::StrCat("byte ", at_, ": ", what));
}

absl::string_view JsonReader::KindOfNext() {
  switch (Peek()) {
    case '"':
      return "a string";
    case '{':
      return "an object";
    case '[':
      return "an array";
    case '\0':
      return "the end";
    default:
      break;
  }
  const absl::string_view rest = json_.substr(at_);
  if (absl::StartsWith(rest, "true") || absl::StartsWith(rest, "false")) {
    return "a boolean";
  }
  if (absl::StartsWith(rest, "null")) {
    return "null";
  }
  return rest[0] == '-' || absl::ascii_isdigit(rest[0]) ? "a number" : "other text";
}

int JsonReader::Hex4(size_t at) const {
  if (at + 4 > json_.size()) {
    return -1;
  }
  int value = 0;
  for (const char c : json_.substr(at, 4)) {
    if (!absl::ascii_isxdigit(c)) {
      return -1;
    }
    value = value * 16 + (absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10);
  }
  return value;
}

absl::Status JsonReader::Escape(std::string& value, OffsetMapBuilder& map) {
  static constexpr absl::string_view kLetters = "\"\\/bfnrt";
  static constexpr absl::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const size_t begin = at_;
  const size_t size_before = value.size();
  const char letter = at_ + 1 < json_.size() ? json_[at_ + 1] : '\0';
  if (letter != 'u') {
    const size_t which = kLetters.find(letter);
    if (letter == '\0' || which == absl::string_view::npos) {
      return ErrorHere("unknown escape in a string");
    }
    value.push_back(kMeanings[which]);
    at_ += 2;
  } else {
    int32_t code_point = Hex4(at_ + 2);
    size_t size = 6;
    if (code_point >= 0xD800 && code_point < 0xDC00 &&
        absl::StartsWith(json_.substr(at_ + 6), "\\u")) {
      const int low = Hex4(at_ + 8);
      if (low >= 0xDC00 && low < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        size = 12;
      }
    }
    if (code_point < 0 || (code_point >= 0xD800 && code_point < 0xE000)) {
      return ErrorHere("\\u without four hexadecimal digits or without its other surrogate");
    }
    AppendCodePoint(code_point, value);
    at_ += size;
  }
  const bool blank = absl::ascii_isspace(value.back());
  map.Append(value.size() - size_before, begin, at_ - begin, blank);
  return absl::OkStatus();
}

absl::StatusOr<std::string> JsonReader::String(OffsetMap* map) {
  if (!Take('"')) {
    return ErrorHere(absl::StrCat("a string is expected, not ", KindOfNext()));
  }
  std::string value;
  OffsetMapBuilder builder;
  while (at_ < json_.size() && json_[at_] != '"') {
    const unsigned char c = json_[at_];
    if (c == '\\') {
      RETURN_IF_ERROR(Escape(value, builder));
      continue;
    }
    const size_t begin = at_;
    if (IsPlain(c)) {
      while (at_ < json_.size() && IsPlain(json_[at_])) {
        ++at_;
      }
    } else if (c < 0x20) {
      return ErrorHere("a control character in a string must be escaped");
    } else {
      int32_t next = static_cast<int32_t>(at_);
      UChar32 code_point;
      U8_NEXT(json_.data(), next, static_cast<int32_t>(json_.size()), code_point);
      if (code_point < 0) {
        return ErrorHere("malformed UTF-8");
      }
      at_ = next;
    }
    value.append(json_.data() + begin, at_ - begin);
    builder.Append(at_ - begin, begin, at_ - begin, false);
  }
  if (at_ >= json_.size()) {
    return ErrorHere("the JSON ends inside a string");
  }
  ++at_;
  if (map != nullptr) {
    *map = std::move(builder).Build();
  }
  return value;
}

}  // namespace standpoint
