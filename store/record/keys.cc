#include "store/record/keys.h"

#include "absl/strings/str_cat.h"
#include "common/text/sha256.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

constexpr char kCorpusEnd = '\0';
constexpr char kCorpusTag = 'c';
constexpr char kRemovedCorpusTag = 'd';
constexpr char kNumbersTag = 'n';
constexpr char kTextTag = 't';
constexpr char kRunsTag = 'r';

std::string WithTag(std::string key, char tag) {
  key.push_back(tag);
  return key;
}

bool TakeDocument(ByteReader* reader, std::string* corpus, DocumentRef* ref) {
  const size_t end = reader->rest().find(kCorpusEnd);
  absl::string_view name;
  absl::string_view bytes;
  if (end == absl::string_view::npos || !reader->ReadBytes(end, &name) ||
      !reader->ReadBytes(1, &bytes) || !reader->ReadBytes(DocumentRef::kSize, &bytes)) {
    return false;
  }
  *corpus = std::string(name);
  ref->bytes = std::string(bytes);
  return true;
}

}  // namespace

DocumentRef MakeDocumentRef(absl::string_view document) {
  // One a thread: making it costs more than such a short digest.
  thread_local Sha256 hash;
  const Sha256::Digest digest = hash.Update(document).Finish();
  return {std::string(View(digest).substr(0, DocumentRef::kSize))};
}

std::string CorpusPrefix(absl::string_view corpus) {
  return WithTag(std::string(corpus), kCorpusEnd);
}

std::string FormatKey() { return "f"; }

std::string CorpusKey(absl::string_view corpus) { return absl::StrCat(CorpusKeyPrefix(), corpus); }

std::string CorpusKeyPrefix() { return std::string(1, kCorpusTag); }

std::string RemovedCorpusKey(absl::string_view corpus) {
  return absl::StrCat(RemovedCorpusKeyPrefix(), corpus);
}

std::string RemovedCorpusKeyPrefix() { return std::string(1, kRemovedCorpusTag); }

std::string NumbersKey(absl::string_view corpus) {
  return absl::StrCat(NumbersKeyPrefix(), corpus);
}

std::string NumbersKeyPrefix() { return std::string(1, kNumbersTag); }

std::string DocumentKey(absl::string_view corpus, const DocumentRef& ref) {
  return absl::StrCat(CorpusPrefix(corpus), ref.bytes);
}

std::string TextKey(absl::string_view corpus, const DocumentRef& ref, uint32_t piece) {
  std::string key = WithTag(DocumentKey(corpus, ref), kTextTag);
  AppendBigEndian(piece, kOrdinalSize, &key);
  return key;
}

std::string OriginalRunsKey(absl::string_view corpus, const DocumentRef& ref) {
  return WithTag(DocumentKey(corpus, ref), kRunsTag);
}

std::string GroupKey(absl::string_view corpus, const DocumentRef& ref, uint32_t group) {
  std::string key = DocumentKey(corpus, ref);
  AppendBigEndian(group, kOrdinalSize, &key);
  return key;
}

absl::string_view CorpusOfKey(absl::string_view corpus_key) { return corpus_key.substr(1); }

bool ParseDocumentKey(absl::string_view key, std::string* corpus, DocumentRef* ref) {
  ByteReader reader(key);
  return TakeDocument(&reader, corpus, ref) && reader.empty();
}

bool ParseGroupKey(absl::string_view key, std::string* corpus, DocumentRef* ref, uint32_t* group) {
  ByteReader reader(key);
  uint64_t number = 0;
  if (!TakeDocument(&reader, corpus, ref) || !reader.ReadBigEndian(kOrdinalSize, &number) ||
      !reader.empty()) {
    return false;
  }
  *group = static_cast<uint32_t>(number);
  return true;
}

}  // namespace standpoint
