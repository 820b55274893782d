// Any bytes, line by line: no crash, and what is read is written and read again as it was.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/language/conllu.h"

namespace {

std::string Again(const std::string& written) {
  standpoint::ConlluReader reader;
  std::string out;
  for (const absl::string_view line : absl::StrSplit(written, '\n')) {
    const auto whole = reader.Take(line);
    if (!whole.ok()) std::abort();
    if (*whole) standpoint::AppendConllu(reader.sentence(), out);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  standpoint::ConlluReader reader;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const auto whole = reader.Take(line);
    if (!whole.ok() || !*whole) continue;
    std::string written;
    standpoint::AppendConllu(reader.sentence(), written);
    if (Again(written) != written) std::abort();
  }
  (void)reader.Finish();
  return 0;
}
