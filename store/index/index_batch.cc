#include "store/index/index_batch.h"

#include <algorithm>

#include "store/engine/family.h"
#include "store/index/numbers.h"

namespace standpoint {

uint64_t FirstNumber(const DocumentNumbers& numbers, Space space) {
  switch (space) {
    case Space::kDocument:
      return numbers.document;
    case Space::kClaim:
      return numbers.first_claim;
    case Space::kStance:
      return numbers.first_stance;
  }
  return 0;
}

DocumentNumbers GiveNumbers(uint32_t claims, uint32_t stances, DocumentNumbers* next) {
  DocumentNumbers given;
  given.document = next->document++;
  given.first_claim = FirstOfRun(next->first_claim, claims);
  next->first_claim = given.first_claim + claims;
  given.first_stance = FirstOfRun(next->first_stance, stances);
  next->first_stance = given.first_stance + stances;
  return given;
}

void IndexBatch::ChangeWords(absl::string_view corpus, const SpaceEntries& entries, uint64_t first,
                             bool is_removal) {
  const uint32_t bucket = BucketOf(first);
  for (const auto& [word, places] : entries.words) {
    Words& words = words_[BucketKey(TermPrefix(corpus, entries.space, word), bucket)];
    for (const WordAt& place : places) {
      const auto offset = static_cast<uint16_t>(OffsetOf(first) + place.ordinal);
      if (is_removal) {
        words.removed.push_back(offset);
      } else {
        words.added.push_back({offset, place.impact, place.position});
      }
    }
  }
}

void IndexBatch::Change(absl::string_view corpus, const IndexedDocument& document,
                        const DocumentNumbers& numbers, bool is_removal) {
  for (const SpaceEntries& entries : document.spaces) {
    const uint64_t first = FirstNumber(numbers, entries.space);
    ChangeWords(corpus, entries, first, is_removal);
    for (const auto& [column, payload] : entries.columns) {
      pieces_[BucketKey(ColumnPrefix(corpus, entries.space, column), BucketOf(first))].push_back(
          {OffsetOf(first), entries.count, is_removal, is_removal ? std::string() : payload});
    }
  }
}

void IndexBatch::Add(absl::string_view corpus, const DocumentRef& ref,
                     const IndexedDocument& document, const DocumentNumbers& numbers) {
  Change(corpus, document, numbers, /*is_removal=*/false);
  for (const SpaceEntries& entries : document.spaces) {
    owners_.Put(Family::kIndex,
                OwnerKey(corpus, entries.space, FirstNumber(numbers, entries.space)), ref.bytes);
  }
}

void IndexBatch::Remove(absl::string_view corpus, const IndexedDocument& document,
                        const DocumentNumbers& numbers) {
  Change(corpus, document, numbers, /*is_removal=*/true);
  for (const SpaceEntries& entries : document.spaces) {
    owners_.Delete(Family::kIndex,
                   OwnerKey(corpus, entries.space, FirstNumber(numbers, entries.space)));
  }
}

void IndexBatch::Emit(WriteBatch* batch) const {
  batch->Append(owners_);
  for (const auto& [key, words] : words_) {
    // Numbers grow from document to document; those that are taken away come in any order.
    std::vector<uint16_t> removed = words.removed;
    std::sort(removed.begin(), removed.end());
    batch->Add(Family::kTerm, key, EncodeChunk(words.added, removed));
  }
  for (const auto& [key, pieces] : pieces_) {
    std::vector<const OwnedPiece*> sorted;
    for (const OwnedPiece& piece : pieces) {
      sorted.push_back(&piece);
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const OwnedPiece* a, const OwnedPiece* b) { return a->offset < b->offset; });
    PieceWriter writer;
    for (const OwnedPiece* piece : sorted) {
      writer.Add({piece->offset, piece->count, piece->is_removal, piece->payload});
    }
    batch->Add(Family::kColumn, key, writer.Finish());
  }
}

}  // namespace standpoint
