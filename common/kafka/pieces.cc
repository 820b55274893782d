#include "common/kafka/pieces.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "zstd.h"

namespace standpoint {
namespace {

constexpr size_t kCompressFrom = 64 << 10;
constexpr int kFraming = 16 << 10;  // of a record's bytes: key, headers, what Kafka adds
constexpr absl::string_view kEncoding = "encoding";
constexpr absl::string_view kZstd = "zstd";
constexpr absl::string_view kPiece = "piece";
constexpr int kCompressionLevel = 3;
constexpr int kLeastPieceBytes = 1024;
constexpr size_t kMaxPieces = static_cast<size_t>(kMaxLogValueBytes) / kLeastPieceBytes;

absl::Status Corrupt(const LogRead& record, absl::string_view what) {
  return MakeError(absl::StatusCode::kInternal, "LOG_CORRUPT",
                   absl::StrCat(record.from.topic, "/", record.from.partition, " at ",
                                record.offset, ": ", what));
}

std::string Compress(absl::string_view value) {
  std::string compressed(ZSTD_compressBound(value.size()), '\0');
  const size_t size = ZSTD_compress(compressed.data(), compressed.size(), value.data(),
                                    value.size(), kCompressionLevel);
  compressed.resize(ZSTD_isError(size) ? 0 : size);
  return compressed;
}

// Nothing when `compressed` is not what Compress made of at most kMaxLogValueBytes.
std::optional<std::string> Decompress(absl::string_view compressed) {
  const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR ||
      size > static_cast<unsigned long long>(kMaxLogValueBytes)) {
    return std::nullopt;
  }
  std::string value(size, '\0');
  const size_t got =
      ZSTD_decompress(value.data(), value.size(), compressed.data(), compressed.size());
  if (got != size) {
    return std::nullopt;
  }
  return value;
}

struct PieceHeader {
  size_t index = 0;
  size_t count = 0;
  std::string id;
};

std::optional<PieceHeader> ParsePieceHeader(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  PieceHeader header;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &header.index) ||
      !absl::SimpleAtoi(parts[1], &header.count) || header.index >= header.count ||
      header.count > kMaxPieces || parts[2].size() != 16) {
    return std::nullopt;
  }
  header.id = std::string(parts[2]);
  return header;
}

void EraseHeader(KafkaHeaders& headers, absl::string_view name) {
  headers.erase(std::remove_if(headers.begin(), headers.end(),
                               [name](const auto& header) { return header.first == name; }),
                headers.end());
}

// The value of a record whose pieces are together.
absl::Status Decode(LogRead& record) {
  const auto encoding = FindHeader(record.headers, kEncoding);
  if (!encoding) {
    return absl::OkStatus();
  }
  std::optional<std::string> value =
      *encoding == kZstd && record.value ? Decompress(*record.value) : std::nullopt;
  if (!value) {
    return Corrupt(record, "the value cannot be decompressed");
  }
  record.value = *std::move(value);
  EraseHeader(record.headers, kEncoding);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<LogWrite>> CutIntoPieces(LogWrite whole, int max_record_bytes) {
  std::vector<LogWrite> records;
  if (whole.value && static_cast<int64_t>(whole.value->size()) > kMaxLogValueBytes) {
    return MakeError(absl::StatusCode::kResourceExhausted, "RECORD_TOO_LARGE",
                     absl::StrCat("a record has at most ", kMaxLogValueBytes, " bytes"));
  }
  if (whole.value && whole.value->size() > kCompressFrom) {
    std::string compressed = Compress(*whole.value);
    if (!compressed.empty() && compressed.size() < whole.value->size()) {
      whole.value = std::move(compressed);
      whole.headers.emplace_back(kEncoding, kZstd);
    }
  }
  const size_t most = static_cast<size_t>(std::max(kLeastPieceBytes, max_record_bytes - kFraming));
  if (!whole.value || whole.value->size() <= most) {
    records.push_back(std::move(whole));
    return records;
  }
  const std::string value = *std::move(whole.value);
  const size_t count = (value.size() + most - 1) / most;
  absl::BitGen random;
  const std::string id = absl::StrCat(absl::Hex(absl::Uniform<uint64_t>(random), absl::kZeroPad16));
  for (size_t i = 0; i < count; ++i) {
    LogWrite piece;
    piece.to = whole.to;
    // Of its own, so that a topic that is compacted keeps all pieces.
    piece.key = i == 0 ? whole.key : absl::StrCat(whole.key, "/", i);
    piece.value = value.substr(i * most, most);
    if (i == 0) {
      piece.headers = std::move(whole.headers);
    }
    piece.headers.emplace_back(kPiece, absl::StrCat(i, "/", count, "/", id));
    records.push_back(std::move(piece));
  }
  return records;
}

absl::StatusOr<std::optional<JoinedRecord>> PieceJoiner::Add(LogRead record) {
  const auto text = FindHeader(record.headers, kPiece);
  if (!text) {
    JoinedRecord whole;
    whole.last_offset = record.offset;
    whole.offsets = {record.offset};
    RETURN_IF_ERROR(Decode(record));
    whole.record = std::move(record);
    return whole;
  }
  const std::optional<PieceHeader> header = ParsePieceHeader(*text);
  if (!header || !record.value) {
    return Corrupt(record, "the header `piece` is malformed");
  }
  Value& value = incomplete_[header->id];
  if (value.pieces.empty()) {
    value.pieces.resize(header->count);
  }
  if (value.pieces.size() != header->count) {
    return Corrupt(record, "pieces of one value disagree");
  }
  std::optional<std::string>& piece = value.pieces[header->index];
  if (piece) {
    return std::nullopt;
  }
  value.offsets.push_back(record.offset);
  value.bytes += static_cast<int64_t>(record.value->size());
  piece = *std::move(record.value);
  record.value.reset();
  if (header->index == 0) {
    EraseHeader(record.headers, kPiece);
    value.first = std::move(record);
  }
  if (++value.found < header->count) {
    if (value.bytes > kMaxLogValueBytes) {
      const LogRead first = std::move(value.first);
      incomplete_.erase(header->id);
      return Corrupt(first, "a value of pieces is too large");
    }
    return std::nullopt;
  }
  JoinedRecord whole;
  whole.record = std::move(value.first);
  whole.record.value.emplace();
  for (const std::optional<std::string>& part : value.pieces) {
    whole.record.value->append(*part);
  }
  whole.offsets = std::move(value.offsets);
  incomplete_.erase(header->id);
  std::sort(whole.offsets.begin(), whole.offsets.end());
  whole.record.offset = whole.offsets.front();
  whole.last_offset = whole.offsets.back();
  RETURN_IF_ERROR(Decode(whole.record));
  return whole;
}

std::optional<int64_t> PieceJoiner::OldestIncomplete() const {
  std::optional<int64_t> oldest;
  for (const auto& [id, value] : incomplete_) {
    const int64_t first = *std::min_element(value.offsets.begin(), value.offsets.end());
    oldest = oldest ? std::min(*oldest, first) : first;
  }
  return oldest;
}

}  // namespace standpoint
