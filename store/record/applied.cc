#include "store/record/applied.h"

#include <string>

#include "common/status/macros.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {

absl::StatusOr<bool> IsApplied(const Snapshot& snapshot, absl::string_view corpus,
                               absl::string_view document, int64_t revision) {
  std::string bytes;
  ASSIGN_OR_RETURN(
      const bool found,
      snapshot.Get(Family::kDocument, DocumentKey(corpus, MakeDocumentRef(document)), &bytes));
  if (found) {
    ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(bytes));
    if (value.revision() >= revision) {
      return true;
    }
  }
  ASSIGN_OR_RETURN(const bool removed,
                   snapshot.Get(Family::kMeta, RemovedCorpusKey(corpus), &bytes));
  if (!removed) {
    return false;
  }
  ASSIGN_OR_RETURN(const int64_t as_of, DecodeRemovedCorpus(bytes));
  return as_of >= revision;
}

}  // namespace standpoint
