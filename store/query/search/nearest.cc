#include "store/query/search/nearest.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <queue>
#include <string>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/chunk/piece_list.h"
#include "store/index/columns.h"
#include "store/index/numbers.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/column_filter.h"

namespace standpoint {
namespace {

constexpr size_t kLeastRescored = 200;

struct Sketched {
  uint32_t distance = 0;  // bits that differ
  uint64_t number = 0;

  friend bool operator<(const Sketched& a, const Sketched& b) {  // nearer
    return a.distance != b.distance ? a.distance < b.distance : a.number > b.number;
  }
};
using FarthestOnTop = std::priority_queue<Sketched>;

absl::Status Corrupt() {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "sketches cannot be read");
}

// The distances of `count` sketches. The compiler makes one version for processors that count bits at once, and one
// for the others; the machine decides.
__attribute__((target_clones("popcnt", "default"))) void Distances(const char* sketches,
                                                                   size_t size, size_t count,
                                                                   const char* wanted,
                                                                   uint32_t* distances) {
  for (size_t i = 0; i < count; ++i, sketches += size) {
    uint32_t sum = 0;
    size_t at = 0;
    for (; at + sizeof(uint64_t) <= size; at += sizeof(uint64_t)) {
      uint64_t a = 0;
      uint64_t b = 0;
      std::memcpy(&a, sketches + at, sizeof(a));
      std::memcpy(&b, wanted + at, sizeof(b));
      sum += static_cast<uint32_t>(__builtin_popcountll(a ^ b));
    }
    for (; at < size; ++at) {
      sum += static_cast<uint32_t>(std::popcount(static_cast<uint8_t>(sketches[at] ^ wanted[at])));
    }
    distances[i] = sum;
  }
}

class SketchScan {
 public:
  SketchScan(const Snapshot& snapshot, absl::string_view corpus, absl::string_view embedding,
             const BoundFilter& filter, size_t limit)
      : snapshot_(snapshot),
        prefix_(ColumnPrefix(corpus, Space::kClaim, Column::kSketches)),
        wanted_(SketchOf(embedding)),
        limit_(limit),
        columns_(snapshot, corpus, Space::kClaim),
        filter_(Space::kClaim, filter, &columns_),
        distances_(kBucketSize) {}

  absl::Status Run(const CallContext& call) {
    const auto it = snapshot_.NewIterator(Family::kColumn, PrefixRange(prefix_));
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      RETURN_IF_ERROR(call.Check());
      uint32_t bucket = 0;
      if (!ParseBucket(it->key(), &bucket)) {
        return Corrupt();
      }
      columns_.Open(bucket);
      filter_.Open();
      RETURN_IF_ERROR(AddBucket(bucket, it->value()));
      RETURN_IF_ERROR(columns_.status());
    }
    return it->status();
  }

  std::vector<uint64_t> Numbers() {
    std::vector<uint64_t> numbers;
    for (; !heap_.empty(); heap_.pop()) {
      numbers.push_back(heap_.top().number);
    }
    return numbers;
  }

 private:
  absl::Status AddBucket(uint32_t bucket, absl::string_view value) {
    PieceReader pieces(value);
    for (Piece piece; pieces.Next(&piece);) {
      size_t size = 0;
      absl::string_view sketches;
      if (!ReadSketches(piece.payload, piece.count, &size, &sketches)) {
        return Corrupt();
      }
      if (size != wanted_.size()) {
        continue;  // of another analyzer
      }
      Distances(sketches.data(), size, piece.count, wanted_.data(), distances_.data());
      for (uint32_t i = 0; i < piece.count; ++i) {
        Take(bucket, piece.offset + i, distances_[i]);
      }
    }
    return pieces.broken() ? Corrupt() : absl::OkStatus();
  }

  void Take(uint32_t bucket, uint32_t offset, uint32_t distance) {
    const Sketched sketched{distance, NumberAt(bucket, offset)};
    if ((heap_.size() == limit_ && !(sketched < heap_.top())) ||
        filter_.Match(offset) == MatchResult::kNo) {
      return;
    }
    heap_.push(sketched);
    if (heap_.size() > limit_) {
      heap_.pop();
    }
  }

  const Snapshot& snapshot_;
  const std::string prefix_;
  const std::string wanted_;
  const size_t limit_;
  BucketColumns columns_;
  ColumnFilter filter_;
  std::vector<uint32_t> distances_;
  FarthestOnTop heap_;
};

}  // namespace

float CosineOf(absl::string_view a, absl::string_view b) {
  if (a.size() != b.size()) {
    return 0;
  }
  int64_t product = 0;
  int64_t square_a = 0;
  int64_t square_b = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const int x = static_cast<int8_t>(a[i]);
    const int y = static_cast<int8_t>(b[i]);
    product += x * y;
    square_a += x * x;
    square_b += y * y;
  }
  return square_a == 0 || square_b == 0
             ? 0
             : static_cast<float>(
                   static_cast<double>(product) /
                   std::sqrt(static_cast<double>(square_a) * static_cast<double>(square_b)));
}

absl::StatusOr<std::vector<NearClaim>> FindNearest(const Snapshot& snapshot,
                                                   absl::string_view corpus,
                                                   absl::string_view embedding,
                                                   const BoundFilter& filter, size_t limit,
                                                   const CallContext& call, NumberReader* reader) {
  std::vector<NearClaim> near;
  if (embedding.empty() || limit == 0) {
    return near;
  }
  SketchScan scan(snapshot, corpus, embedding, filter, std::max(kLeastRescored, limit * kRescored));
  RETURN_IF_ERROR(scan.Run(call));
  std::vector<uint64_t> numbers = scan.Numbers();
  std::sort(numbers.begin(), numbers.end());  // claims of a document lie side by side
  for (const uint64_t number : numbers) {
    ASSIGN_OR_RETURN(const NumberedRecord* record, reader->Read(number));
    const std::string& stored = record->claim.record.claim().embedding();
    if (stored.size() == embedding.size()) {
      near.push_back({number, CosineOf(stored, embedding)});
    }
  }
  std::sort(near.begin(), near.end(), [](const NearClaim& a, const NearClaim& b) {
    return a.cosine != b.cosine ? a.cosine > b.cosine : a.number > b.number;
  });
  near.resize(std::min(near.size(), limit));
  return near;
}

}  // namespace standpoint
