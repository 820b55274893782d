#include "ingest/detect/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "common/text/utf8.h"
#include "ingest/detect/ascii_prefix.h"

namespace standpoint {
namespace {

constexpr size_t kGuessBytes = 64 << 10;

// What the Encoding Standard has; the first is canonical.
constexpr absl::string_view kCharsets[] = {
    "UTF-8",        "UTF-16LE",     "UTF-16BE",     "IBM866",       "ISO-8859-2",   "ISO-8859-3",
    "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-10",
    "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "KOI8-R",       "KOI8-U",       "macintosh",
    "windows-874",  "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "windows-1258", "GB18030",      "Big5",
    "EUC-JP",       "ISO-2022-JP",  "Shift_JIS",    "EUC-KR"};

struct Label {
  absl::string_view label;
  absl::string_view name;
};

// Where the web means another set than IANA, or ICU does not know the label.
constexpr Label kWebLabels[] = {{"utf8", "UTF-8"},
                                {"unicode-1-1-utf-8", "UTF-8"},
                                {"utf-16", "UTF-16LE"},
                                {"unicode", "UTF-16LE"},
                                {"ucs-2", "UTF-16LE"},
                                {"ascii", "windows-1252"},
                                {"us-ascii", "windows-1252"},
                                {"iso-8859-1", "windows-1252"},
                                {"iso8859-1", "windows-1252"},
                                {"iso_8859-1", "windows-1252"},
                                {"latin1", "windows-1252"},
                                {"l1", "windows-1252"},
                                {"cp1252", "windows-1252"},
                                {"iso-8859-9", "windows-1254"},
                                {"latin5", "windows-1254"},
                                {"iso-8859-11", "windows-874"},
                                {"tis-620", "windows-874"},
                                {"gb2312", "GB18030"},
                                {"gbk", "GB18030"},
                                {"gb_2312-80", "GB18030"},
                                {"hz-gb-2312", "GB18030"},
                                {"big5-hkscs", "Big5"},
                                {"ks_c_5601-1987", "EUC-KR"},
                                {"windows-949", "EUC-KR"},
                                {"uhc", "EUC-KR"},
                                {"cp949", "EUC-KR"},
                                {"x-sjis", "Shift_JIS"},
                                {"sjis", "Shift_JIS"},
                                {"windows-31j", "Shift_JIS"},
                                {"cp932", "Shift_JIS"},
                                {"mac", "macintosh"},
                                {"x-mac-roman", "macintosh"},
                                {"koi8", "KOI8-R"},
                                {"cp1250", "windows-1250"},
                                {"cp1251", "windows-1251"},
                                {"cp1253", "windows-1253"},
                                {"cp1254", "windows-1254"},
                                {"cp1255", "windows-1255"},
                                {"cp1256", "windows-1256"},
                                {"cp1257", "windows-1257"},
                                {"cp1258", "windows-1258"},
                                {"cp866", "IBM866"},
                                {"iso-8859-8-i", "ISO-8859-8"},
                                {"iso-8859-6-i", "ISO-8859-6"}};

std::optional<std::string> Listed(absl::string_view name) {
  for (const absl::string_view listed : kCharsets) {
    if (absl::EqualsIgnoreCase(listed, name)) {
      return std::string(listed);
    }
  }
  return std::nullopt;
}

// The value that follows `charset` and '=' in `tag`: of <meta charset=...> and of
// content="text/html; charset=...".
absl::string_view CharsetValue(absl::string_view tag) {
  static constexpr absl::string_view kName = "charset";
  for (size_t at = 0; at + kName.size() < tag.size(); ++at) {
    if (!absl::EqualsIgnoreCase(tag.substr(at, kName.size()), kName)) {
      continue;
    }
    absl::string_view rest = absl::StripLeadingAsciiWhitespace(tag.substr(at + kName.size()));
    if (rest.empty() || rest[0] != '=') {
      continue;
    }
    rest = absl::StripLeadingAsciiWhitespace(rest.substr(1));
    if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
      rest.remove_prefix(1);
    }
    return rest.substr(0, rest.find_first_of("\"'; \t\r\n>/"));
  }
  return {};
}

}  // namespace

std::optional<std::string> CanonicalCharset(absl::string_view label) {
  const std::string lower = absl::AsciiStrToLower(absl::StripAsciiWhitespace(label));
  for (const Label& web : kWebLabels) {
    if (lower == web.label) {
      return std::string(web.name);
    }
  }
  if (std::optional<std::string> listed = Listed(lower)) {
    return listed;
  }
  for (const char* standard : {"IANA", "MIME"}) {
    UErrorCode error = U_ZERO_ERROR;
    const char* name = ucnv_getStandardName(lower.c_str(), standard, &error);
    if (U_SUCCESS(error) && name != nullptr) {
      if (std::optional<std::string> listed = Listed(name)) {
        return listed;
      }
    }
  }
  return std::nullopt;
}

std::optional<Charset> CharsetOfMark(absl::string_view body) {
  if (absl::StartsWith(body, "\xEF\xBB\xBF")) {
    return Charset{"UTF-8", true, 3};
  }
  if (absl::StartsWith(body, "\xFF\xFE")) {
    return Charset{"UTF-16LE", true, 2};
  }
  if (absl::StartsWith(body, "\xFE\xFF")) {
    return Charset{"UTF-16BE", true, 2};
  }
  return std::nullopt;
}

std::optional<Charset> CharsetOfZeros(absl::string_view body) {
  const absl::string_view prefix = body.substr(0, 1024);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < prefix.size(); ++i) {
    zeros[i % 2] += prefix[i] == '\0';
  }
  // Nearly every other byte is zero, and hardly any of the rest.
  const size_t pairs = prefix.size() / 2;
  if (pairs < 2 || body.size() % 2 != 0) {
    return std::nullopt;
  }
  if (zeros[1] * 10 >= pairs * 7 && zeros[0] * 50 <= pairs) {
    return Charset{"UTF-16LE", false, 0};
  }
  if (zeros[0] * 10 >= pairs * 7 && zeros[1] * 50 <= pairs) {
    return Charset{"UTF-16BE", false, 0};
  }
  return std::nullopt;
}

std::optional<Charset> CharsetOfHtml(absl::string_view prefix) {
  for (size_t at = prefix.find('<'); at != absl::string_view::npos; at = prefix.find('<', at + 1)) {
    const absl::string_view tag = prefix.substr(at + 1);
    if (absl::StartsWith(tag, "!--")) {
      at = prefix.find("-->", at + 4);
      if (at == absl::string_view::npos) {
        return std::nullopt;
      }
      continue;
    }
    if (!absl::StartsWithIgnoreCase(tag, "meta") && !absl::StartsWithIgnoreCase(tag, "?xml")) {
      continue;
    }
    const absl::string_view value = CharsetValue(tag.substr(0, tag.find('>')));
    std::optional<std::string> name = CanonicalCharset(value);
    if (!value.empty() && name) {
      // A page whose meta element could be read is not in UTF-16, whatever it says.
      return Charset{absl::StartsWith(*name, "UTF-16") ? "UTF-8" : *name, false, 0};
    }
  }
  return std::nullopt;
}

Charset GuessCharset(absl::string_view body) {
  if (IsUtf8(body)) {
    return {"UTF-8", false, 0};
  }
  const size_t ascii = AsciiPrefix(body);
  const absl::string_view sample = body.substr(ascii - std::min<size_t>(ascii, 1024), kGuessBytes);
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) == 0) {
    uchardet_data_end(detector.get());
    std::optional<std::string> name = CanonicalCharset(uchardet_get_charset(detector.get()));
    if (name && !absl::StartsWith(*name, "UTF-16")) {
      return {*std::move(name), false, 0};
    }
  }
  return {"windows-1252", false, 0};
}

}  // namespace standpoint
