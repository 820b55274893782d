#include "ingest/extract/decode.h"

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/text/utf8.h"
#include "ingest/detect/ascii_prefix.h"

namespace standpoint {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

absl::Status Malformed(size_t at, absl::string_view charset) {
  return InvalidField("content", absl::StrCat("byte ", at, ": malformed ", charset));
}

absl::Status TooMuch(size_t max_bytes) {
  return InvalidField("content", absl::StrCat("is over ", max_bytes, " bytes as UTF-8"));
}

void AppendPiece(absl::string_view piece, int32_t begin, int32_t size, Decoded& decoded,
                 OffsetMapBuilder& map) {
  absl::StrAppend(&decoded.text, piece);
  const bool blank = piece.size() == 1 && absl::ascii_isspace(piece[0]);
  map.Append(static_cast<int32_t>(piece.size()), begin, size, blank);
}

absl::StatusOr<Decoded> DecodeUtf8(absl::string_view body, const Charset& charset,
                                   size_t max_bytes) {
  Decoded decoded;
  OffsetMapBuilder map;
  size_t at = charset.mark_size;
  while (at < body.size()) {
    const size_t good = FirstMalformedUtf8(body.substr(at));
    if (good > 0) {
      AppendPiece(body.substr(at, good), at, good, decoded, map);
      at += good;
    }
    if (at >= body.size()) {
      break;
    }
    if (charset.certain) {
      return Malformed(at, charset.name);
    }
    size_t next = at;
    U8_FWD_1(reinterpret_cast<const uint8_t*>(body.data()), next, body.size());
    AppendPiece(kReplacement, at, next - at, decoded, map);
    at = next;
    if (decoded.text.size() > max_bytes) {
      break;
    }
  }
  if (decoded.text.size() > max_bytes) {
    return TooMuch(max_bytes);
  }
  decoded.map = std::move(map).Build();
  return decoded;
}

// Whether bytes below 0x80 at the beginning of a character are ASCII.
bool ExtendsAscii(absl::string_view charset) {
  return !absl::StartsWith(charset, "UTF-16") && charset != "ISO-2022-JP";
}

}  // namespace

absl::StatusOr<Decoded> Decode(absl::string_view body, const Charset& charset, size_t max_bytes) {
  if (charset.name == "UTF-8") {
    return DecodeUtf8(body, charset, max_bytes);
  }
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.name.c_str(), &error), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  if (U_FAILURE(error)) {
    return InvalidField("charset", absl::StrCat("cannot be read here: ", charset.name));
  }
  const bool extends_ascii = ExtendsAscii(charset.name);
  Decoded decoded;
  OffsetMapBuilder map;
  size_t at = charset.mark_size;
  while (at < body.size() && decoded.text.size() <= max_bytes) {
    if (const size_t ascii = extends_ascii ? AsciiPrefix(body.substr(at)) : 0; ascii > 0) {
      // Split after white space so that pieces of unequal length before it join it.
      const bool blank = absl::ascii_isspace(body[at]);
      AppendPiece(body.substr(at, blank ? 1 : ascii), at, blank ? 1 : ascii, decoded, map);
      at += blank ? 1 : ascii;
      continue;
    }
    const char* next = body.data() + at;
    const UChar32 code_point =
        ucnv_getNextUChar(converter.get(), &next, body.data() + body.size(), &error);
    if (error == U_INDEX_OUTOFBOUNDS_ERROR) {  // only shift sequences were left
      break;
    }
    const size_t end = std::max<size_t>(next - body.data(), at + 1);
    if (U_FAILURE(error)) {
      if (charset.certain) {
        return Malformed(at, charset.name);
      }
      AppendPiece(kReplacement, at, end - at, decoded, map);
      ucnv_resetToUnicode(converter.get());
      error = U_ZERO_ERROR;
    } else {
      char bytes[4];
      int32_t size = 0;
      U8_APPEND_UNSAFE(bytes, size, code_point);
      AppendPiece(absl::string_view(bytes, size), at, end - at, decoded, map);
    }
    at = end;
  }
  if (decoded.text.size() > max_bytes) {
    return TooMuch(max_bytes);
  }
  decoded.map = std::move(map).Build();
  return decoded;
}

}  // namespace standpoint
