// Keys of records. docs/formats/store.md has them byte by byte.

#ifndef STANDPOINT_STORE_RECORD_KEYS_H_
#define STANDPOINT_STORE_RECORD_KEYS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Stands for a document's id in keys: the first 8 bytes of its SHA-256. Two ids of one corpus that
// share them are told apart by the record, and the second is refused.
struct DocumentRef {
  static constexpr size_t kSize = 8;
  std::string bytes;

  friend bool operator==(const DocumentRef& a, const DocumentRef& b) { return a.bytes == b.bytes; }
  friend bool operator<(const DocumentRef& a, const DocumentRef& b) { return a.bytes < b.bytes; }
};

// Place of a claim or stance within its document's list, which is in text order.
inline constexpr int kOrdinalSize = 3;
inline constexpr uint32_t kMaxOrdinal = (1u << (8 * kOrdinalSize)) - 1;

DocumentRef MakeDocumentRef(absl::string_view document);

// What every key of a corpus begins with, in all families but meta.
std::string CorpusPrefix(absl::string_view corpus);

// Family meta.
std::string FormatKey();
std::string CorpusKey(absl::string_view corpus);
std::string CorpusKeyPrefix();
// What is remembered of a corpus that was removed.
std::string RemovedCorpusKey(absl::string_view corpus);
std::string RemovedCorpusKeyPrefix();
// The numbers that a corpus gives next.
std::string NumbersKey(absl::string_view corpus);
std::string NumbersKeyPrefix();

// Family document.
std::string DocumentKey(absl::string_view corpus, const DocumentRef& ref);
// Family text: a piece of the text, and the map to the original.
std::string TextKey(absl::string_view corpus, const DocumentRef& ref, uint32_t piece);
std::string OriginalRunsKey(absl::string_view corpus, const DocumentRef& ref);
// Families claim and stance.
std::string GroupKey(absl::string_view corpus, const DocumentRef& ref, uint32_t group);

// The last segment of a key of family meta that CorpusKey, RemovedCorpusKey or NumbersKey made.
absl::string_view CorpusOfKey(absl::string_view corpus_key);

// The parts of a key of family document, and of the families claim and stance. False when `key` is none.
bool ParseDocumentKey(absl::string_view key, std::string* corpus, DocumentRef* ref);
bool ParseGroupKey(absl::string_view key, std::string* corpus, DocumentRef* ref, uint32_t* group);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_KEYS_H_
