#include "ingest/detect/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "absl/strings/match.h"
#include "common/text/utf8.h"

namespace standpoint {
namespace {

constexpr size_t kSampleBytes = 16 << 10;

struct OldCode {
  absl::string_view old;
  absl::string_view tag;
};

// CLD2's codes that BCP-47 has replaced.
constexpr OldCode kOldCodes[] = {{"iw", "he"}, {"jw", "jv"}, {"in", "id"},
                                 {"sh", "sr"}, {"mo", "ro"}, {"tl", "fil"}};

}  // namespace

std::string DetectLanguage(absl::string_view text) {
  const absl::string_view sample = TruncateUtf8(text, kSampleBytes);
  CLD2::Language top[3];
  int percent[3];
  double scores[3];
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
      sample.data(), static_cast<int>(sample.size()), /*is_plain_text=*/true, &hints, /*flags=*/0,
      top, percent, scores, nullptr, &text_bytes, &reliable);
  const absl::string_view code(CLD2::LanguageCode(language));
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE || code == "un" ||
      absl::StartsWith(code, "xx")) {
    return "und";
  }
  for (const OldCode& replaced : kOldCodes) {
    if (code == replaced.old) {
      return std::string(replaced.tag);
    }
  }
  return std::string(code);
}

}  // namespace standpoint
