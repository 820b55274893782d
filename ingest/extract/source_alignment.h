// Which source bytes decoded HTML text came from.

#ifndef STANDPOINT_INGEST_EXTRACT_SOURCE_ALIGNMENT_H_
#define STANDPOINT_INGEST_EXTRACT_SOURCE_ALIGNMENT_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// A stretch of decoded text and its source. Of the same size: the same bytes.
using AlignedPiece =
    absl::FunctionRef<void(absl::string_view decoded, size_t source_begin, size_t source_size)>;

// Walks `decoded`, the text that an HTML parser made of `source` (a text node's bytes), and calls
// `piece` for each stretch in order; together they are all of `decoded`. Knows character
// references, line ends and ignored tags; where the two cannot be followed further, the rest is one
// piece. A control character, which parsers replace, is given as it was.
void AlignToSource(absl::string_view decoded, absl::string_view source, AlignedPiece piece);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_SOURCE_ALIGNMENT_H_
