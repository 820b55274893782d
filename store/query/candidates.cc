#include "store/query/candidates.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "common/status/macros.h"
#include "store/chunk/posting_chunk.h"
#include "store/index/impact.h"
#include "store/index/numbers.h"
#include "store/query/search/best_numbers.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/clause_cursor.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/term_list.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

// Numbers that may fulfil the filter are looked for in the words' lists, instead of all of these being read, when they are
// so many times fewer: a look costs more than reading the next number.
constexpr uint64_t kLookCost = 8;

// Sums up the words' scores over a bucket at a time, in an array that the caches hold.
class WordSum {
 public:
  // `numbers`: that may fulfil the filter.
  WordSum(const Snapshot& snapshot, const CandidateQuery& query, FilterNumbers* numbers,
          NumberReader* reader)
      : snapshot_(snapshot),
        corpus_(query.corpus),
        numbers_(numbers),
        columns_(snapshot, query.corpus, Space::kClaim,
                 query.known == nullptr ? nullptr : &query.known->facts),
        filter_(Space::kClaim, query.filter, &columns_),
        scores_(kBucketSize),
        best_(query.limit, /*newest_first=*/true, &columns_, reader) {}

  // `rarity`: absent: as often as it stands among `total` claims.
  absl::Status AddWord(const std::string& word, std::optional<uint32_t> rarity, uint64_t total) {
    ASSIGN_OR_RETURN(TermList list, TermList::Open(snapshot_, corpus_, Space::kClaim, word));
    for (const TermList::Bucket& bucket : list.buckets()) {
      buckets_.insert(bucket.bucket);
    }
    rarities_.push_back(rarity.value_or(RarityOf(total, list.count())));
    lists_.push_back(std::move(list));
    return absl::OkStatus();
  }

  absl::Status Run(const CallContext& call) {
    for (const uint32_t bucket : buckets_) {
      RETURN_IF_ERROR(call.Check());
      RETURN_IF_ERROR(numbers_->narrows() ? RunNarrowed(bucket) : RunWhole(bucket));
      RETURN_IF_ERROR(columns_.status());
    }
    return best_.status();
  }

  int64_t matching() const { return matching_; }
  std::vector<RankedNumber> Take() { return best_.Take(); }

 private:
  absl::Status RunWhole(uint32_t bucket) {
    RETURN_IF_ERROR(AddBuckets(bucket));
    Open(bucket);
    for (uint32_t offset = 0; offset < kBucketSize; ++offset) {
      Take(bucket, offset);
    }
    return absl::OkStatus();
  }

  absl::Status RunNarrowed(uint32_t bucket) {
    RETURN_IF_ERROR(numbers_->Find(bucket, &narrowed_));
    if (narrowed_.empty()) {
      return absl::OkStatus();
    }
    uint64_t postings = 0;
    for (const TermList& list : lists_) {
      const TermList::Bucket* const found = list.Find(bucket);
      postings += found == nullptr ? 0 : found->count;
    }
    const bool is_short = narrowed_.size() * lists_.size() * kLookCost < postings;
    RETURN_IF_ERROR(is_short ? LookUp(bucket) : AddBuckets(bucket));
    Open(bucket);
    for (const uint16_t offset : narrowed_) {
      Take(bucket, offset);
    }
    if (!is_short) {
      std::fill(scores_.begin(), scores_.end(), 0);
    }
    return absl::OkStatus();
  }

  // Scores of the narrowed numbers alone.
  absl::Status LookUp(uint32_t bucket) {
    ClauseCursor cursor;
    for (size_t i = 0; i < lists_.size(); ++i) {
      if (lists_[i].Find(bucket) == nullptr) {
        continue;
      }
      ASSIGN_OR_RETURN(const absl::string_view bytes, lists_[i].Read(bucket));
      if (!cursor.OpenChunk(bytes, rarities_[i])) {
        return BrokenList();
      }
      for (const uint16_t offset : narrowed_) {
        if (cursor.Seek(offset) == offset) {
          scores_[offset] += static_cast<uint32_t>(cursor.score());
        }
      }
      if (cursor.broken()) {
        return BrokenList();
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddBuckets(uint32_t bucket) {
    for (size_t i = 0; i < lists_.size(); ++i) {
      RETURN_IF_ERROR(AddBucket(&lists_[i], rarities_[i], bucket));
    }
    return absl::OkStatus();
  }

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
    return whole ? absl::OkStatus() : BrokenList();
  }

  void Open(uint32_t bucket) {
    columns_.Open(bucket);
    filter_.Open();
  }

  // Takes a score of the open bucket and leaves zero.
  void Take(uint32_t bucket, uint32_t offset) {
    const uint32_t score = scores_[offset];
    if (score == 0) {
      return;
    }
    scores_[offset] = 0;
    ++matching_;
    if (!best_.CanEnter(score)) {
      return;
    }
    RankedNumber match = best_.Rank(score, NumberAt(bucket, offset), score);
    if (best_.IsAmong(&match) && filter_.Match(offset) != MatchResult::kNo) {
      best_.Add(std::move(match));
    }
  }

  const Snapshot& snapshot_;
  const std::string corpus_;
  FilterNumbers* const numbers_;
  BucketColumns columns_;
  ColumnFilter filter_;
  std::vector<uint32_t> scores_;    // by offset; zero between buckets
  std::vector<uint16_t> narrowed_;  // of the bucket
  std::vector<TermList> lists_;
  std::vector<uint32_t> rarities_;
  std::set<uint32_t> buckets_;
  int64_t matching_ = 0;
  BestNumbers best_;
};

bool IsBetter(const WordMatch& a, const WordMatch& b) {
  return a.score != b.score ? a.score > b.score : IsBefore(a.place, b.place, /*newest_first=*/true);
}

bool IsNearer(const NearClaim& a, const NearClaim& b) {
  return a.distance != b.distance ? a.distance < b.distance
                                  : IsBefore(a.place, b.place, /*newest_first=*/true);
}

// Both are ordered, and the result is cut to `limit`.
template <typename Match, typename Less>
void MergeInto(std::vector<Match> other, size_t limit, Less less, std::vector<Match>* list) {
  std::vector<Match> merged;
  std::merge(std::make_move_iterator(list->begin()), std::make_move_iterator(list->end()),
             std::make_move_iterator(other.begin()), std::make_move_iterator(other.end()),
             std::back_inserter(merged), less);
  merged.resize(std::min(merged.size(), limit));
  *list = std::move(merged);
}

}  // namespace

absl::StatusOr<CandidateLists> FindCandidates(const Snapshot& snapshot, const CandidateQuery& query,
                                              const CallContext& call) {
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, query.corpus, Space::kClaim));
  NumberReader reader(snapshot, query.corpus, Space::kClaim, /*with_terms=*/false,
                      query.known == nullptr ? nullptr : &query.known->owners);
  ASSIGN_OR_RETURN(FilterNumbers numbers,
                   FilterNumbers::Open(snapshot, query.corpus, query.filter,
                                       query.known == nullptr ? nullptr : &query.known->names));
  WordSum sum(snapshot, query, &numbers, &reader);
  for (size_t i = 0; i < std::min(query.terms.size(), kMaxPropositionTerms); ++i) {
    RETURN_IF_ERROR(sum.AddWord(
        query.terms[i],
        i < query.rarities.size() ? std::make_optional(query.rarities[i]) : std::nullopt, total));
  }
  RETURN_IF_ERROR(sum.Run(call));
  CandidateLists lists;
  lists.matching = sum.matching();
  for (const RankedNumber& match : sum.Take()) {
    lists.by_words.push_back({match.score, match.place});
  }
  ASSIGN_OR_RETURN(lists.by_vector,
                   CompareSketches(snapshot, query.corpus, query.embedding, query.filter, &numbers,
                                   query.limit, call, &reader));
  return lists;
}

absl::StatusOr<std::vector<uint64_t>> CountTerms(const Snapshot& snapshot, absl::string_view corpus,
                                                 absl::Span<const std::string> terms) {
  std::vector<uint64_t> counts;
  for (const std::string& term : terms.subspan(0, kMaxPropositionTerms)) {
    ASSIGN_OR_RETURN(const TermList list, TermList::Open(snapshot, corpus, Space::kClaim, term));
    counts.push_back(list.count());
  }
  return counts;
}

Candidates JoinCandidates(const CandidateLists& lists, size_t limit) {
  constexpr double kRankOffset = 60;
  const auto is_before = [](const ScanPlace& a, const ScanPlace& b) {
    return IsBefore(a, b, /*newest_first=*/true);
  };
  std::map<ScanPlace, double, decltype(is_before)> scores(is_before);
  for (size_t i = 0; i < lists.by_words.size(); ++i) {
    scores[lists.by_words[i].place] += 1 / (kRankOffset + static_cast<double>(i));
  }
  const std::vector<NearClaim> near = TakeNearest(lists.by_vector, limit);
  for (size_t i = 0; i < near.size(); ++i) {
    scores[near[i].place] += 1 / (kRankOffset + static_cast<double>(i));
  }
  Candidates joined;
  joined.matching = lists.matching;
  for (const auto& [place, score] : scores) {
    joined.best.push_back({score, place});
  }
  std::stable_sort(joined.best.begin(), joined.best.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  joined.best.resize(std::min(joined.best.size(), limit));
  return joined;
}

void MergeCandidates(CandidateLists other, size_t limit, CandidateLists* lists) {
  MergeInto(std::move(other.by_words), limit, IsBetter, &lists->by_words);
  MergeInto(std::move(other.by_vector), ComparedFor(limit), IsNearer, &lists->by_vector);
  lists->matching += other.matching;
}

}  // namespace standpoint
