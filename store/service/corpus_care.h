// What both ways to the store, within the process and over gRPC, do with whole corpora.

#ifndef STANDPOINT_STORE_SERVICE_CORPUS_CARE_H_
#define STANDPOINT_STORE_SERVICE_CORPUS_CARE_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"

namespace standpoint {

// Documents of one answer of ReadDocuments. Unit: bytes.
inline constexpr size_t kMaxReadBytes = 4 << 20;

// Rewrites the files that hold what was deleted of a corpus ("corpora/news"). Blocks.
absl::Status ReclaimCorpus(Engine& engine, absl::string_view corpus);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_CORPUS_CARE_H_
