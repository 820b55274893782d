#include "store/service/offline_documents.h"

#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/record/keys.h"
#include "store/record/values.h"
#include "store/service/offline_check.h"

namespace standpoint {

absl::StatusOr<OfflineDocuments> OfflineDocuments::Open(const std::string& directory) {
  ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine, OpenStoreOffline(directory));
  return OfflineDocuments(std::move(engine));
}

absl::StatusOr<bool> OfflineDocuments::Knows(absl::string_view name, int64_t revision) const {
  ASSIGN_OR_RETURN(const DocumentName document, DocumentName::Parse("name", name));
  std::string bytes;
  const std::string key = DocumentKey(document.corpus, MakeDocumentRef(document.document));
  ASSIGN_OR_RETURN(const bool found, snapshot_->Get(Family::kDocument, key, &bytes));
  if (found) {
    ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(bytes));
    if (value.revision() >= revision) {
      return true;
    }
  }
  ASSIGN_OR_RETURN(const bool removed,
                   snapshot_->Get(Family::kMeta, RemovedCorpusKey(document.corpus), &bytes));
  if (!removed) {
    return false;
  }
  ASSIGN_OR_RETURN(const int64_t as_of, DecodeRemovedCorpus(bytes));
  return as_of >= revision;
}

}  // namespace standpoint
