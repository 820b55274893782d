#include "store/check/record_digest.h"

#include <xxhash.h>

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "store/record/coding.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

struct FreeState {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

// Over parts, each told from the next.
class Hash {
 public:
  Hash() : state_(XXH3_createState()) { XXH3_128bits_reset(state_.get()); }

  void Add(absl::string_view part) {
    std::string size;
    AppendVarint(part.size(), &size);
    XXH3_128bits_update(state_.get(), size.data(), size.size());
    XXH3_128bits_update(state_.get(), part.data(), part.size());
  }

  void AddTo(HashSum* sum) const {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
    sum->high += hash.high64;
    sum->low += hash.low64;
  }

 private:
  const std::unique_ptr<XXH3_state_t, FreeState> state_;
};

// Maps in a message have no order of their own, and stored bytes that of the program that wrote them.
std::string Deterministic(const internal::v1::DocumentRecord& record) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    record.SerializeToCodedStream(&coded);
  }
  return bytes;
}

absl::Status Corrupt() {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                   "a stored record belongs to no document");
}

// Walks all families side by side, each in the order of its keys.
class Digester {
 public:
  Digester(const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress)
      : documents_(snapshot.NewIterator(Family::kDocument, {})), progress_(progress) {
    for (const Family family : {Family::kText, Family::kClaim, Family::kStance}) {
      parts_.push_back(snapshot.NewIterator(family, {}));
      parts_.back()->SeekToFirst();
    }
  }

  absl::StatusOr<std::map<std::string, RecordDigest>> Run() {
    int64_t count = 0;
    for (documents_->SeekToFirst(); documents_->Valid(); documents_->Next()) {
      RETURN_IF_ERROR(AddDocument());
      if (progress_) {
        RETURN_IF_ERROR(progress_(++count));
      }
    }
    RETURN_IF_ERROR(documents_->status());
    for (const auto& part : parts_) {
      RETURN_IF_ERROR(part->status());
      if (part->Valid()) {
        return Corrupt();
      }
    }
    return std::move(corpora_);
  }

 private:
  absl::Status AddDocument() {
    std::string corpus;
    DocumentRef ref;
    if (!ParseDocumentKey(documents_->key(), &corpus, &ref)) {
      return Corrupt();
    }
    ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(documents_->value()));
    RecordDigest& digest = corpora_[corpus];
    if (value.is_tombstone()) {
      ++digest.tombstones;
      return absl::OkStatus();
    }
    internal::v1::DocumentRecord record;
    RETURN_IF_ERROR(value.DecodeRecord(&record));
    Hash hash;
    hash.Add(documents_->key());
    hash.Add(EncodeTombstone(value.revision()));  // the revision as bytes
    hash.Add(Deterministic(record));
    for (const auto& part : parts_) {
      RETURN_IF_ERROR(AddParts(part.get(), &hash));
    }
    digest.documents += 1;
    digest.claims += value.claim_count();
    digest.stances += value.stance_count();
    hash.AddTo(&digest.records);
    return absl::OkStatus();
  }

  absl::Status AddParts(KeyIterator* part, Hash* hash) {
    const absl::string_view document = documents_->key();
    if (part->Valid() && part->key() < document) {
      return Corrupt();
    }
    for (; part->Valid() && absl::StartsWith(part->key(), document); part->Next()) {
      hash->Add(part->key().substr(document.size()));
      hash->Add(part->value());
    }
    return part->status();
  }

  const std::unique_ptr<KeyIterator> documents_;
  std::vector<std::unique_ptr<KeyIterator>> parts_;
  const std::function<absl::Status(int64_t)>& progress_;
  std::map<std::string, RecordDigest> corpora_;
};

}  // namespace

RecordDigest& RecordDigest::operator+=(const RecordDigest& other) {
  documents += other.documents;
  claims += other.claims;
  stances += other.stances;
  tombstones += other.tombstones;
  records.high += other.records.high;
  records.low += other.records.low;
  return *this;
}

std::string DigestText(const HashSum& records) {
  return absl::StrFormat("%016x%016x", records.high, records.low);
}

absl::StatusOr<std::map<std::string, RecordDigest>> DigestRecords(
    const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress) {
  return Digester(snapshot, progress).Run();
}

RecordDigest Total(const std::map<std::string, RecordDigest>& corpora) {
  RecordDigest total;
  for (const auto& [corpus, digest] : corpora) {
    total += digest;
  }
  return total;
}

}  // namespace standpoint
