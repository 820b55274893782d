#include "store/chunk/piece_list.h"

#include <algorithm>
#include <vector>

#include "store/record/coding.h"

namespace standpoint {

void PieceWriter::Add(const Piece& piece) {
  AppendVarint(piece.offset - end_, out_);
  AppendVarint(piece.count - 1, out_);
  AppendVarint(piece.is_removal ? 0 : piece.payload.size() + 1, out_);
  out_->append(piece.payload.data(), piece.payload.size());
  end_ = piece.offset + piece.count;
}

bool PieceReader::Next(Piece* piece) {
  if (broken_ || rest_.empty()) {
    return false;
  }
  ByteReader reader(rest_);
  uint64_t gap = 0;
  uint64_t count = 0;
  uint64_t size = 0;
  piece->payload = {};
  if (!reader.ReadVarint(&gap) || !reader.ReadVarint(&count) || !reader.ReadVarint(&size) ||
      gap >= kBucketSize || count >= kBucketSize || end_ + gap + count >= kBucketSize ||
      (size > 0 && !reader.ReadBytes(size - 1, &piece->payload))) {
    broken_ = true;
    return false;
  }
  piece->offset = end_ + static_cast<uint32_t>(gap);
  piece->count = static_cast<uint32_t>(count) + 1;
  piece->is_removal = size == 0;
  end_ = piece->offset + piece->count;
  rest_ = reader.rest();
  return true;
}

bool CombinePieces(absl::Span<const absl::string_view> lists, bool whole, std::string* out) {
  std::vector<Piece> pieces;
  for (const absl::string_view list : lists) {
    PieceReader reader(list);
    for (Piece piece; reader.Next(&piece);) {
      pieces.push_back(piece);
    }
    if (reader.broken()) {
      return false;
    }
  }
  // Of equal numbers the removal first, so that it is seen before what it takes away.
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.is_removal && !b.is_removal;
  });
  out->clear();
  PieceWriter writer(out);
  for (size_t i = 0; i < pieces.size(); ++i) {
    const bool repeated = i > 0 && pieces[i].offset == pieces[i - 1].offset;
    if (!repeated && !(whole && pieces[i].is_removal)) {
      writer.Add(pieces[i]);
    }
  }
  return true;
}

}  // namespace standpoint
