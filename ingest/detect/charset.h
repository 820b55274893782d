// Character sets: their names, and finding out which one bytes are in.

#ifndef STANDPOINT_INGEST_DETECT_CHARSET_H_
#define STANDPOINT_INGEST_DETECT_CHARSET_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

struct Charset {
  std::string name;  // canonical: "UTF-8", "windows-1252"; ICU knows it too
  bool certain =
      false;  // a mark or the client said so; otherwise malformed bytes are expected and replaced
  size_t mark_size = 0;  // bytes of the byte-order mark at the front
};

// The canonical name of the character set that `label` names; absent when it is none of the
// Encoding Standard's. Labels mean what they mean on the web: "iso-8859-1" and "us-ascii" are
// windows-1252, "gb2312" is GB18030. Source: WHATWG Encoding Standard, section 4.2.
std::optional<std::string> CanonicalCharset(absl::string_view label);

// Of a byte-order mark at the front of `body`.
std::optional<Charset> CharsetOfMark(absl::string_view body);

// UTF-16 told from where the zero bytes of ASCII letters stand.
std::optional<Charset> CharsetOfZeros(absl::string_view body);

// As an HTML document names it in a meta element. Source: HTML Living Standard, "prescan a byte
// stream".
std::optional<Charset> CharsetOfHtml(absl::string_view prefix);

// UTF-8 when all of `body` is; otherwise what its bytes look like; windows-1252 when they do not
// tell.
Charset GuessCharset(absl::string_view body);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_DETECT_CHARSET_H_
