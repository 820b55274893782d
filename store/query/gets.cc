#include "store/query/gets.h"

#include <string>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/query/answers.h"
#include "store/record/item_reader.h"
#include "store/record/keys.h"
#include "store/record/summary_bytes.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

void FillCorpus(absl::string_view name, const CorpusCounts& counts, v1::Corpus* corpus) {
  corpus->set_name(CorpusName{std::string(name)}.ToString());
  corpus->set_document_count(counts.documents);
  corpus->set_claim_count(counts.claims);
  corpus->set_stance_count(counts.stances);
}

// The value under a document's key, with room for its bytes.
struct FoundDocument {
  std::string bytes;
  DocumentValue value;
  DocumentRef ref;
  internal::v1::DocumentRecord record;
};

// False when there is no such document.
absl::StatusOr<bool> FindDocument(const Snapshot& snapshot, const std::string& corpus,
                                  const std::string& id, FoundDocument* found) {
  found->ref = MakeDocumentRef(id);
  ASSIGN_OR_RETURN(const bool exists,
                   snapshot.Get(Family::kDocument, DocumentKey(corpus, found->ref), &found->bytes));
  if (!exists) {
    return false;
  }
  ASSIGN_OR_RETURN(found->value, DocumentValue::Decode(found->bytes));
  if (found->value.is_tombstone()) {
    return false;
  }
  RETURN_IF_ERROR(found->value.DecodeRecord(&found->record));
  return found->record.id() == id;
}

}  // namespace

absl::Status GetCorpus(const Snapshot& snapshot, const CorpusName& name, v1::Corpus* corpus) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found, snapshot.Get(Family::kMeta, CorpusKey(name.corpus), &bytes));
  if (!found) {
    return ResourceNotFound("standpoint.v1.Corpus", name.ToString());
  }
  ASSIGN_OR_RETURN(const CorpusCounts counts, DecodeCorpusCounts(bytes));
  FillCorpus(name.corpus, counts, corpus);
  return absl::OkStatus();
}

absl::Status GetDocument(const Snapshot& snapshot, const DocumentName& name, bool with_text,
                         bool with_runs, v1::Document* document) {
  StoredDocument stored;
  ASSIGN_OR_RETURN(const bool found,
                   ReadDocument(snapshot, name.corpus, MakeDocumentRef(name.document), &stored));
  if (!found || stored.record.id() != name.document) {
    return ResourceNotFound("standpoint.v1.Document", name.ToString());
  }
  return FillDocument(snapshot, name.corpus, std::move(stored), with_text, with_runs, document);
}

absl::Status GetClaim(const Snapshot& snapshot, const ClaimName& name, bool with_terms,
                      v1::Claim* claim) {
  FoundDocument document;
  ASSIGN_OR_RETURN(const bool found, FindDocument(snapshot, name.corpus, name.document, &document));
  if (found) {
    ItemReader items(snapshot, name.corpus);
    ClaimWithTerms item;
    for (const uint32_t ordinal : document.value.FindClaim(name.claim)) {
      ASSIGN_OR_RETURN(const bool exists,
                       items.ReadClaim(document.ref, ordinal, with_terms, &item));
      if (exists && item.record.id() == name.claim) {
        FillClaim(name.corpus, document.record, std::move(item.record), claim);
        claim->mutable_terms()->Assign(item.terms.begin(), item.terms.end());
        return absl::OkStatus();
      }
    }
  }
  return ResourceNotFound("standpoint.v1.Claim", name.ToString());
}

bool GetClaimBytes(const Snapshot& snapshot, const ClaimName& name, std::string* bytes) {
  std::string document;
  const DocumentRef ref = MakeDocumentRef(name.document);
  const auto exists = snapshot.Get(Family::kDocument, DocumentKey(name.corpus, ref), &document);
  if (!exists.ok() || !*exists) {
    return false;
  }
  const auto value = DocumentValue::Decode(document);
  std::string summary;
  if (!value.ok() || value->is_tombstone() ||
      !AppendSummary(value->record_bytes(), name.document, name.parent().ToString(), &summary)) {
    return false;
  }
  ItemReader items(snapshot, name.corpus);
  const std::string full_name = name.ToString();
  for (const uint32_t ordinal : value->FindClaim(name.claim)) {
    const size_t begin = bytes->size();
    if (items.AppendClaimBytes(ref, ordinal, name.claim, full_name, summary, bytes)) {
      return true;
    }
    bytes->resize(begin);
  }
  return false;
}

absl::Status GetStance(const Snapshot& snapshot, const StanceName& name, v1::Stance* stance) {
  FoundDocument document;
  ASSIGN_OR_RETURN(const bool found, FindDocument(snapshot, name.corpus, name.document, &document));
  if (found) {
    ItemReader items(snapshot, name.corpus);
    internal::v1::StanceRecord record;
    for (const uint32_t ordinal : document.value.FindStance(name.stance)) {
      ASSIGN_OR_RETURN(const bool exists, items.ReadStance(document.ref, ordinal, &record));
      if (exists && record.id() == name.stance) {
        FillStance(name.corpus, document.record, std::move(record), stance);
        return absl::OkStatus();
      }
    }
  }
  return ResourceNotFound("standpoint.v1.Stance", name.ToString());
}

absl::StatusOr<std::vector<v1::Corpus>> ListCorpora(const Snapshot& snapshot,
                                                    absl::string_view after, int limit) {
  std::vector<v1::Corpus> corpora;
  const auto it = snapshot.NewIterator(Family::kMeta, PrefixRange(CorpusKeyPrefix()));
  for (it->Seek(CorpusKey(after)); it->Valid() && static_cast<int>(corpora.size()) < limit;
       it->Next()) {
    if (CorpusOfKey(it->key()) == after) {
      continue;
    }
    ASSIGN_OR_RETURN(const CorpusCounts counts, DecodeCorpusCounts(it->value()));
    FillCorpus(CorpusOfKey(it->key()), counts, &corpora.emplace_back());
  }
  RETURN_IF_ERROR(it->status());
  return corpora;
}

}  // namespace standpoint
