#include "store/index/posting.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

constexpr int64_t kSecondsBeforeEpoch = 62135596800;  // from 0001-01-01 to 1970-01-01
constexpr int64_t kMaxSeconds = 253402300799;         // 9999-12-31T23:59:59Z
constexpr int kTimeSize = 8;
constexpr size_t kPositionSize = kTimeSize + DocumentRef::kSize;

bool HasTerm(IndexKind kind) { return kind != IndexKind::kDocumentByTime; }

bool IsKind(char c) { return absl::string_view("DSX").find(c) != absl::string_view::npos; }

}  // namespace

TimeRank RankOf(const google::protobuf::Timestamp& time) {
  return RankOf(time.seconds(), time.nanos());
}

TimeRank RankOf(int64_t seconds, int32_t nanos) {
  const int64_t within = std::clamp<int64_t>(seconds, -kSecondsBeforeEpoch, kMaxSeconds);
  return static_cast<TimeRank>(within + kSecondsBeforeEpoch) * 1'000'000 +
         static_cast<TimeRank>(std::clamp(nanos, 0, 999'999'999) / 1000);
}

std::string PostingPrefix(absl::string_view corpus, IndexKind kind, absl::string_view term) {
  std::string prefix = CorpusPrefix(corpus);
  prefix.push_back(static_cast<char>(kind));
  if (HasTerm(kind)) {
    AppendEscaped(term.substr(0, kMaxIndexedTerm), &prefix);
  }
  return prefix;
}

std::string PostingKey(absl::string_view prefix, const PostingPosition& position) {
  std::string key;
  key.reserve(prefix.size() + kPositionSize);
  key.append(prefix.data(), prefix.size());
  AppendBigEndian(position.time, kTimeSize, &key);
  key.append(position.ref.bytes);
  return key;
}

bool ParsePosition(absl::string_view key, PostingPosition* position) {
  if (key.size() < kPositionSize) {
    return false;
  }
  ByteReader reader(key.substr(key.size() - kPositionSize));
  absl::string_view ref;
  if (!reader.ReadBigEndian(kTimeSize, &position->time) ||
      !reader.ReadBytes(DocumentRef::kSize, &ref)) {
    return false;
  }
  position->ref.bytes = std::string(ref);
  return true;
}

KeyRange PostingRange(absl::string_view prefix, TimeRank first, TimeRank last) {
  KeyRange range;
  range.begin = std::string(prefix);
  AppendBigEndian(first, kTimeSize, &range.begin);
  if (last == kUndated) {
    range.end = PrefixRange(prefix).end;
  } else {
    range.end = std::string(prefix);
    AppendBigEndian(last + 1, kTimeSize, &range.end);
  }
  return range;
}

bool ParsePostingPrefix(absl::string_view key, std::string* corpus, IndexKind* kind,
                        std::string* term) {
  const size_t end = key.find('\0');
  if (end == absl::string_view::npos) {
    return false;
  }
  *corpus = std::string(key.substr(0, end));
  ByteReader reader(key.substr(end + 1));
  absl::string_view tag;
  if (!reader.ReadBytes(1, &tag) || !IsKind(tag[0])) {
    return false;
  }
  *kind = static_cast<IndexKind>(tag[0]);
  term->clear();
  return (!HasTerm(*kind) || reader.ReadEscaped(term)) && reader.rest().size() == kPositionSize;
}

}  // namespace standpoint
