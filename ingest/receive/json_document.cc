#include "ingest/receive/json_document.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "ingest/receive/json_reader.h"
#include "ingest/receive/publish_time.h"

namespace standpoint {
namespace {

constexpr absl::string_view kKeys[] = {"text",  "html",         "source", "publisher", "url",
                                       "title", "publish_time", "date",   "language",  "labels"};
constexpr size_t kMaxLabels = 32;  // more are refused while reading; the exact rules are Receive's

absl::Status KeyError(absl::string_view key, absl::string_view what) {
  return InvalidField("content", absl::StrCat("key \"", key, "\": ", what));
}

// A key for a message: foreign, so shown short and in ASCII.
std::string Shown(absl::string_view key) {
  std::string shown(key.substr(0, 32));
  for (char& c : shown) {
    c = absl::ascii_isprint(c) && c != '"' ? c : '?';
  }
  return shown;
}

absl::Status ReadLabels(JsonReader& reader, std::map<std::string, std::string>& labels) {
  if (!reader.Take('{')) {
    return reader.ErrorHere(absl::StrCat("key \"labels\": an object of strings is expected, not ",
                                         reader.KindOfNext()));
  }
  if (reader.Take('}')) {
    return absl::OkStatus();
  }
  do {
    ASSIGN_OR_RETURN(const std::string key, reader.String());
    if (!reader.Take(':')) {
      return reader.ErrorHere("':' is expected");
    }
    ASSIGN_OR_RETURN(std::string value, reader.String());
    if (!labels.emplace(key, std::move(value)).second) {
      return reader.ErrorHere(absl::StrCat("label \"", Shown(key), "\" is there twice"));
    }
    if (labels.size() > kMaxLabels) {
      return reader.ErrorHere(absl::StrCat("more than ", kMaxLabels, " labels"));
    }
  } while (reader.Take(','));
  return reader.Take('}') ? absl::OkStatus() : reader.ErrorHere("',' or '}' is expected");
}

absl::Status ReadTime(absl::string_view key, JsonReader& reader, JsonDocument& document) {
  ASSIGN_OR_RETURN(const std::string written, reader.String());
  if (written.empty()) {
    return absl::OkStatus();
  }
  document.publish_time = ParsePublishTime(written);
  return document.publish_time ? absl::OkStatus() : KeyError(key, "must be RFC 3339 or YYYY-MM-DD");
}

absl::Status ReadText(std::string& to, JsonReader& reader) {
  ASSIGN_OR_RETURN(to, reader.String());
  return absl::OkStatus();
}

absl::Status ReadBody(bool is_html, JsonReader& reader, JsonDocument& document) {
  document.is_html = is_html;
  ASSIGN_OR_RETURN(document.body, reader.String(&document.body_map));
  return absl::OkStatus();
}

// `key` is one of kKeys.
absl::Status ReadValue(absl::string_view key, JsonReader& reader, JsonDocument& document) {
  if (key == "text" || key == "html") return ReadBody(key == "html", reader, document);
  if (key == "source") return ReadText(document.source, reader);
  if (key == "publisher") return ReadText(document.publisher, reader);
  if (key == "url") return ReadText(document.url, reader);
  if (key == "title") return ReadText(document.title, reader);
  if (key == "language") return ReadText(document.language, reader);
  if (key == "labels") return ReadLabels(reader, document.labels);
  return ReadTime(key, reader, document);
}

// A key that says the same as `key` counts as the same.
std::string CanonicalKey(absl::string_view key) {
  if (key == "date") return "publish_time";
  if (key == "html") return "text";
  return std::string(key);
}

absl::Status ReadMember(JsonReader& reader, JsonDocument& document, std::set<std::string>& seen) {
  if (reader.Peek() != '"') {
    return reader.ErrorHere(absl::StrCat("a key is expected, not ", reader.KindOfNext()));
  }
  ASSIGN_OR_RETURN(const std::string key, reader.String());
  if (!reader.Take(':')) {
    return reader.ErrorHere("':' is expected");
  }
  if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) {
    return reader.ErrorHere(absl::StrCat("unknown key \"", Shown(key), "\""));
  }
  if (reader.TakeNull()) {  // as if the key were missing
    return absl::OkStatus();
  }
  if (!seen.insert(CanonicalKey(key)).second) {
    return reader.ErrorHere(
        absl::StrCat("key \"", Shown(key), "\" is there twice, or beside its alternative"));
  }
  return ReadValue(key, reader, document);
}

}  // namespace

bool LooksLikeJsonDocument(absl::string_view content) {
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
  JsonReader reader(content.substr(0, 1024));
  return reader.Take('{') && reader.Peek() == '"';
}

absl::StatusOr<JsonDocument> ParseJsonDocument(absl::string_view content) {
  JsonReader reader(content);
  JsonDocument document;
  std::set<std::string> seen;
  if (!reader.Take('{')) {
    return reader.ErrorHere(absl::StrCat("one JSON object is expected, not ", reader.KindOfNext()));
  }
  if (!reader.Take('}')) {
    do {
      RETURN_IF_ERROR(ReadMember(reader, document, seen));
    } while (reader.Take(','));
    if (!reader.Take('}')) {
      return reader.ErrorHere("',' or '}' is expected");
    }
  }
  if (reader.Peek() != '\0') {
    return reader.ErrorHere("something follows the object; send JSON Lines line by line");
  }
  if (seen.count("text") == 0) {
    return InvalidField("content", "one of the keys \"text\" and \"html\" is required");
  }
  return document;
}

}  // namespace standpoint
