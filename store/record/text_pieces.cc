#include "store/record/text_pieces.h"

#include <algorithm>

#include "common/status/macros.h"
#include "store/record/envelope.h"
#include "store/record/values.h"

namespace standpoint {

uint32_t TextPieceCount(uint64_t text_size) {
  return static_cast<uint32_t>(std::max<uint64_t>(1, (text_size + kTextPiece - 1) / kTextPiece));
}

void PutText(absl::string_view corpus, const DocumentRef& ref, absl::string_view text,
             WriteBatch* batch) {
  for (uint32_t piece = 0; piece < TextPieceCount(text.size()); ++piece) {
    const uint64_t begin = uint64_t{piece} * kTextPiece;
    batch->Put(Family::kText, TextKey(corpus, ref, piece),
               EncodeText(text.substr(begin, kTextPiece)));
  }
}

void DeleteText(absl::string_view corpus, const DocumentRef& ref, uint64_t text_size,
                WriteBatch* batch) {
  for (uint32_t piece = 0; piece < TextPieceCount(text_size); ++piece) {
    batch->Delete(Family::kText, TextKey(corpus, ref, piece));
  }
}

absl::StatusOr<std::string> ReadText(const Snapshot& snapshot, absl::string_view corpus,
                                     const DocumentRef& ref) {
  std::string prefix = TextKey(corpus, ref, 0);
  prefix.resize(prefix.size() - kOrdinalSize);
  const auto it = snapshot.NewIterator(Family::kText, PrefixRange(prefix));
  std::string text;
  it->SeekToFirst();
  if (it->status().ok() && !it->Valid()) {
    return CorruptRecord("text");
  }
  for (; it->Valid(); it->Next()) {
    ASSIGN_OR_RETURN(const absl::string_view piece, DecodeText(it->value()));
    text.append(piece.data(), piece.size());
  }
  RETURN_IF_ERROR(it->status());
  return text;
}

absl::Status TextSlicer::Load(const DocumentRef& ref, uint32_t piece) {
  if (!text_.empty() && piece == piece_ && ref == ref_) {
    return absl::OkStatus();
  }
  text_ = {};
  ASSIGN_OR_RETURN(const bool found,
                   snapshot_.Get(Family::kText, TextKey(corpus_, ref, piece), &bytes_));
  if (!found) {
    return CorruptRecord("text");
  }
  ASSIGN_OR_RETURN(text_, DecodeText(bytes_));
  ref_ = ref;
  piece_ = piece;
  return absl::OkStatus();
}

absl::Status TextSlicer::Slice(const DocumentRef& ref, int64_t begin, int64_t size,
                               std::string* slice) {
  slice->clear();
  if (begin < 0 || size < 0) {
    return CorruptRecord("place in a text");
  }
  while (size > 0) {
    RETURN_IF_ERROR(Load(ref, static_cast<uint32_t>(begin / kTextPiece)));
    const uint64_t offset = static_cast<uint64_t>(begin) % kTextPiece;
    if (offset >= text_.size()) {
      return CorruptRecord("place in a text");
    }
    const absl::string_view part = text_.substr(offset, static_cast<uint64_t>(size));
    slice->append(part.data(), part.size());
    begin += static_cast<int64_t>(part.size());
    size -= static_cast<int64_t>(part.size());
  }
  return absl::OkStatus();
}

}  // namespace standpoint
