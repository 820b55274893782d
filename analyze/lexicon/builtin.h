// The lexicon files of analyze/lexicon/data as they were when the program was built.

#ifndef STANDPOINT_ANALYZE_LEXICON_BUILTIN_H_
#define STANDPOINT_ANALYZE_LEXICON_BUILTIN_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// A file's name without folder ("cues.txt") and its content.
struct BuiltinFile {
  absl::string_view name;
  absl::string_view content;
};

// In order of name.
absl::Span<const BuiltinFile> BuiltinLexicon();

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LEXICON_BUILTIN_H_
