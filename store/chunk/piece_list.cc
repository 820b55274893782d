#include "store/chunk/piece_list.h"

#include <algorithm>
#include <vector>

#include "store/chunk/bit_packing.h"
#include "store/record/coding.h"

namespace standpoint {

namespace {

// An entry of the directory: u24 where the pieces before it end, u32 where it begins behind the directory.
constexpr size_t kEntry = 7;

}  // namespace

void PieceWriter::Add(const Piece& piece) {
  if (count_ > 0 && count_ % kPiecesPerEntry == 0) {
    AppendLittle(end_, 3, &directory_);
    AppendLittle(static_cast<uint32_t>(pieces_.size()), 4, &directory_);
  }
  ++count_;
  AppendVarint(piece.offset - end_, &pieces_);
  AppendVarint(piece.count - 1, &pieces_);
  AppendVarint(piece.is_removal ? 0 : piece.payload.size() + 1, &pieces_);
  pieces_.append(piece.payload.data(), piece.payload.size());
  end_ = piece.offset + piece.count;
}

std::string PieceWriter::Finish() {
  std::string list;
  if (count_ > 0) {
    list.reserve(directory_.size() + pieces_.size() + 4);
    AppendVarint(directory_.size() / kEntry, &list);
    list.append(directory_);
    list.append(pieces_);
  }
  *this = PieceWriter();
  return list;
}

PieceReader::PieceReader(absl::string_view bytes) {
  ByteReader reader(bytes);
  uint64_t entries = 0;
  if (!bytes.empty() && (!reader.ReadVarint(&entries) || entries > kBucketSize ||
                         !reader.ReadBytes(entries * kEntry, &directory_))) {
    broken_ = true;
    return;
  }
  pieces_ = reader.rest();
  rest_ = pieces_;
}

uint32_t PieceReader::entry_count() const {
  return static_cast<uint32_t>(directory_.size() / kEntry);
}

uint32_t PieceReader::EntryEnd(uint32_t i) const { return ReadLittle(directory_, kEntry * i, 3); }

uint32_t PieceReader::EntryPosition(uint32_t i) const {
  return ReadLittle(directory_, kEntry * i + 3, 4);
}

void PieceReader::SkipTowards(uint32_t offset) {
  if (next_entry_ >= entry_count() || EntryEnd(next_entry_) > offset) {
    return;
  }
  // The last entry whose pieces before it all end in time.
  uint32_t low = next_entry_;
  uint32_t high = entry_count();
  while (low + 1 < high) {
    const uint32_t middle = (low + high) / 2;
    (EntryEnd(middle) <= offset ? low : high) = middle;
  }
  next_entry_ = low + 1;
  const uint32_t position = EntryPosition(low);
  if (position > pieces_.size()) {
    broken_ = true;
  } else if (position > pieces_.size() - rest_.size()) {
    rest_ = pieces_.substr(position);
    end_ = EntryEnd(low);
  }
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

namespace {

// The usual case, each list behind the one before and nothing taken away: false when it is not.
bool AppendInOrder(absl::Span<const absl::string_view> lists, PieceWriter* writer) {
  uint32_t end = 0;
  for (const absl::string_view list : lists) {
    PieceReader reader(list);
    for (Piece piece; reader.Next(&piece);) {
      if (piece.is_removal || piece.offset < end) {
        return false;
      }
      end = piece.offset + piece.count;
      writer->Add(piece);
    }
    if (reader.broken()) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool CombinePieces(absl::Span<const absl::string_view> lists, bool whole, std::string* out) {
  PieceWriter in_order;
  if (AppendInOrder(lists, &in_order)) {
    *out = in_order.Finish();
    return true;
  }
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
  PieceWriter writer;
  for (size_t i = 0; i < pieces.size(); ++i) {
    const bool repeated = i > 0 && pieces[i].offset == pieces[i - 1].offset;
    if (!repeated && !(whole && pieces[i].is_removal)) {
      writer.Add(pieces[i]);
    }
  }
  *out = writer.Finish();
  return true;
}

}  // namespace standpoint
