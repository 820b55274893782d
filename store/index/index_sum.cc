#include "store/index/index_sum.h"

#include <xxhash.h>

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/chunk/piece_list.h"
#include "store/chunk/posting_chunk.h"
#include "store/index/index_batch.h"
#include "store/index/numbers.h"

namespace standpoint {
namespace {

uint64_t Hash(absl::string_view bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

absl::Status Corrupt() {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                   "a value of the index by number cannot be read");
}

}  // namespace

void IndexSum::AddPosting(uint64_t key, uint32_t offset, uint8_t impact, uint8_t position) {
  const uint32_t posting[] = {offset, impact, position};
  ++postings_;
  sum_ += XXH3_64bits_withSeed(posting, sizeof(posting), key);
}

void IndexSum::AddPiece(uint64_t key, uint32_t offset, uint32_t count, absl::string_view payload) {
  const uint64_t place[] = {offset, count, Hash(payload, 0)};
  ++pieces_;
  sum_ += XXH3_64bits_withSeed(place, sizeof(place), key);
}

void IndexSum::AddDocument(absl::string_view corpus, const IndexedDocument& document,
                           const DocumentNumbers& numbers) {
  for (const SpaceEntries& entries : document.spaces) {
    const uint64_t first = FirstNumber(numbers, entries.space);
    for (const auto& [word, places] : entries.words) {
      const uint64_t key =
          Hash(BucketKey(TermPrefix(corpus, entries.space, word), BucketOf(first)), 0);
      for (const WordAt& place : places) {
        AddPosting(key, OffsetOf(first) + place.ordinal, place.impact, place.position);
      }
    }
    for (const auto& [column, payload] : entries.columns) {
      AddPiece(Hash(BucketKey(ColumnPrefix(corpus, entries.space, column), BucketOf(first)), 1),
               OffsetOf(first), entries.count, payload);
    }
  }
}

absl::Status IndexSum::AddChunk(absl::string_view key, absl::string_view value) {
  PostingChunk chunk;
  std::vector<ChunkPosting> postings;
  if (!chunk.Parse(value) || !chunk.DecodeAll(&postings)) {
    return Corrupt();
  }
  const uint64_t hash = Hash(key, 0);
  for (const ChunkPosting& posting : postings) {
    AddPosting(hash, posting.offset, posting.impact, posting.position);
  }
  return absl::OkStatus();
}

absl::Status IndexSum::AddPieces(absl::string_view key, absl::string_view value) {
  PieceReader reader(value);
  const uint64_t hash = Hash(key, 1);
  for (Piece piece; reader.Next(&piece);) {
    AddPiece(hash, piece.offset, piece.count, piece.payload);
  }
  return reader.broken() ? Corrupt() : absl::OkStatus();
}

absl::Status IndexSum::AddStored(const Snapshot& snapshot) {
  const auto terms = snapshot.NewIterator(Family::kTerm, {});
  for (terms->SeekToFirst(); terms->Valid(); terms->Next()) {
    RETURN_IF_ERROR(AddChunk(terms->key(), terms->value()));
  }
  RETURN_IF_ERROR(terms->status());
  const auto columns = snapshot.NewIterator(Family::kColumn, {});
  for (columns->SeekToFirst(); columns->Valid(); columns->Next()) {
    RETURN_IF_ERROR(AddPieces(columns->key(), columns->value()));
  }
  return columns->status();
}

}  // namespace standpoint
