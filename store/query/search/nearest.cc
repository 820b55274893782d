#include "store/query/search/nearest.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <string>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/chunk/piece_list.h"
#include "store/index/columns.h"
#include "store/index/numbers.h"
#include "store/query/search/best_numbers.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/column_filter.h"

namespace standpoint {
namespace {

constexpr size_t kComparedPerWanted = 8;
constexpr size_t kLeastCompared = 200;
constexpr size_t kMostCompared = 200'000;   // unless more are wanted
constexpr uint64_t kFarthest = UINT32_MAX;  // a distance is worth what it is less

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
             const BoundFilter& filter, FilterNumbers* numbers, size_t limit, NumberReader* reader)
      : snapshot_(snapshot),
        numbers_(numbers),
        prefix_(ColumnPrefix(corpus, Space::kClaim, Column::kSketches)),
        wanted_(SketchOf(embedding)),
        columns_(snapshot, corpus, Space::kClaim),
        filter_(Space::kClaim, filter, &columns_),
        distances_(kBucketSize),
        best_(limit, /*newest_first=*/true, &columns_, reader) {}

  absl::Status Run(const CallContext& call) {
    const auto it = snapshot_.NewIterator(Family::kColumn, PrefixRange(prefix_));
    return numbers_->narrows() ? RunNarrowed(call, it.get()) : RunAll(call, it.get());
  }

  std::vector<RankedNumber> Take() { return best_.Take(); }
  const absl::Status& status() const { return best_.status(); }

 private:
  absl::Status RunAll(const CallContext& call, KeyIterator* it) {
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      RETURN_IF_ERROR(call.Check());
      uint32_t bucket = 0;
      if (!ParseBucket(it->key(), &bucket)) {
        return Corrupt();
      }
      Open(bucket);
      RETURN_IF_ERROR(AddBucket(bucket, it->value()));
      RETURN_IF_ERROR(columns_.status());
    }
    return it->status();
  }

  // Only buckets with numbers that may fulfil the filter are read, and of these only the pieces.
  absl::Status RunNarrowed(const CallContext& call, KeyIterator* it) {
    for (uint32_t bucket = 0; bucket < numbers_->bucket_end(); ++bucket) {
      RETURN_IF_ERROR(call.Check());
      RETURN_IF_ERROR(numbers_->Find(bucket, &narrowed_));
      if (narrowed_.empty()) {
        continue;
      }
      const std::string key = BucketKey(prefix_, bucket);
      it->Seek(key);
      RETURN_IF_ERROR(it->status());
      if (it->Valid() && it->key() == absl::string_view(key)) {
        Open(bucket);
        RETURN_IF_ERROR(AddNarrowed(bucket, it->value()));
        RETURN_IF_ERROR(columns_.status());
      }
    }
    return absl::OkStatus();
  }

  void Open(uint32_t bucket) {
    columns_.Open(bucket);
    filter_.Open();
  }

  absl::Status AddNarrowed(uint32_t bucket, absl::string_view value) {
    PieceReader pieces(value);
    Piece piece;
    size_t size = 0;
    absl::string_view sketches;
    for (const uint16_t offset : narrowed_) {
      if (piece.offset + piece.count <= offset) {
        pieces.SkipTowards(offset);
      }
      while (piece.offset + piece.count <= offset) {
        if (!pieces.Next(&piece)) {
          return pieces.broken() ? Corrupt() : absl::OkStatus();
        }
        if (!ReadSketches(piece.payload, piece.count, &size, &sketches)) {
          return Corrupt();
        }
      }
      if (piece.offset <= offset && size == wanted_.size()) {
        Distances(sketches.data() + size * (offset - piece.offset), size, 1, wanted_.data(),
                  distances_.data());
        Offer(bucket, offset, distances_[0]);
      }
    }
    return absl::OkStatus();
  }

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
        Offer(bucket, piece.offset + i, distances_[i]);
      }
    }
    return pieces.broken() ? Corrupt() : absl::OkStatus();
  }

  void Offer(uint32_t bucket, uint32_t offset, uint32_t distance) {
    if (!best_.CanEnter(kFarthest - distance)) {
      return;
    }
    RankedNumber match = best_.Rank(kFarthest - distance, NumberAt(bucket, offset), distance);
    if (best_.IsAmong(&match) && filter_.Match(offset) != MatchResult::kNo) {
      best_.Add(std::move(match));
    }
  }

  const Snapshot& snapshot_;
  FilterNumbers* const numbers_;
  const std::string prefix_;
  const std::string wanted_;
  BucketColumns columns_;
  ColumnFilter filter_;
  std::vector<uint16_t> narrowed_;  // of the bucket
  std::vector<uint32_t> distances_;
  BestNumbers best_;
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

size_t ComparedFor(size_t limit) {
  return limit == 0 ? 0
                    : std::max(limit, std::clamp(limit * kComparedPerWanted, kLeastCompared,
                                                 kMostCompared));
}

absl::StatusOr<std::vector<NearClaim>> CompareSketches(
    const Snapshot& snapshot, absl::string_view corpus, absl::string_view embedding,
    const BoundFilter& filter, FilterNumbers* numbers, size_t limit, const CallContext& call,
    NumberReader* reader) {
  if (embedding.empty() || limit == 0) {
    return std::vector<NearClaim>();
  }
  SketchScan scan(snapshot, corpus, embedding, filter, numbers, ComparedFor(limit), reader);
  RETURN_IF_ERROR(scan.Run(call));
  const std::vector<RankedNumber> matches = scan.Take();
  RETURN_IF_ERROR(scan.status());
  std::vector<NearClaim> near(matches.size());
  std::vector<size_t> order(matches.size());
  std::iota(order.begin(), order.end(), 0);
  // Claims of a document lie side by side.
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return matches[a].number < matches[b].number; });
  for (const size_t i : order) {
    ASSIGN_OR_RETURN(const NumberedRecord* record, reader->Read(matches[i].number));
    const std::string& stored = record->claim.record.claim().embedding();
    near[i].distance = static_cast<uint32_t>(matches[i].score);
    near[i].place = matches[i].place;
    if (stored.size() == embedding.size()) {
      near[i].cosine = CosineOf(stored, embedding);
    }
  }
  return near;
}

std::vector<NearClaim> TakeNearest(std::vector<NearClaim> compared, size_t limit) {
  compared.resize(std::min(compared.size(), ComparedFor(limit)));
  std::erase_if(compared, [](const NearClaim& claim) { return !claim.cosine; });
  std::sort(compared.begin(), compared.end(), [](const NearClaim& a, const NearClaim& b) {
    return *a.cosine != *b.cosine ? *a.cosine > *b.cosine
                                  : IsBefore(a.place, b.place, /*newest_first=*/true);
  });
  compared.resize(std::min(compared.size(), limit));
  return compared;
}

}  // namespace standpoint
