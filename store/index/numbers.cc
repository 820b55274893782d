#include "store/index/numbers.h"

#include "absl/strings/strip.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

// Kind of the keys of owners in family index; none of IndexKind.
constexpr char kOwner = 'n';

std::string SpacePrefix(absl::string_view corpus, Space space) {
  std::string prefix = CorpusPrefix(corpus);
  prefix.push_back(static_cast<char>(space));
  return prefix;
}

}  // namespace

uint64_t FirstOfRun(uint64_t next, uint32_t count) {
  if (OffsetOf(next) + static_cast<uint64_t>(count) > kBucketSize) {
    return NumberAt(BucketOf(next) + 1, 0);
  }
  return next;
}

std::string TermPrefix(absl::string_view corpus, Space space, absl::string_view term) {
  std::string prefix = SpacePrefix(corpus, space);
  AppendEscaped(term, &prefix);
  return prefix;
}

std::string TermsPrefix(absl::string_view corpus, Space space, absl::string_view beginning) {
  std::string prefix = TermPrefix(corpus, space, beginning);
  prefix.resize(prefix.size() - 2);  // the mark of its end
  return prefix;
}

std::string ColumnPrefix(absl::string_view corpus, Space space, Column column) {
  std::string prefix = SpacePrefix(corpus, space);
  prefix.push_back(static_cast<char>(column));
  return prefix;
}

std::string BucketKey(absl::string_view prefix, uint32_t bucket) {
  std::string key(prefix);
  AppendBigEndian(bucket, kBucketBytes, &key);
  return key;
}

bool ParseBucket(absl::string_view key, uint32_t* bucket) {
  if (key.size() < kBucketBytes) {
    return false;
  }
  uint64_t number = 0;
  if (!ByteReader(key.substr(key.size() - kBucketBytes)).ReadBigEndian(kBucketBytes, &number)) {
    return false;
  }
  *bucket = static_cast<uint32_t>(number);
  return true;
}

bool ParseTerm(absl::string_view key, absl::string_view corpus, Space space, std::string* term) {
  if (!absl::ConsumePrefix(&key, SpacePrefix(corpus, space))) {
    return false;
  }
  ByteReader reader(key);
  return reader.ReadEscaped(term) && reader.rest().size() == kBucketBytes;
}

std::string OwnerPrefix(absl::string_view corpus, Space space) {
  std::string prefix = CorpusPrefix(corpus);
  prefix.push_back(kOwner);
  prefix.push_back(static_cast<char>(space));
  return prefix;
}

std::string OwnerKey(absl::string_view corpus, Space space, uint64_t first) {
  std::string key = OwnerPrefix(corpus, space);
  AppendBigEndian(first, kNumberBytes, &key);
  return key;
}

bool ParseOwner(absl::string_view key, uint64_t* first) {
  return key.size() >= kNumberBytes &&
         ByteReader(key.substr(key.size() - kNumberBytes)).ReadBigEndian(kNumberBytes, first);
}

}  // namespace standpoint
