#include "ingest/extract/extracted_invariants.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/text/utf8.h"

namespace standpoint {
namespace {

std::string Show(const OffsetRun& run) {
  return absl::StrCat("run [", run.text_begin, ",", run.text_end, ")<-[", run.original_begin, ",",
                      run.original_end, ")");
}

std::string BrokenRun(const OffsetRun& run, int32_t covered, absl::string_view body,
                      absl::string_view text, bool compare) {
  const auto text_size = static_cast<int32_t>(text.size());
  const auto body_size = static_cast<int32_t>(body.size());
  if (run.text_begin < covered || run.text_begin >= run.text_end || run.text_end > text_size ||
      run.original_begin < 0 || run.original_begin >= run.original_end ||
      run.original_end > body_size) {
    return absl::StrCat(Show(run), " out of order or range");
  }
  for (int32_t i = covered; i < run.text_begin; ++i) {
    if (!absl::ascii_isspace(text[i])) {
      return absl::StrCat("byte ", i, " of the text comes from nowhere");
    }
  }
  for (int32_t i = 0; compare && run.one_to_one() && i < run.text_end - run.text_begin; ++i) {
    const char here = text[run.text_begin + i];
    const char there = body[run.original_begin + i];
    if (here != there && !(absl::ascii_isspace(here) && absl::ascii_isspace(there))) {
      return absl::StrCat(Show(run), " differs at ", i);
    }
  }
  return "";
}

}  // namespace

std::string BrokenInvariant(absl::string_view body, const Detection& detection,
                            const Extracted& extracted) {
  if (extracted.text.empty()) {
    return "no text";
  }
  if (!IsUtf8(extracted.text)) {
    return "text is not UTF-8";
  }
  if (extracted.map.empty()) {
    return extracted.text == body ? "" : "no runs, but the text is not the body";
  }
  int32_t covered = 0;
  for (const OffsetRun& run : extracted.map) {
    std::string broken =
        BrokenRun(run, covered, body, extracted.text, detection.charset.name == "UTF-8");
    if (!broken.empty()) {
      return broken;
    }
    covered = run.text_end;
  }
  return covered == static_cast<int32_t>(extracted.text.size())
             ? ""
             : "the end of the text comes from nowhere";
}

}  // namespace standpoint
