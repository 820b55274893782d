// Values of records: to bytes and back. docs/formats/store.md has them byte by byte.
//
// Errors of all decoders: FAILED_PRECONDITION, reason FORMAT_TOO_NEW, for a value that a newer
// program wrote; INTERNAL, reason RECORD_CORRUPT, for bytes that no program wrote.

#ifndef STANDPOINT_STORE_RECORD_VALUES_H_
#define STANDPOINT_STORE_RECORD_VALUES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/message_lite.h"
#include "standpoint/internal/v1/record.pb.h"

namespace standpoint {

// Version of the whole database, in its meta family.
inline constexpr int kFormatVersion = 3;

// A value that is a version and a message. `what` stands in errors.
std::string EncodeMessage(const google::protobuf::MessageLite& message);
absl::Status DecodeMessage(absl::string_view what, absl::string_view bytes,
                           google::protobuf::MessageLite* message);

std::string EncodeFormatVersion(int version);
absl::StatusOr<int> DecodeFormatVersion(absl::string_view bytes);

// How much a corpus holds.
struct CorpusCounts {
  int64_t documents = 0;
  int64_t claims = 0;
  int64_t stances = 0;

  friend bool operator==(const CorpusCounts&, const CorpusCounts&) = default;
};

std::string EncodeCorpusCounts(const CorpusCounts& counts);
absl::StatusOr<CorpusCounts> DecodeCorpusCounts(absl::string_view bytes);

// The revision as of which a corpus was removed: what is no newer stays without effect.
std::string EncodeRemovedCorpus(int64_t revision);
absl::StatusOr<int64_t> DecodeRemovedCorpus(absl::string_view bytes);
// Numbers of a document, its claims and its stances (store/index/numbers.h); of a corpus, the next ones.
struct DocumentNumbers {
  uint64_t document = 0;
  uint64_t first_claim = 0;
  uint64_t first_stance = 0;

  friend bool operator==(const DocumentNumbers&, const DocumentNumbers&) = default;
};

// The numbers that a corpus gives next. They stay when the corpus is emptied: numbers are never given again.
std::string EncodeNextNumbers(const DocumentNumbers& numbers);
absl::StatusOr<DocumentNumbers> DecodeNextNumbers(absl::string_view bytes);

// What stands in family document: a document, or the memory of its deletion. The envelope is read
// at once, the record in it only when it is asked for.
// Lifetime: views into the bytes that were decoded.
class DocumentValue {
 public:
  static absl::StatusOr<DocumentValue> Decode(absl::string_view bytes);

  bool is_tombstone() const { return is_tombstone_; }
  int64_t revision() const { return revision_; }
  // 0 and empty for a tombstone.
  uint32_t claim_count() const { return claim_count_; }
  uint32_t stance_count() const { return stance_count_; }
  // Unit: bytes.
  uint64_t text_size() const { return text_size_; }
  // Ordinals of claims (stances) that may have the id; the claim itself tells. Usually one or none.
  std::vector<uint32_t> FindClaim(absl::string_view id) const;
  std::vector<uint32_t> FindStance(absl::string_view id) const;

  const DocumentNumbers& numbers() const { return numbers_; }

  absl::Status DecodeRecord(internal::v1::DocumentRecord* record) const;
  // The record, serialised; not looked at yet.
  absl::string_view record_bytes() const { return record_; }

 private:
  bool is_tombstone_ = false;
  int64_t revision_ = 0;
  uint32_t claim_count_ = 0;
  uint32_t stance_count_ = 0;
  uint64_t text_size_ = 0;
  absl::string_view record_;
  absl::string_view claim_hashes_;
  absl::string_view stance_hashes_;
  DocumentNumbers numbers_;
};

// All but the numbers, which are known last: AppendNumbers completes it.
std::string EncodeDocument(int64_t revision, const internal::v1::DocumentRecord& record,
                           uint64_t text_size, absl::Span<const absl::string_view> claim_ids,
                           absl::Span<const absl::string_view> stance_ids);
void AppendNumbers(const DocumentNumbers& numbers, std::string* document);
std::string EncodeTombstone(int64_t revision);

// A piece of one (store/record/text_pieces.h).
std::string EncodeText(absl::string_view text);
absl::StatusOr<absl::string_view> DecodeText(absl::string_view bytes);

std::string EncodeOriginalRuns(const internal::v1::OriginalRunsRecord& runs);
absl::Status DecodeOriginalRuns(absl::string_view bytes, internal::v1::OriginalRunsRecord* runs);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_VALUES_H_
