#include "store/write/change.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
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
  DeleteRecords(record, batch);
  counts->documents -= 1;
  counts->claims -= value.claim_count();
  counts->stances -= value.stance_count();
  return absl::OkStatus();
}

void AddDocument(const PreparedDocument& document, WriteBatch* batch, IndexBatch* index,
                 CorpusState* corpus) {
  const DocumentNumbers numbers =
      GiveNumbers(static_cast<uint32_t>(document.counts.claims),
                  static_cast<uint32_t>(document.counts.stances), &corpus->next);
  PutDocument(document, numbers, batch, index);
  corpus->counts.documents += document.counts.documents;
  corpus->counts.claims += document.counts.claims;
  corpus->counts.stances += document.counts.stances;
}

void PutNew(const Change& change, WriteBatch* batch, IndexBatch* index, CorpusState* corpus) {
  if (change.is_removal()) {
    batch->Put(Family::kDocument, change.key(), EncodeTombstone(change.document.revision));
    return;
  }
  AddDocument(change.document, batch, index, corpus);
}

// Writes again, over the removal in `batch`, what of the corpus is newer than the removal.
absl::Status KeepNewer(const Snapshot& snapshot, const Change& removal, WriteBatch* batch,
                       IndexBatch* index, CorpusState* corpus) {
  const std::string& name = removal.document.corpus;
  const auto it = snapshot.NewIterator(Family::kDocument, PrefixRange(CorpusPrefix(name)));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(it->value()));
    if (value.revision() <= removal.document.revision) {
      continue;
    }
    if (value.is_tombstone()) {
      batch->Put(Family::kDocument, it->key(), it->value());
      continue;
    }
    const DocumentRef ref{std::string(it->key().substr(CorpusPrefix(name).size()))};
    ASSIGN_OR_RETURN(AnalyzedRecord record, LoadWholeRecord(snapshot, name, ref, value));
    AddDocument(PrepareRecord(record), batch, index, corpus);
  }
  return it->status();
}

absl::Status CheckRevision(int64_t revision) {
  return revision > 0 ? absl::OkStatus() : InvalidField("revision", "must be positive");
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

absl::StatusOr<Effect> ApplyCorpusRemoval(const Snapshot& snapshot, const Change& change,
                                          WriteBatch* batch, IndexBatch* index,
                                          CorpusState* corpus) {
  const std::string& name = change.document.corpus;
  const KeyRange range = PrefixRange(CorpusPrefix(name));
  for (const Family family : kFamilies) {
    if (family != Family::kMeta) {
      batch->DeleteRange(family, range.begin, range.end);
    }
  }
  batch->Put(Family::kMeta, RemovedCorpusKey(name), EncodeRemovedCorpus(change.document.revision));
  Effect effect{/*applies=*/true, /*replaced=*/corpus->counts.documents};
  corpus->counts = {};
  RETURN_IF_ERROR(KeepNewer(snapshot, change, batch, index, corpus));
  effect.replaced -= corpus->counts.documents;
  return effect;
}

absl::StatusOr<Change> MakeRemoval(absl::string_view document, int64_t revision) {
  ASSIGN_OR_RETURN(const DocumentName name, DocumentName::Parse("name", document));
  RETURN_IF_ERROR(CheckRevision(revision));
  Change change;
  change.kind = Change::Kind::kRemoval;
  change.document.corpus = name.corpus;
  change.document.id = name.document;
  change.document.ref = MakeDocumentRef(name.document);
  change.document.revision = revision;
  return change;
}

absl::StatusOr<Change> MakeCorpusRemoval(absl::string_view corpus, int64_t revision) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("name", corpus));
  RETURN_IF_ERROR(CheckRevision(revision));
  Change change;
  change.kind = Change::Kind::kCorpusRemoval;
  change.document.corpus = name.corpus;
  change.document.revision = revision;
  return change;
}

}  // namespace standpoint
