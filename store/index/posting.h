// Entries of the lists of documents by time. docs/formats/store.md has them byte by byte.

#ifndef STANDPOINT_STORE_INDEX_POSTING_H_
#define STANDPOINT_STORE_INDEX_POSTING_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/timestamp.pb.h"
#include "store/engine/engine.h"
#include "store/record/keys.h"

namespace standpoint {

// Which documents a list holds. The values are bytes on disk.
enum class IndexKind : char {
  kDocumentByTime = 'D',    // all; no term
  kDocumentBySource = 'S',  // term: source
  kDocumentByDigest = 'X',  // term: text_digest
};

// Publication time as it is ordered: microseconds since 0001-01-01T00:00:00Z, rounded down, or
// undated.
using TimeRank = uint64_t;
inline constexpr TimeRank kUndated = ~TimeRank{0};
TimeRank RankOf(const google::protobuf::Timestamp& time);
TimeRank RankOf(int64_t seconds, int32_t nanos);  // since 1970

// Longer terms are cut; the record decides then.
inline constexpr size_t kMaxIndexedTerm = 128;

// Where an entry stands in its list.
struct PostingPosition {
  TimeRank time = 0;
  DocumentRef ref;

  friend bool operator==(const PostingPosition&, const PostingPosition&) = default;
};

// What all entries of a list begin with; the position follows.
std::string PostingPrefix(absl::string_view corpus, IndexKind kind, absl::string_view term);
std::string PostingKey(absl::string_view prefix, const PostingPosition& position);
// The position at the end of a key; false when the key is too short.
bool ParsePosition(absl::string_view key, PostingPosition* position);
// The entries of a list from `first` to `last`, both included.
KeyRange PostingRange(absl::string_view prefix, TimeRank first, TimeRank last);

// The corpus, kind and term of a key; for checks. False when `key` is none.
bool ParsePostingPrefix(absl::string_view key, std::string* corpus, IndexKind* kind,
                        std::string* term);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_POSTING_H_
