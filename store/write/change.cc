#include "store/write/change.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/index/index_entries.h"
#include "store/index/indexed_document.h"
#include "store/record/analyzed_record.h"

namespace standpoint {
namespace {

bool SameAnalyzer(const v1::Analyzer& a, const v1::Analyzer& b) {
  return a.version() == b.version() && a.model_digest() == b.model_digest();
}

// Whether `change` wins over what is stored. `record`: of `value`, empty for a tombstone.
bool Wins(const Change& change, const DocumentValue& value,
          const internal::v1::DocumentRecord& record) {
  const int64_t revision = change.document.revision;
  if (change.is_removal()) {
    return value.is_tombstone() ? revision > value.revision() : revision >= value.revision();
  }
  if (revision != value.revision()) {
    return revision > value.revision();
  }
  return !value.is_tombstone() && !SameAnalyzer(change.document.analyzer, record.analyzer());
}

// Takes a stored document away, down to its last index entry.
absl::Status DeleteStored(const Snapshot& snapshot, const Change& change,
                          const DocumentValue& value, WriteBatch* batch, IndexBatch* index,
                          CorpusCounts* counts) {
  const PreparedDocument& document = change.document;
  ASSIGN_OR_RETURN(const AnalyzedRecord record,
                   LoadRecord(snapshot, document.corpus, document.ref, value));
  ForEachIndexEntry(record, [batch](Family family, absl::string_view key, absl::string_view) {
    batch->Delete(family, key);
  });
  index->Remove(document.corpus, IndexDocument(record), record.numbers);
  DeleteRecords(document.corpus, document.ref, value.claim_count(), value.stance_count(), batch);
  counts->documents -= 1;
  counts->claims -= value.claim_count();
  counts->stances -= value.stance_count();
  return absl::OkStatus();
}

void PutNew(const Change& change, WriteBatch* batch, IndexBatch* index, CorpusState* corpus) {
  if (change.is_removal()) {
    batch->Put(Family::kDocument, change.key(), EncodeTombstone(change.document.revision));
    return;
  }
  const PreparedDocument& document = change.document;
  const DocumentNumbers numbers =
      GiveNumbers(static_cast<uint32_t>(document.counts.claims),
                  static_cast<uint32_t>(document.counts.stances), &corpus->next);
  PutDocument(document, numbers, batch, index);
  corpus->counts.documents += document.counts.documents;
  corpus->counts.claims += document.counts.claims;
  corpus->counts.stances += document.counts.stances;
}

}  // namespace

absl::StatusOr<Effect> ApplyChange(const Snapshot& snapshot,
                                   const std::optional<std::string>& stored, const Change& change,
                                   WriteBatch* batch, IndexBatch* index, CorpusState* corpus) {
  Effect effect{/*applies=*/true, /*replaced=*/0};
  if (stored) {
    ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(*stored));
    internal::v1::DocumentRecord record;
    if (!value.is_tombstone()) {
      RETURN_IF_ERROR(value.DecodeRecord(&record));
      if (record.id() != change.document.id) {
        return MakeError(absl::StatusCode::kInternal, "NAME_COLLISION",
                         "the document's id cannot be told from that of a stored document");
      }
    }
    effect.applies = Wins(change, value, record);
    if (effect.applies && !value.is_tombstone()) {
      effect.replaced = 1;
      RETURN_IF_ERROR(DeleteStored(snapshot, change, value, batch, index, &corpus->counts));
    }
  }
  if (effect.applies) {
    PutNew(change, batch, index, corpus);
  }
  return effect;
}

Effect ApplyCorpusRemoval(const Change& change, WriteBatch* batch, CorpusCounts* counts) {
  const std::string& corpus = change.document.corpus;
  const KeyRange range = PrefixRange(CorpusPrefix(corpus));
  for (const Family family : kFamilies) {
    if (family != Family::kMeta) {
      batch->DeleteRange(family, range.begin, range.end);
    }
  }
  batch->Put(Family::kMeta, RemovedCorpusKey(corpus),
             EncodeRemovedCorpus(change.document.revision));
  const Effect effect{/*applies=*/true, /*replaced=*/counts->documents};
  *counts = {};
  return effect;
}

}  // namespace standpoint
