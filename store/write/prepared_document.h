// A document ready to be written: everything that can be done before it is its turn.

#ifndef STANDPOINT_STORE_WRITE_PREPARED_DOCUMENT_H_
#define STANDPOINT_STORE_WRITE_PREPARED_DOCUMENT_H_

#include <string>

#include "absl/status/statusor.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "standpoint/v1/analysis.pb.h"
#include "store/engine/write_batch.h"
#include "store/index/index_batch.h"
#include "store/index/indexed_document.h"
#include "store/record/analyzed_record.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {

struct PreparedDocument {
  std::string corpus;
  std::string id;
  DocumentRef ref;
  int64_t revision = 0;
  v1::Analyzer analyzer;
  CorpusCounts counts;  // of this document alone
  WriteBatch puts;      // records and index entries
  std::string value;    // of family document, but for the numbers
  IndexedDocument index;

  size_t byte_size() const { return puts.byte_size() + value.size() + index.byte_size(); }
};

// Moves what `document` (valid) holds to where it is stored: names shortened, claims in text order,
// targets gathered, scores rounded.
AnalyzedRecord MakeRecord(const internal::v1::AnalyzedDocument& document);

// Adds what is written of a document that gets `numbers`.
void PutDocument(const PreparedDocument& document, const DocumentNumbers& numbers,
                 WriteBatch* batch, IndexBatch* index);

// Encodes what is stored of a document.
PreparedDocument PrepareRecord(const AnalyzedRecord& record);

// Validates and encodes. The costly part of a commit; runs on the caller's thread.
// Errors: those of ValidateDocument.
absl::StatusOr<PreparedDocument> PrepareDocument(const internal::v1::AnalyzedDocument& document);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_PREPARED_DOCUMENT_H_
