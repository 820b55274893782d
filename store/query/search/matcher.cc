#include "store/query/search/matcher.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/status/macros.h"

namespace standpoint {

absl::Status Matcher::AddClause(const QueryClause& clause, uint64_t total,
                                const std::vector<uint32_t>& rarities) {
  Clause opened;
  opened.is_excluded = clause.is_excluded;
  for (const QueryAtom& atom : clause.any_of) {
    ASSIGN_OR_RETURN(Atom one, OpenAtom(atom, clause.is_unscored, total, rarities));
    opened.any_of.push_back(std::move(one));
  }
  if (clause.is_excluded) {
    excluded_.push_back(std::move(opened));
    return absl::OkStatus();
  }
  if (opened.any_of.size() > 1 || opened.any_of[0].is_prefix) {
    required_.push_back(std::move(opened));
    return absl::OkStatus();
  }
  // The words of one atom are clauses of their own, so that each is passed over block by block.
  Atom& atom = opened.any_of[0];
  if (!atom.phrase.empty()) {
    PhrasePlaces& places = phrase_places_.emplace_back();
    for (uint32_t at = 0; at < atom.phrase.size(); ++at) {
      const std::vector<std::string>& words = clause.any_of[0].words;
      const auto word = std::find(words.begin(), words.end(), atom.phrase[at]);
      if (word != words.end()) {
        places.words.push_back({required_.size() + static_cast<size_t>(word - words.begin()), at});
      }
    }
    places.is_whole = places.words.size() == atom.phrase.size();
  }
  for (size_t i = 0; i < atom.lists.size(); ++i) {
    Clause word;
    word.any_of.emplace_back();
    word.any_of[0].lists.push_back(std::move(atom.lists[i]));
    word.any_of[0].rarities.push_back(atom.rarities[i]);
    required_.push_back(std::move(word));
  }
  if (!atom.phrase.empty()) {
    phrases_.push_back(std::move(atom.phrase));
  }
  return absl::OkStatus();
}

absl::StatusOr<Matcher> Matcher::Open(const Snapshot& snapshot, absl::string_view corpus,
                                      Space space, const SearchQuery& query, uint64_t total,
                                      const std::vector<uint32_t>& rarities, BucketColumns* columns,
                                      NumberReader* reader) {
  Matcher matcher(snapshot, corpus, space, columns, reader);
  for (const QueryClause& clause : query.clauses) {
    RETURN_IF_ERROR(matcher.AddClause(clause, total, rarities));
  }
  matcher.cursors_.resize(matcher.required_.size());
  matcher.excluded_cursors_.resize(matcher.excluded_.size());
  return matcher;
}

absl::StatusOr<std::vector<uint32_t>> Matcher::AllBuckets() const {
  std::vector<uint32_t> buckets;
  const std::string prefix = ColumnPrefix(corpus_, space_, Column::kFacts);
  const auto it = snapshot_->NewIterator(Family::kColumn, PrefixRange(prefix));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    uint32_t bucket = 0;
    if (!ParseBucket(it->key(), &bucket)) {
      return BrokenList();
    }
    buckets.push_back(bucket);
  }
  RETURN_IF_ERROR(it->status());
  return buckets;
}

absl::StatusOr<std::vector<Matcher::BucketPlan>> Matcher::PlanBuckets(bool best_first) const {
  // Per bucket, how many clauses may be fulfilled there and how good that may be.
  std::map<uint32_t, std::pair<size_t, uint64_t>> buckets;
  for (const Clause& clause : required_) {
    std::map<uint32_t, uint64_t> of_clause;
    for (const Atom& atom : clause.any_of) {
      std::map<uint32_t, std::pair<size_t, uint64_t>> of_atom;
      for (size_t i = 0; i < atom.lists.size(); ++i) {
        for (const TermList::Bucket& bucket : atom.lists[i].buckets()) {
          const uint64_t bound = static_cast<uint64_t>(bucket.max_impact) * atom.rarities[i];
          auto& [words, sum] = of_atom[bucket.bucket];
          ++words;
          sum = atom.is_prefix ? std::max(sum, bound) : sum + bound;
        }
      }
      for (const auto& [bucket, words_and_sum] : of_atom) {
        if (atom.is_prefix || words_and_sum.first == atom.lists.size()) {
          uint64_t& bound = of_clause[bucket];
          bound = std::max(bound, words_and_sum.second);
        }
      }
    }
    for (const auto& [bucket, bound] : of_clause) {
      auto& [clauses, sum] = buckets[bucket];
      ++clauses;
      sum += bound;
    }
  }
  std::vector<BucketPlan> plans;
  for (uint32_t bucket = 0; required_.empty() && bucket < numbers_->bucket_end(); ++bucket) {
    plans.push_back({bucket, 0});
  }
  for (const auto& [bucket, clauses_and_sum] : buckets) {
    if (clauses_and_sum.first == required_.size()) {
      plans.push_back({bucket, clauses_and_sum.second});
    }
  }
  if (best_first) {
    std::sort(plans.begin(), plans.end(), [](const BucketPlan& a, const BucketPlan& b) {
      return a.bound != b.bound ? a.bound > b.bound : a.bucket > b.bucket;
    });
  }
  return plans;
}

absl::Status Matcher::Run(bool best_first, MatchVisitor* visitor) {
  if (required_.empty() && numbers_ == nullptr) {
    return RunAll(visitor);
  }
  ASSIGN_OR_RETURN(const std::vector<BucketPlan> plans, PlanBuckets(best_first));
  for (const BucketPlan& plan : plans) {
    if (!visitor->CanEnter(plan.bound)) {
      continue;
    }
    columns_->Open(plan.bucket);
    RETURN_IF_ERROR(visitor->BeginBucket(plan.bucket));
    RETURN_IF_ERROR(RunBucket(plan.bucket, visitor));
    RETURN_IF_ERROR(columns_->status());
  }
  return absl::OkStatus();
}

absl::Status Matcher::RunAll(MatchVisitor* visitor) {
  ASSIGN_OR_RETURN(std::vector<uint32_t> buckets, AllBuckets());
  for (const uint32_t bucket : buckets) {
    columns_->Open(bucket);
    RETURN_IF_ERROR(visitor->BeginBucket(bucket));
    RETURN_IF_ERROR(RunDocuments(bucket, visitor));
    RETURN_IF_ERROR(columns_->status());
  }
  return absl::OkStatus();
}

absl::Status Matcher::RunDocuments(uint32_t bucket, MatchVisitor* visitor) {
  for (size_t i = 0; i < excluded_.size(); ++i) {
    RETURN_IF_ERROR(OpenCursor(&excluded_[i], bucket, &excluded_cursors_[i]));
  }
  uint32_t next = 0;
  uint32_t count = 0;
  for (uint32_t first = 0; columns_->NextDocument(next, &first, &count);) {
    next = first + count;
    if (!visitor->WantsDocument(first)) {
      continue;
    }
    for (uint32_t offset = first; offset < next; ++offset) {
      bool excluded = false;
      for (ClauseCursor& cursor : excluded_cursors_) {
        excluded = excluded || cursor.Seek(offset) == offset;
      }
      if (!excluded) {
        RETURN_IF_ERROR(visitor->Visit(offset, 0, MatchResult::kYes));
      }
    }
  }
  return absl::OkStatus();
}

MatchResult Matcher::HasPhrases() {
  MatchResult result = MatchResult::kYes;
  for (const PhrasePlaces& places : phrase_places_) {
    // A word whose position is told stands there alone, so the phrase begins where that word says.
    int begin = 0;
    for (const PhrasePlaces::Word& word : places.words) {
      const int position = cursors_[word.clause].position();
      if (position == 0) {
        result = MatchResult::kUnknown;
        continue;
      }
      const int begins = position - static_cast<int>(word.place);
      if (begins < 1 || (begin > 0 && begins != begin)) {
        return MatchResult::kNo;
      }
      begin = begins;
    }
    result = places.is_whole ? result : MatchResult::kUnknown;
  }
  return result;
}

absl::Status Matcher::RunBucket(uint32_t bucket, MatchVisitor* visitor) {
  std::vector<ClauseCursor*> cursors;
  if (numbers_ != nullptr) {
    RETURN_IF_ERROR(OpenNarrowed(bucket));
    if (narrowed_.empty()) {
      return absl::OkStatus();
    }
    cursors.push_back(&narrowed_cursor_);
  }
  for (size_t i = 0; i < required_.size(); ++i) {
    RETURN_IF_ERROR(OpenCursor(&required_[i], bucket, &cursors_[i]));
    cursors.push_back(&cursors_[i]);
  }
  for (size_t i = 0; i < excluded_.size(); ++i) {
    RETURN_IF_ERROR(OpenCursor(&excluded_[i], bucket, &excluded_cursors_[i]));
  }
  std::sort(cursors.begin(), cursors.end(),
            [](const ClauseCursor* a, const ClauseCursor* b) { return a->count() < b->count(); });
  ClauseCursor& lead = *cursors[0];
  uint64_t bound = 0;
  uint32_t last = 0;  // up to which `bound` holds
  bool has_bound = false;
  for (uint32_t x = lead.Seek(0); x < ClauseCursor::kEnd;) {
    if (!has_bound || x > last) {
      bound = 0;
      last = ClauseCursor::kEnd - 1;
      has_bound = true;
      for (ClauseCursor* cursor : cursors) {
        uint32_t until = 0;
        bound += cursor->BoundFrom(x, &until);
        last = std::min(last, until);
      }
    }
    if (!visitor->CanEnter(bound)) {
      x = lead.Seek(last + 1);
      continue;
    }
    uint32_t y = x;
    for (size_t i = 1; i < cursors.size() && y == x; ++i) {
      y = cursors[i]->Seek(x);
    }
    if (y != x) {
      x = lead.Seek(y);
      continue;
    }
    uint64_t score = 0;
    for (const ClauseCursor* cursor : cursors) {
      score += cursor->score();
    }
    bool excluded = false;
    for (ClauseCursor& cursor : excluded_cursors_) {
      excluded = excluded || cursor.Seek(x) == x;
    }
    if (!excluded && visitor->CanEnter(score)) {
      const MatchResult has_phrases = HasPhrases();
      if (has_phrases != MatchResult::kNo) {
        RETURN_IF_ERROR(visitor->Visit(x, score, has_phrases));
      }
    }
    x = lead.Seek(x + 1);
  }
  const auto is_broken = [](const ClauseCursor& cursor) { return cursor.broken(); };
  return std::any_of(cursors_.begin(), cursors_.end(), is_broken) ||
                 std::any_of(excluded_cursors_.begin(), excluded_cursors_.end(), is_broken)
             ? BrokenList()
             : absl::OkStatus();
}

}  // namespace standpoint
