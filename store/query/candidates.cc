#include "store/query/candidates.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/chunk/posting_chunk.h"
#include "store/index/impact.h"
#include "store/index/numbers.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/nearest.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/term_list.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

struct IsBetter {
  bool operator()(const RankedNumber& a, const RankedNumber& b) const { return b < a; }
};
using WorstOnTop = std::priority_queue<RankedNumber, std::vector<RankedNumber>, IsBetter>;

// Sums up the words' scores over a bucket at a time, in an array that the caches hold.
class WordSum {
 public:
  WordSum(const Snapshot& snapshot, absl::string_view corpus, const BoundFilter& filter,
          size_t limit)
      : snapshot_(snapshot),
        corpus_(corpus),
        columns_(snapshot, corpus, Space::kClaim),
        filter_(Space::kClaim, filter, &columns_),
        limit_(limit),
        scores_(kBucketSize) {}

  absl::Status AddWord(const std::string& word) {
    ASSIGN_OR_RETURN(TermList list, TermList::Open(snapshot_, corpus_, Space::kClaim, word));
    for (const TermList::Bucket& bucket : list.buckets()) {
      buckets_.insert(bucket.bucket);
    }
    lists_.push_back(std::move(list));
    return absl::OkStatus();
  }

  absl::Status Run(uint64_t total, const CallContext& call) {
    for (const uint32_t bucket : buckets_) {
      RETURN_IF_ERROR(call.Check());
      for (TermList& list : lists_) {
        RETURN_IF_ERROR(AddBucket(&list, RarityOf(total, list.count()), bucket));
      }
      TakeBest(bucket);
      RETURN_IF_ERROR(columns_.status());
    }
    return absl::OkStatus();
  }

  int64_t matching() const { return matching_; }
  std::vector<RankedNumber> Best() {
    std::vector<RankedNumber> best;
    for (; !heap_.empty(); heap_.pop()) {
      best.push_back(heap_.top());
    }
    std::reverse(best.begin(), best.end());
    return best;
  }

 private:
  absl::Status AddBucket(TermList* list, uint32_t rarity, uint32_t bucket) {
    if (list->Find(bucket) == nullptr) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const absl::string_view bytes, list->Read(bucket));
    PostingChunk chunk;
    PostingChunk::Block block;
    bool whole = chunk.Parse(bytes);
    for (uint32_t i = 0; whole && i < chunk.block_count(); ++i) {
      whole = chunk.Decode(i, &block);
      for (uint32_t at = 0; whole && at < block.size; ++at) {
        scores_[block.offsets[at]] += block.impacts[at] * rarity;
      }
    }
    return whole ? absl::OkStatus()
                 : MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                             "a word's list cannot be read");
  }

  // Takes the scores of the bucket and leaves zeros.
  void TakeBest(uint32_t bucket) {
    columns_.Open(bucket);
    filter_.Open();
    for (uint32_t offset = 0; offset < kBucketSize; ++offset) {
      const uint32_t score = scores_[offset];
      if (score == 0) {
        continue;
      }
      scores_[offset] = 0;
      ++matching_;
      const RankedNumber match{score, NumberAt(bucket, offset), score};
      if (limit_ == 0 || (heap_.size() == limit_ && !(heap_.top() < match)) ||
          filter_.Match(offset) == MatchResult::kNo) {
        continue;
      }
      heap_.push(match);
      if (heap_.size() > limit_) {
        heap_.pop();
      }
    }
  }

  const Snapshot& snapshot_;
  const std::string corpus_;
  BucketColumns columns_;
  ColumnFilter filter_;
  const size_t limit_;
  std::vector<uint32_t> scores_;  // by offset; zero between buckets
  std::vector<TermList> lists_;
  std::set<uint32_t> buckets_;
  int64_t matching_ = 0;
  WorstOnTop heap_;
};

struct ScoredNumber {
  double score = 0;
  uint64_t number = 0;
};

// The best of both lists by the sum of 1 / (60 + rank).
std::vector<ScoredNumber> JoinByRank(const std::vector<ScoredNumber>& by_words,
                                     const std::vector<NearClaim>& by_vector, size_t limit) {
  constexpr double kRankOffset = 60;
  std::map<uint64_t, double> scores;
  for (size_t i = 0; i < by_words.size(); ++i) {
    scores[by_words[i].number] += 1 / (kRankOffset + static_cast<double>(i));
  }
  for (size_t i = 0; i < by_vector.size(); ++i) {
    scores[by_vector[i].number] += 1 / (kRankOffset + static_cast<double>(i));
  }
  std::vector<ScoredNumber> joined;
  for (const auto& [number, score] : scores) {
    joined.push_back({score, number});
  }
  std::sort(joined.begin(), joined.end(), [](const ScoredNumber& a, const ScoredNumber& b) {
    return a.score != b.score ? a.score > b.score : a.number > b.number;
  });
  joined.resize(std::min(joined.size(), limit));
  return joined;
}

}  // namespace

absl::StatusOr<Candidates> FindCandidates(const Snapshot& snapshot, absl::string_view corpus,
                                          absl::Span<const std::string> terms,
                                          const BoundFilter& filter, size_t limit,
                                          const CallContext& call, absl::string_view embedding) {
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, corpus, Space::kClaim));
  WordSum sum(snapshot, corpus, filter, limit);
  for (const std::string& term : terms.subspan(0, kMaxPropositionTerms)) {
    RETURN_IF_ERROR(sum.AddWord(term));
  }
  RETURN_IF_ERROR(sum.Run(total, call));
  Candidates candidates;
  candidates.matching = sum.matching();
  NumberReader reader(snapshot, corpus, Space::kClaim);
  std::vector<ScoredNumber> found;
  for (const RankedNumber& match : sum.Best()) {
    found.push_back({ScoreOf(match.score), match.number});
  }
  if (!embedding.empty()) {
    ASSIGN_OR_RETURN(const std::vector<NearClaim> near,
                     FindNearest(snapshot, corpus, embedding, filter, limit, call, &reader));
    found = JoinByRank(found, near, limit);
  }
  for (const ScoredNumber& scored : found) {
    Candidate& candidate = candidates.best.emplace_back();
    candidate.score = scored.score;
    RETURN_IF_ERROR(reader.Locate(scored.number, &candidate.ref, &candidate.ordinal));
  }
  return candidates;
}

}  // namespace standpoint
