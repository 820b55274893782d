#include "ingest/detect/detect.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "ingest/detect/media_type.h"

namespace standpoint {
namespace {

constexpr size_t kPrefix = 4096;  // of the body, for everything that is found near its beginning

absl::Status NotText(absl::string_view what) {
  return MakeError(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_MEDIA_TYPE",
                   absl::StrCat("content: is ", what, ", not plain text, HTML or JSON"),
                   {{"field", "content"}, {"media_type", std::string(what)}});
}

}  // namespace

absl::StatusOr<Detection> Detect(absl::string_view body, absl::string_view media_type,
                                 absl::string_view charset) {
  std::optional<Charset> known = CharsetOfMark(body);
  if (!known && !charset.empty()) {
    std::optional<std::string> name = CanonicalCharset(charset);
    if (!name) {
      return InvalidField("charset", "is not a character set that is known here");
    }
    known = Charset{*std::move(name), true, 0};
  }
  if (!known) {
    known = CharsetOfZeros(body);  // UTF-16 without a mark
  }
  const bool wide = known && (known->name == "UTF-16LE" || known->name == "UTF-16BE");
  std::string prefix(body.substr(known ? known->mark_size : 0, kPrefix));
  if (wide) {  // ASCII shows once the zeros are gone
    prefix.erase(std::remove(prefix.begin(), prefix.end(), '\0'), prefix.end());
  }
  if (const absl::string_view binary = BinaryMediaType(prefix); !binary.empty()) {
    return NotText(binary);
  }
  Detection detection;
  detection.media_type = std::string(media_type);
  if (media_type.empty()) {
    detection.media_type = std::string(TextMediaType(prefix));
    if (detection.media_type == "application/xml") {
      return NotText(detection.media_type);
    }
  }
  if (!known && detection.media_type == "text/html") {
    known = CharsetOfHtml(prefix);
  }
  detection.charset = known ? *std::move(known) : GuessCharset(body);
  return detection;
}

}  // namespace standpoint
