// Walks the documents of a plan in the order of the list.

#ifndef STANDPOINT_STORE_QUERY_POSTING_CURSOR_H_
#define STANDPOINT_STORE_QUERY_POSTING_CURSOR_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/posting.h"
#include "store/query/plan.h"

namespace standpoint {

// Dated documents by time in either direction, then the undated ones.
// Threads: one at a time. Lifetime: the snapshot and the plan outlive it.
class PostingCursor {
 public:
  PostingCursor(const Snapshot& snapshot, const ListPlan& plan, bool newest_first);

  // To the first entry.
  void SeekToFirst();
  // To the entry of `position`, or the next one behind it.
  void Seek(const PostingPosition& position);

  // False at the end and on an error: look at status() then.
  bool Valid() const { return iterator_ != nullptr && iterator_->Valid(); }
  absl::Status status() const;

  // These need Valid().
  void Next();
  const PostingPosition& position() const { return position_; }

 private:
  bool IsBackward() const { return newest_first_ && !undated_; }
  void Open(bool undated);
  // Goes over to the undated documents at the end of the dated ones, then reads the position.
  void Settle();

  const Snapshot& snapshot_;
  const ListPlan& plan_;
  const bool newest_first_;
  bool undated_ = false;
  std::unique_ptr<KeyIterator> iterator_;
  PostingPosition position_;
  absl::Status status_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_POSTING_CURSOR_H_
