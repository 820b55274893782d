// Numbers of documents, claims and stances, and the keys of what is kept by number.
//
// Every document, claim and stance of a corpus has a number, given in order of writing and never again. A bucket is
// the 65,536 numbers that share all but their lowest 16 bits; a document's claims lie in one bucket, and so do its
// stances. docs/formats/store.md has the keys byte by byte.

#ifndef STANDPOINT_STORE_INDEX_NUMBERS_H_
#define STANDPOINT_STORE_INDEX_NUMBERS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "store/chunk/piece_list.h"
#include "store/record/keys.h"

namespace standpoint {

// What is numbered. The values are bytes on disk.
enum class Space : char { kDocument = 'd', kClaim = 'c', kStance = 's' };

// What is kept per document, claim or stance for filters and aggregates. The values are bytes on disk.
enum class Column : char {
  kFacts = 'd',     // of the document: time, source, language
  kKinds = 'k',     // of a claim: act, polarity, modality, commitment; of a stance: direction
  kHolders = 'h',   // folded mentions and full names
  kTargets = 'g',   // folded targets
  kEntities = 'e',  // of claims: folded names
  kSketches = 'b'   // of claims: one bit for each component of the embedding
};

inline constexpr int kBucketBytes = 3;
inline constexpr int kNumberBytes = 5;

inline uint32_t BucketOf(uint64_t number) { return static_cast<uint32_t>(number / kBucketSize); }
inline uint32_t OffsetOf(uint64_t number) { return static_cast<uint32_t>(number % kBucketSize); }
inline uint64_t NumberAt(uint32_t bucket, uint32_t offset) {
  return static_cast<uint64_t>(bucket) * kBucketSize + offset;
}

// The first of `count` (at most kBucketSize) numbers from `next` on that lie in one bucket.
uint64_t FirstOfRun(uint64_t next, uint32_t count);

// Family term: all buckets of a word, then one of them.
std::string TermPrefix(absl::string_view corpus, Space space, absl::string_view term);
// Of all words that begin so.
std::string TermsPrefix(absl::string_view corpus, Space space, absl::string_view beginning);
// Family column.
std::string ColumnPrefix(absl::string_view corpus, Space space, Column column);
// `prefix`: of a word or a column.
std::string BucketKey(absl::string_view prefix, uint32_t bucket);
// The bucket at the end of a key; false when the key is too short.
bool ParseBucket(absl::string_view key, uint32_t* bucket);
// The word of a key of family term; false when it is none.
bool ParseTerm(absl::string_view key, absl::string_view corpus, Space space, std::string* term);

// Family index: which document has the numbers from `first` on. The value is its ref.
std::string OwnerPrefix(absl::string_view corpus, Space space);
std::string OwnerKey(absl::string_view corpus, Space space, uint64_t first);
bool ParseOwner(absl::string_view key, uint64_t* first);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_NUMBERS_H_
