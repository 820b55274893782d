#!/bin/sh
# Writes builtin.cc: each file named on the command line as a raw string.
set -eu
cat <<'HEAD'
#include "analyze/lexicon/builtin.h"

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {
namespace {

constexpr BuiltinFile kFiles[] = {
HEAD
for file in "$@"; do
  printf '    {"%s", R"LEXICON(' "$(basename "$file")"
  cat "$file"
  printf ')LEXICON"},\n'
done
cat <<'TAIL'
};

}  // namespace

absl::Span<const BuiltinFile> BuiltinLexicon() { return kFiles; }

}  // namespace standpoint
TAIL
