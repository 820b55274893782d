#include "store/query/search/bucket_columns.h"

#include "common/status/errors.h"

namespace standpoint {

BucketColumns::BucketColumns(const Snapshot& snapshot, absl::string_view corpus, Space space,
                             BucketFactsCache* known)
    : snapshot_(snapshot),
      facts_cursor_(MakeCursor(corpus, space, Column::kFacts)),
      kinds_(MakeCursor(corpus, space, Column::kKinds)),
      holders_cursor_(MakeCursor(corpus, space, Column::kHolders)),
      targets_cursor_(MakeCursor(corpus, space, Column::kTargets)),
      entities_cursor_(MakeCursor(corpus, space, Column::kEntities)),
      known_(known) {}

BucketColumns::Cursor BucketColumns::MakeCursor(absl::string_view corpus, Space space,
                                                Column column) const {
  Cursor cursor;
  cursor.column = column;
  cursor.is_sparse = column == Column::kEntities;
  cursor.prefix = ColumnPrefix(corpus, space, column);
  return cursor;
}

void BucketColumns::Open(uint32_t bucket) {
  bucket_ = bucket;
  of_bucket_ = nullptr;
  known_end_ = 0;
  for (Cursor* cursor :
       {&facts_cursor_, &kinds_, &holders_cursor_, &targets_cursor_, &entities_cursor_}) {
    cursor->is_open = false;
  }
}

void BucketColumns::Broken() {
  if (status_.ok()) {
    status_ = MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                        "a column of the index cannot be read");
  }
}

void BucketColumns::Load(Cursor* cursor) {
  cursor->is_open = true;
  if (cursor->values == nullptr) {
    cursor->values = snapshot_.NewIterator(Family::kColumn, PrefixRange(cursor->prefix));
  }
  const std::string key = BucketKey(cursor->prefix, bucket_);
  cursor->values->Seek(key);
  if (!cursor->values->status().ok()) {
    status_ = cursor->values->status();
  }
  const bool found = cursor->values->Valid() && cursor->values->key() == absl::string_view(key);
  cursor->bytes = found ? cursor->values->value() : absl::string_view();
  cursor->reader = PieceReader(cursor->bytes);
  cursor->piece = Piece();
  cursor->next = 0;
}

bool BucketColumns::Find(Cursor* cursor, uint32_t offset) {
  if (!cursor->is_open) {
    Load(cursor);
  }
  bool moved = false;
  if (cursor->piece.offset + cursor->piece.count <= offset) {
    cursor->reader.SkipTowards(offset);
  }
  while (cursor->piece.offset + cursor->piece.count <= offset) {
    if (!cursor->reader.Next(&cursor->piece)) {
      if (!cursor->is_sparse || cursor->reader.broken()) {
        Broken();
      }
      return false;
    }
    moved = true;
  }
  if (moved) {
    cursor->list = ListReader(cursor->piece.payload);
    cursor->next = 0;
    if (cursor->column == Column::kFacts && !ReadFacts(cursor->piece.payload, &facts_)) {
      Broken();
    }
  }
  if (cursor->piece.offset > offset && !cursor->is_sparse) {
    Broken();
  }
  return cursor->piece.offset <= offset;
}

bool BucketColumns::FindKnown(uint32_t offset, uint32_t* document) {
  if (known_ == nullptr || facts_cursor_.is_open) {
    return false;
  }
  const std::string key = BucketKey(facts_cursor_.prefix, bucket_);
  if (of_bucket_ == nullptr) {
    of_bucket_ = known_->Find(key);
  }
  if (of_bucket_ == nullptr || of_bucket_->end() <= offset) {
    Load(&facts_cursor_);
    if (auto facts = BucketFacts::Read(facts_cursor_.bytes)) {
      of_bucket_ = std::move(facts);
      known_->Keep(key, of_bucket_);
    }
  }
  if (of_bucket_ == nullptr ||
      !of_bucket_->Find(offset, &known_first_, &known_end_, &known_facts_)) {
    return false;
  }
  *document = known_first_;
  return true;
}

const DocumentFacts& BucketColumns::Facts(uint32_t offset, uint32_t* document) {
  if (known_first_ <= offset && offset < known_end_) {
    *document = known_first_;
    return known_facts_;
  }
  if (FindKnown(offset, document)) {
    return known_facts_;
  }
  if (!Find(&facts_cursor_, offset)) {
    facts_ = DocumentFacts();
  }
  *document = facts_cursor_.piece.offset;
  return facts_;
}

bool BucketColumns::NextDocument(uint32_t offset, uint32_t* first, uint32_t* count) {
  Cursor* cursor = &facts_cursor_;
  if (!cursor->is_open) {
    Load(cursor);
  }
  while (cursor->piece.count == 0 || cursor->piece.offset + cursor->piece.count <= offset) {
    if (!cursor->reader.Next(&cursor->piece)) {
      if (cursor->reader.broken()) {
        Broken();
      }
      return false;
    }
    if (!ReadFacts(cursor->piece.payload, &facts_)) {
      Broken();
    }
  }
  *first = cursor->piece.offset;
  *count = cursor->piece.count;
  return true;
}

ClaimKinds BucketColumns::Kinds(uint32_t offset) {
  if (!Find(&kinds_, offset)) {
    return {};
  }
  const size_t at = kClaimKindsSize * (offset - kinds_.piece.offset);
  if (at + kClaimKindsSize > kinds_.piece.payload.size()) {
    Broken();
    return {};
  }
  return ReadKinds(kinds_.piece.payload.substr(at, kClaimKindsSize));
}

uint8_t BucketColumns::Direction(uint32_t offset) {
  if (!Find(&kinds_, offset) || offset - kinds_.piece.offset >= kinds_.piece.payload.size()) {
    Broken();
    return 0;
  }
  return static_cast<uint8_t>(kinds_.piece.payload[offset - kinds_.piece.offset]);
}

const HolderList& BucketColumns::Holders(uint32_t offset) {
  Cursor* cursor = &holders_cursor_;
  if (!Find(cursor, offset)) {
    holders_ = HolderList();
    return holders_;
  }
  for (; cursor->next <= offset - cursor->piece.offset; ++cursor->next) {
    if (!cursor->list.ReadHolders(&holders_)) {
      Broken();
      holders_ = HolderList();
    }
  }
  return holders_;
}

void BucketColumns::ReadNames(Cursor* cursor, uint32_t offset,
                              std::vector<absl::string_view>* names) {
  if (!Find(cursor, offset)) {
    names->clear();
    return;
  }
  for (; cursor->next <= offset - cursor->piece.offset; ++cursor->next) {
    if (!cursor->list.ReadNames(names)) {
      Broken();
      names->clear();
    }
  }
}

const std::vector<absl::string_view>& BucketColumns::Targets(uint32_t offset) {
  ReadNames(&targets_cursor_, offset, &targets_);
  return targets_;
}

const std::vector<absl::string_view>& BucketColumns::Entities(uint32_t offset) {
  ReadNames(&entities_cursor_, offset, &entities_);
  return entities_;
}

}  // namespace standpoint
