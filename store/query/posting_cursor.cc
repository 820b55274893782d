#include "store/query/posting_cursor.h"

#include "common/status/errors.h"

namespace standpoint {

PostingCursor::PostingCursor(const Snapshot& snapshot, const ListPlan& plan, bool newest_first)
    : snapshot_(snapshot), plan_(plan), newest_first_(newest_first) {}

absl::Status PostingCursor::status() const {
  if (!status_.ok()) {
    return status_;
  }
  return iterator_ == nullptr ? absl::OkStatus() : iterator_->status();
}

void PostingCursor::Open(bool undated) {
  undated_ = undated;
  const KeyRange range = undated ? PostingRange(plan_.prefix, kUndated, kUndated)
                                 : PostingRange(plan_.prefix, plan_.first, plan_.last);
  if (range.begin >= range.end && !range.end.empty()) {
    iterator_.reset();  // no time fulfils the filter
    return;
  }
  iterator_ = snapshot_.NewIterator(Family::kIndex, range);
}

void PostingCursor::SeekToFirst() {
  Open(/*undated=*/false);
  if (iterator_ != nullptr) {
    newest_first_ ? iterator_->SeekToLast() : iterator_->SeekToFirst();
  }
  Settle();
}

void PostingCursor::Seek(const PostingPosition& position) {
  Open(/*undated=*/position.time == kUndated);
  if (iterator_ != nullptr) {
    const std::string key = PostingKey(plan_.prefix, position);
    IsBackward() ? iterator_->SeekForPrev(key) : iterator_->Seek(key);
  }
  Settle();
}

void PostingCursor::Next() {
  IsBackward() ? iterator_->Prev() : iterator_->Next();
  Settle();
}

void PostingCursor::Settle() {
  if (!Valid() && status().ok() && !undated_) {
    if (!plan_.with_undated) {
      iterator_.reset();
      return;
    }
    Open(/*undated=*/true);
    iterator_->SeekToFirst();
  }
  if (Valid() && !ParsePosition(iterator_->key(), &position_)) {
    status_ =
        MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "an index entry cannot be read");
    iterator_.reset();
  }
}

}  // namespace standpoint
