#include "store/query/search/bucket_facts.h"

#include "absl/container/flat_hash_map.h"
#include "store/chunk/piece_list.h"

namespace standpoint {

std::shared_ptr<const BucketFacts> BucketFacts::Read(absl::string_view column) {
  auto read = std::make_shared<BucketFacts>();
  absl::flat_hash_map<absl::string_view, uint32_t> places;
  const auto place_of = [&](absl::string_view text) {
    const auto [it, is_new] = places.try_emplace(text, static_cast<uint32_t>(read->texts_.size()));
    if (is_new) {
      read->texts_.emplace_back(text);
      read->byte_size_ += sizeof(std::string) + text.size();
    }
    return it->second;
  };
  PieceReader reader(column);
  for (Piece piece; reader.Next(&piece);) {
    DocumentFacts facts;
    if (!ReadFacts(piece.payload, &facts)) {
      return nullptr;
    }
    read->documents_.push_back({piece.offset, piece.offset + piece.count, facts.seconds,
                                facts.nanos, facts.is_dated, place_of(facts.source),
                                place_of(facts.language)});
  }
  if (reader.broken()) {
    return nullptr;
  }
  read->documents_.shrink_to_fit();
  uint32_t next = 0;
  for (uint32_t offset = 0; offset < read->end(); offset += kStep) {
    while (read->documents_[next].end <= offset) {
      ++next;
    }
    read->starts_.push_back(static_cast<uint16_t>(next));
  }
  read->byte_size_ += sizeof(BucketFacts) + read->documents_.size() * sizeof(OfDocument) +
                      read->starts_.size() * sizeof(uint16_t);
  return read;
}

bool BucketFacts::Find(uint32_t offset, uint32_t* first, uint32_t* end,
                       DocumentFacts* facts) const {
  if (offset >= this->end()) {
    return false;
  }
  const OfDocument* of = &documents_[starts_[offset / kStep]];
  while (of->end <= offset) {
    ++of;
  }
  if (of->first > offset) {
    return false;
  }
  *first = of->first;
  *end = of->end;
  *facts = {of->is_dated, of->seconds, of->nanos, texts_[of->source], texts_[of->language]};
  return true;
}

}  // namespace standpoint
