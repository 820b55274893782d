#include "tests/walk/ingest_text.h"

#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace standpoint {
namespace {

std::string TimeText(const std::optional<absl::Time>& time) {
  return time.has_value() ? absl::FormatTime(absl::RFC3339_sec, *time, absl::UTCTimeZone())
                          : "(none)";
}

std::string Quoted(absl::string_view bytes) {
  return absl::StrCat("\"", absl::Utf8SafeCEscape(bytes), "\"");
}

std::string RunText(const OffsetRun& run, absl::string_view text, absl::string_view body) {
  return absl::StrCat("text [", run.text_begin, ", ", run.text_end, ")  bytes [",
                      run.original_begin, ", ", run.original_end, ")\n  ",
                      Quoted(text.substr(run.text_begin, run.text_end - run.text_begin)), "\n  ",
                      run.one_to_one() ? "the same bytes"
                                       : Quoted(body.substr(run.original_begin,
                                                            run.original_end - run.original_begin)),
                      "\n");
}

}  // namespace

std::string ToText(const Received& received) {
  return absl::StrCat("body           ", received.body.size(), " bytes\n",  //
                      "body_map       ", received.body_map.size(), " runs\n", "original_size  ",
                      received.original_size, "\n",                  //
                      "media_type     ", received.media_type, "\n",  //
                      "charset        ", received.charset, "\n",     //
                      "source         ", received.source, "\n",      //
                      "publisher      ", received.publisher, "\n",   //
                      "url            ", received.url, "\n",         //
                      "title          ", received.title, "\n",       //
                      "publish_time   ", TimeText(received.publish_time), "\n", "language       ",
                      received.language, "\n");
}

std::string ToText(const Detection& detection) {
  return absl::StrCat("media_type  ", detection.media_type, "\n",       //
                      "charset     ", detection.charset.name, "\n",     //
                      "certain     ", detection.charset.certain, "\n",  //
                      "mark_size   ", detection.charset.mark_size, "\n");
}

std::string ToText(const Extracted& extracted, absl::string_view body) {
  const PageMetadata& page = extracted.metadata;
  std::string out = absl::StrCat("title         ", page.title, "\n",      //
                                 "publisher     ", page.publisher, "\n",  //
                                 "url           ", page.url, "\n",        //
                                 "language      ", page.language, "\n",   //
                                 "publish_time  ", TimeText(page.publish_time), "\n\n== text\n",
                                 extracted.text, "\n\n== where it came from\n");
  for (const OffsetRun& run : extracted.map) {
    absl::StrAppend(&out, RunText(run, extracted.text, body));
  }
  return out;
}

}  // namespace standpoint
