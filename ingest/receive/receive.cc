#include "ingest/receive/receive.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "ingest/receive/field_rules.h"
#include "ingest/receive/json_document.h"
#include "ingest/receive/publish_time.h"

namespace standpoint {
namespace {

constexpr size_t kMaxMediaTypeBytes = 256;
constexpr size_t kMaxCharsetBytes = 64;

absl::Status Check(absl::string_view field, const std::string& fault) {
  return fault.empty() ? absl::OkStatus() : InvalidField(field, fault);
}

absl::Status UnsupportedMediaType(absl::string_view media_type) {
  return MakeError(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_MEDIA_TYPE",
                   absl::StrCat("media_type: \"", media_type,
                                "\" is none of text/plain, text/html and application/json"),
                   {{"field", "media_type"}, {"media_type", std::string(media_type)}});
}

// "Text/HTML; charset=UTF-8": the type in lower case, and the character set if it is named.
absl::Status ReadMediaType(absl::string_view written, std::string& type, std::string& charset) {
  if (written.size() > kMaxMediaTypeBytes ||
      !std::all_of(written.begin(), written.end(), absl::ascii_isprint)) {
    return InvalidField("media_type", "must be up to 256 printable ASCII characters");
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(written, ';');
  type = absl::AsciiStrToLower(absl::StripAsciiWhitespace(parts[0]));
  for (size_t i = 1; i < parts.size(); ++i) {
    const std::pair<absl::string_view, absl::string_view> parameter =
        absl::StrSplit(parts[i], absl::MaxSplits('=', 1));
    if (absl::AsciiStrToLower(absl::StripAsciiWhitespace(parameter.first)) == "charset") {
      absl::string_view value = absl::StripAsciiWhitespace(parameter.second);
      if (absl::ConsumePrefix(&value, "\"")) {
        absl::ConsumeSuffix(&value, "\"");
      }
      charset = std::string(value);
    }
  }
  if (type == "application/xhtml+xml") {
    type = "text/html";
  }
  if (!type.empty() && type != "text/plain" && type != "text/html" && type != "application/json") {
    return UnsupportedMediaType(type);
  }
  return absl::OkStatus();
}

absl::Status ReadFields(const v1::DocumentInput& input, Received& received) {
  RETURN_IF_ERROR(Check("source", SourceFault(input.source())));
  RETURN_IF_ERROR(Check("publisher", PublisherFault(input.publisher())));
  RETURN_IF_ERROR(Check("url", UrlFault(input.url())));
  RETURN_IF_ERROR(Check("title", TitleFault(input.title())));
  RETURN_IF_ERROR(Check("language", LanguageFault(input.language())));
  received.labels.insert(input.labels().begin(), input.labels().end());
  RETURN_IF_ERROR(Check("labels", LabelsFault(received.labels)));
  if (input.has_publish_time()) {
    const auto& time = input.publish_time();
    received.publish_time = absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
    if (time.nanos() < 0 || time.nanos() > 999'999'999 ||
        !IsTimestampRange(*received.publish_time)) {
      return InvalidField("publish_time", "must be from 0001-01-01 to 9999-12-31");
    }
  }
  received.source = input.source();
  received.publisher = OneLine(input.publisher());
  received.url = input.url();
  received.title = OneLine(input.title());
  received.language = input.language();
  return absl::OkStatus();
}

absl::Status CheckKey(absl::string_view key, const std::string& fault) {
  return fault.empty() ? absl::OkStatus()
                       : InvalidField("content", absl::StrCat("key \"", key, "\": ", fault));
}

void FillIn(std::string& field, std::string value) {
  if (field.empty()) {
    field = std::move(value);
  }
}

absl::Status Unfold(absl::string_view content, Received& received) {
  ASSIGN_OR_RETURN(JsonDocument json, ParseJsonDocument(content));
  RETURN_IF_ERROR(CheckKey("source", SourceFault(json.source)));
  RETURN_IF_ERROR(CheckKey("publisher", PublisherFault(json.publisher)));
  RETURN_IF_ERROR(CheckKey("url", UrlFault(json.url)));
  RETURN_IF_ERROR(CheckKey("title", TitleFault(json.title)));
  RETURN_IF_ERROR(CheckKey("language", LanguageFault(json.language)));
  RETURN_IF_ERROR(CheckKey("labels", LabelsFault(json.labels)));
  FillIn(received.source, std::move(json.source));
  FillIn(received.publisher, OneLine(json.publisher));
  FillIn(received.url, std::move(json.url));
  FillIn(received.title, OneLine(json.title));
  FillIn(received.language, std::move(json.language));
  if (!received.publish_time) {
    received.publish_time = json.publish_time;
  }
  received.labels.merge(json.labels);
  RETURN_IF_ERROR(Check("labels", LabelsFault(received.labels)));
  received.media_type = json.is_html ? "text/html" : "text/plain";
  received.charset = "utf-8";
  received.body = std::move(json.body);
  received.body_map = std::move(json.body_map);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Received> Receive(const v1::DocumentInput& input, const ReceiveLimits& limits) {
  const absl::string_view content(input.content());
  if (content.empty()) {
    return InvalidField("content", "is required");
  }
  if (static_cast<int64_t>(content.size()) > limits.max_content_bytes) {
    return InvalidField("content", absl::StrCat("is ", content.size(), " bytes, over the limit of ",
                                                limits.max_content_bytes));
  }
  Received received;
  received.original_size = static_cast<int64_t>(content.size());
  std::string charset;
  RETURN_IF_ERROR(ReadMediaType(input.media_type(), received.media_type, charset));
  received.charset = absl::AsciiStrToLower(input.charset().empty() ? charset : input.charset());
  if (received.charset.size() > kMaxCharsetBytes ||
      !std::all_of(received.charset.begin(), received.charset.end(), absl::ascii_isgraph)) {
    return InvalidField("charset", "must be the IANA name of a character set");
  }
  RETURN_IF_ERROR(ReadFields(input, received));
  const bool is_json = received.media_type == "application/json" ||
                       (received.media_type.empty() && LooksLikeJsonDocument(content));
  if (!is_json) {
    received.body = std::string(content);
    return received;
  }
  if (!received.charset.empty() && received.charset != "utf-8" && received.charset != "us-ascii") {
    return InvalidField("charset", "JSON is UTF-8 (RFC 8259)");
  }
  RETURN_IF_ERROR(Unfold(content, received));
  return received;
}

}  // namespace standpoint
