#include "ingest/detect/media_type.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace standpoint {
namespace {

struct Signature {
  absl::string_view bytes;
  absl::string_view media_type;
};

constexpr Signature kBinary[] = {
    {"%PDF-", "application/pdf"},
    {"%!PS-", "application/postscript"},
    {"PK\x03\x04", "application/zip"},
    {"PK\x05\x06", "application/zip"},
    {"\x1F\x8B\x08", "application/gzip"},
    {"BZh", "application/x-bzip2"},
    {"\xFD"
     "7zXZ",
     "application/x-xz"},
    {"7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"},
    {"Rar!\x1A\x07", "application/vnd.rar"},
    {"\x28\xB5\x2F\xFD", "application/zstd"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "application/x-ole-storage"},
    {"{\\rtf", "application/rtf"},
    {"\x7F"
     "ELF",
     "application/x-executable"},
    {"\x89PNG\r\n", "image/png"},
    {"\xFF\xD8\xFF", "image/jpeg"},
    {"GIF87a", "image/gif"},
    {"GIF89a", "image/gif"},
    {"OggS", "application/ogg"},
    {"ID3", "audio/mpeg"},
    {"wOFF", "font/woff"},
};

// Each is followed by a byte that ends a tag's name; the comment needs none.
constexpr absl::string_view kHtml[] = {
    "!doctype html", "html", "head",    "script", "iframe", "h1",   "div",  "font",
    "table",         "a",    "style",   "title",  "b",      "body", "br",   "p",
    "article",       "main", "section", "h2",     "meta",   "ul",   "span", "header"};

}  // namespace

absl::string_view BinaryMediaType(absl::string_view prefix) {
  for (const Signature& signature : kBinary) {
    if (absl::StartsWith(prefix, signature.bytes)) {
      return signature.media_type;
    }
  }
  return absl::StrContains(prefix, '\0') ? "application/octet-stream" : "";
}

absl::string_view TextMediaType(absl::string_view prefix) {
  absl::string_view rest = absl::StripLeadingAsciiWhitespace(prefix);
  if (absl::StartsWithIgnoreCase(rest, "<?xml")) {
    return absl::StrContains(absl::AsciiStrToLower(rest), "<html") ? "text/html"
                                                                   : "application/xml";
  }
  if (absl::StartsWith(rest, "<!--")) {
    return "text/html";
  }
  if (!absl::ConsumePrefix(&rest, "<")) {
    return "text/plain";
  }
  for (const absl::string_view tag : kHtml) {
    if (absl::StartsWithIgnoreCase(rest, tag) &&
        (rest.size() == tag.size() || rest[tag.size()] == '>' || rest[tag.size()] == '/' ||
         absl::ascii_isspace(rest[tag.size()]))) {
      return "text/html";
    }
  }
  return "text/plain";
}

}  // namespace standpoint
