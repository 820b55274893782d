#include "ingest/receive/field_rules.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/utf8.h"

namespace standpoint {
namespace {

constexpr size_t kMaxLanguageBytes = 35;  // RFC 5646, section 4.4.1
constexpr size_t kMaxLabels = 32;
constexpr size_t kMaxLabelKeyBytes = 64;
constexpr size_t kMaxLabelValueBytes = 512;

std::string TextFault(absl::string_view text, size_t max_bytes) {
  if (text.size() > max_bytes) {
    return absl::StrCat("over ", max_bytes, " bytes");
  }
  return IsUtf8(text) ? "" : "malformed UTF-8";
}

// Lower-case letters, digits, '-', '_' and '.'.
bool IsSlug(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '_' || c == '.';
  });
}

}  // namespace

std::string SourceFault(absl::string_view source) {
  if (std::string fault = TextFault(source, kMaxSourceBytes); !fault.empty()) {
    return fault;
  }
  return std::none_of(source.begin(), source.end(), absl::ascii_iscntrl)
             ? ""
             : "may not hold control characters";
}

std::string PublisherFault(absl::string_view publisher) {
  return TextFault(publisher, kMaxPublisherBytes);
}

std::string TitleFault(absl::string_view title) { return TextFault(title, kMaxTitleBytes); }

std::string UrlFault(absl::string_view url) {
  if (url.empty()) {
    return "";
  }
  if (std::string fault = TextFault(url, kMaxUrlBytes); !fault.empty()) {
    return fault;
  }
  const size_t host = absl::StartsWithIgnoreCase(url, "https://")  ? 8
                      : absl::StartsWithIgnoreCase(url, "http://") ? 7
                                                                   : url.size();
  if (host >= url.size() || url[host] == '/' || url[host] == '?' || url[host] == '#') {
    return "must be http:// or https:// and a host";
  }
  const bool clean = std::none_of(url.begin(), url.end(), [](char c) {
    return absl::ascii_isspace(c) || absl::ascii_iscntrl(c);
  });
  return clean ? "" : "holds white space or control characters";
}

std::string LanguageFault(absl::string_view language) {
  if (language.empty()) {
    return "";
  }
  size_t part = 0;  // length of the current subtag
  bool first = true;
  bool right = language.size() <= kMaxLanguageBytes;
  for (const char c : language) {
    if (c == '-') {
      right = right && part >= (first ? 2 : 1);
      part = 0;
      first = false;
    } else {
      right = right && (first ? absl::ascii_isalpha(c) : absl::ascii_isalnum(c)) && ++part <= 8;
    }
  }
  right = right && part >= (first ? 2 : 1);
  return right ? "" : "must be a BCP-47 tag such as \"en\" or \"pt-BR\"";
}

std::string LabelsFault(const std::map<std::string, std::string>& labels) {
  if (labels.size() > kMaxLabels) {
    return absl::StrCat("more than ", kMaxLabels, " labels");
  }
  for (const auto& [key, value] : labels) {
    if (key.empty() || key.size() > kMaxLabelKeyBytes || !IsSlug(key)) {
      return absl::StrCat("a key must be 1 to ", kMaxLabelKeyBytes,
                          " lower-case letters, digits, '-', '_' and '.'");
    }
    if (std::string fault = TextFault(value, kMaxLabelValueBytes); !fault.empty()) {
      return absl::StrCat("value of \"", key, "\": ", fault);
    }
  }
  return "";
}

std::string OneLine(absl::string_view text) {
  std::string line;
  for (const char c : text) {
    if (absl::ascii_isspace(c)) {
      if (!line.empty() && line.back() != ' ') {
        line.push_back(' ');
      }
    } else if (!absl::ascii_iscntrl(c)) {
      line.push_back(c);
    }
  }
  if (!line.empty() && line.back() == ' ') {
    line.pop_back();
  }
  return line;
}

}  // namespace standpoint
