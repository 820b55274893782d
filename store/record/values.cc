#include "store/record/values.h"

#include <xxhash.h>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/record/coding.h"
#include "store/record/envelope.h"

namespace standpoint {
namespace {

constexpr char kLive = 'D';
constexpr char kTombstone = 'T';
constexpr int kRevisionSize = 8;
constexpr int kHashSize = 2;
constexpr int kNumberBytes = 5;
constexpr uint64_t kMaxItems = 1 << 24;  // ordinals have three bytes

bool Parse(absl::string_view bytes, google::protobuf::MessageLite* message) {
  return message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

void AppendHashes(absl::Span<const absl::string_view> ids, std::string* out) {
  for (const absl::string_view id : ids) {
    AppendBigEndian(XXH3_64bits(id.data(), id.size()), kHashSize, out);
  }
}

std::vector<uint32_t> FindHash(absl::string_view hashes, absl::string_view id) {
  std::string wanted;
  AppendHashes({id}, &wanted);
  std::vector<uint32_t> found;
  for (size_t at = 0; at < hashes.size(); at += kHashSize) {
    if (hashes.substr(at, kHashSize) == wanted) {
      found.push_back(static_cast<uint32_t>(at / kHashSize));
    }
  }
  return found;
}

bool ReadNumbers(ByteReader* reader, DocumentNumbers* numbers) {
  return reader->ReadBigEndian(kNumberBytes, &numbers->document) &&
         reader->ReadBigEndian(kNumberBytes, &numbers->first_claim) &&
         reader->ReadBigEndian(kNumberBytes, &numbers->first_stance);
}

}  // namespace

std::string EncodeMessage(const google::protobuf::MessageLite& message) {
  std::string value = NewValue();
  message.AppendToString(&value);
  return value;
}

absl::Status DecodeMessage(absl::string_view what, absl::string_view bytes,
                           google::protobuf::MessageLite* message) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion(what, &reader));
  return Parse(reader.rest(), message) ? absl::OkStatus() : CorruptRecord(what);
}

std::string EncodeFormatVersion(int version) {
  std::string value;
  AppendVarint(version, &value);
  return value;
}

absl::StatusOr<int> DecodeFormatVersion(absl::string_view bytes) {
  ByteReader reader(bytes);
  uint64_t version = 0;
  if (!reader.ReadVarint(&version) || version == 0) {
    return CorruptRecord("format version");
  }
  if (version > kFormatVersion) {
    return TooNewFormat("database", version, kFormatVersion);
  }
  if (version < kFormatVersion) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "FORMAT_TOO_OLD",
                     absl::StrCat("the database has format version ", version,
                                  ", written by an older program; this one knows ", kFormatVersion,
                                  ": ingest the documents anew into an empty folder"),
                     {{"version", absl::StrCat(version)}, {"known", absl::StrCat(kFormatVersion)}});
  }
  return static_cast<int>(version);
}

std::string EncodeRemovedCorpus(int64_t revision) {
  std::string value = NewValue();
  AppendBigEndian(revision, kRevisionSize, &value);
  return value;
}

absl::StatusOr<int64_t> DecodeRemovedCorpus(absl::string_view bytes) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion("deletion of a corpus", &reader));
  uint64_t revision = 0;
  if (!reader.ReadBigEndian(kRevisionSize, &revision) || !reader.empty()) {
    return CorruptRecord("deletion of a corpus");
  }
  return static_cast<int64_t>(revision);
}

std::string EncodeCorpusCounts(const CorpusCounts& counts) {
  std::string value = NewValue();
  AppendVarint(counts.documents, &value);
  AppendVarint(counts.claims, &value);
  AppendVarint(counts.stances, &value);
  return value;
}

absl::StatusOr<CorpusCounts> DecodeCorpusCounts(absl::string_view bytes) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion("corpus", &reader));
  uint64_t documents = 0;
  uint64_t claims = 0;
  uint64_t stances = 0;
  if (!reader.ReadVarint(&documents) || !reader.ReadVarint(&claims) ||
      !reader.ReadVarint(&stances)) {
    return CorruptRecord("corpus");
  }
  return CorpusCounts{static_cast<int64_t>(documents), static_cast<int64_t>(claims),
                      static_cast<int64_t>(stances)};
}

std::string EncodeNextNumbers(const DocumentNumbers& numbers) {
  std::string value = NewValue();
  AppendNumbers(numbers, &value);
  return value;
}

absl::StatusOr<DocumentNumbers> DecodeNextNumbers(absl::string_view bytes) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion("numbers of a corpus", &reader));
  DocumentNumbers numbers;
  if (!ReadNumbers(&reader, &numbers) || !reader.empty()) {
    return CorruptRecord("numbers of a corpus");
  }
  return numbers;
}

void AppendNumbers(const DocumentNumbers& numbers, std::string* document) {
  AppendBigEndian(numbers.document, kNumberBytes, document);
  AppendBigEndian(numbers.first_claim, kNumberBytes, document);
  AppendBigEndian(numbers.first_stance, kNumberBytes, document);
}

std::string EncodeDocument(int64_t revision, const internal::v1::DocumentRecord& record,
                           uint64_t text_size, absl::Span<const absl::string_view> claim_ids,
                           absl::Span<const absl::string_view> stance_ids) {
  std::string value = NewValue();
  value.push_back(kLive);
  AppendBigEndian(revision, kRevisionSize, &value);
  AppendVarint(claim_ids.size(), &value);
  AppendVarint(stance_ids.size(), &value);
  AppendVarint(text_size, &value);
  AppendVarint(record.ByteSizeLong(), &value);
  record.AppendToString(&value);
  AppendHashes(claim_ids, &value);
  AppendHashes(stance_ids, &value);
  return value;
}

std::string EncodeTombstone(int64_t revision) {
  std::string value = NewValue();
  value.push_back(kTombstone);
  AppendBigEndian(revision, kRevisionSize, &value);
  return value;
}

absl::StatusOr<DocumentValue> DocumentValue::Decode(absl::string_view bytes) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion("document", &reader));
  DocumentValue value;
  absl::string_view kind;
  uint64_t revision = 0;
  if (!reader.ReadBytes(1, &kind) || !reader.ReadBigEndian(kRevisionSize, &revision)) {
    return CorruptRecord("document");
  }
  value.revision_ = static_cast<int64_t>(revision);
  value.is_tombstone_ = kind[0] == kTombstone;
  if (value.is_tombstone_) {
    return value;
  }
  uint64_t claims = 0;
  uint64_t stances = 0;
  uint64_t size = 0;
  if (kind[0] != kLive || !reader.ReadVarint(&claims) || !reader.ReadVarint(&stances) ||
      !reader.ReadVarint(&value.text_size_) || !reader.ReadVarint(&size) || claims > kMaxItems ||
      stances > kMaxItems || !reader.ReadBytes(size, &value.record_) ||
      !reader.ReadBytes(claims * kHashSize, &value.claim_hashes_) ||
      !reader.ReadBytes(stances * kHashSize, &value.stance_hashes_) ||
      !ReadNumbers(&reader, &value.numbers_)) {
    return CorruptRecord("document");
  }
  value.claim_count_ = static_cast<uint32_t>(claims);
  value.stance_count_ = static_cast<uint32_t>(stances);
  return value;
}

std::vector<uint32_t> DocumentValue::FindClaim(absl::string_view id) const {
  return FindHash(claim_hashes_, id);
}

std::vector<uint32_t> DocumentValue::FindStance(absl::string_view id) const {
  return FindHash(stance_hashes_, id);
}

absl::Status DocumentValue::DecodeRecord(internal::v1::DocumentRecord* record) const {
  return !is_tombstone_ && Parse(record_, record) ? absl::OkStatus() : CorruptRecord("document");
}

std::string EncodeText(absl::string_view text) {
  std::string value = NewValue();
  value.append(text.data(), text.size());
  return value;
}

absl::StatusOr<absl::string_view> DecodeText(absl::string_view bytes) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion("text", &reader));
  return reader.rest();
}

std::string EncodeOriginalRuns(const internal::v1::OriginalRunsRecord& runs) {
  return EncodeMessage(runs);
}

absl::Status DecodeOriginalRuns(absl::string_view bytes, internal::v1::OriginalRunsRecord* runs) {
  return DecodeMessage("map to the original", bytes, runs);
}

}  // namespace standpoint
