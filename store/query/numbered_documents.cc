#include "store/query/numbered_documents.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"
#include "store/index/numbers.h"
#include "store/query/place.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/filter_words.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/term_list.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

// Lists that are longer than this, and hold more than so much of everything, are not gone through for a page.
constexpr uint64_t kLongList = 50'000;
constexpr uint64_t kDensePart = 8;

// A document by the first of its numbers.
struct FoundDocument {
  TimeRank time = 0;
  uint64_t first = 0;
  std::vector<uint32_t> ordinals;
};

class Collector : public MatchVisitor {
 public:
  Collector(Space space, const BoundFilter& filter, const CallContext& call, BucketColumns* columns)
      : call_(call), columns_(columns), filter_(space, filter, columns) {}

  absl::Status BeginBucket(uint32_t bucket) override {
    bucket_ = bucket;
    filter_.Open();
    return call_.Check();
  }
  bool CanEnter(uint64_t) const override { return true; }
  bool WantsDocument(uint32_t) override { return true; }
  absl::Status Visit(uint32_t offset, uint64_t, MatchResult) override {
    if (filter_.Match(offset) == MatchResult::kNo) {
      return absl::OkStatus();
    }
    uint32_t document = 0;
    const DocumentFacts& facts = columns_->Facts(offset, &document);
    const uint64_t first = NumberAt(bucket_, document);
    if (documents_.empty() || documents_.back().first != first) {
      google::protobuf::Timestamp time;
      time.set_seconds(facts.seconds);
      time.set_nanos(facts.nanos);
      documents_.push_back({facts.is_dated ? RankOf(time) : kUndated, first, {}});
    }
    documents_.back().ordinals.push_back(offset - document);
    return absl::OkStatus();
  }

  std::vector<FoundDocument> Take() { return std::move(documents_); }

 private:
  const CallContext& call_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  uint32_t bucket_ = 0;
  std::vector<FoundDocument> documents_;
};

// Of claims; those of stances narrow nothing.
absl::StatusOr<FilterNumbers> NumbersOf(const Snapshot& snapshot, absl::string_view corpus,
                                        Space space, const BoundFilter& filter,
                                        KnownBuckets* known) {
  return FilterNumbers::Open(snapshot, corpus, space == Space::kClaim ? filter : BoundFilter(),
                             known == nullptr ? nullptr : &known->names);
}

// Absent where they narrow nothing.
absl::StatusOr<std::optional<uint64_t>> NarrowedCount(FilterNumbers numbers) {
  if (!numbers.narrows()) {
    return std::nullopt;
  }
  uint64_t count = 0;
  std::vector<uint16_t> offsets;
  for (uint32_t bucket = 0; bucket < numbers.bucket_end(); ++bucket) {
    RETURN_IF_ERROR(numbers.Find(bucket, &offsets));
    count += offsets.size();
  }
  return count;
}

// In the fewest claims (stances) under a word of a conjunct; absent where there is none.
absl::StatusOr<std::optional<uint64_t>> FewestOf(const Snapshot& snapshot, absl::string_view corpus,
                                                 Space space, const BoundFilter& filter) {
  std::optional<uint64_t> fewest;
  for (const Restriction* restriction : Conjuncts(filter)) {
    const auto word = WordOf(space, *restriction);
    if (word && restriction->field != FilterField::kSource) {  // which has a list in order
      ASSIGN_OR_RETURN(const TermList list, TermList::Open(snapshot, corpus, space, *word));
      fewest = std::min(fewest.value_or(list.count()), list.count());
    }
  }
  return fewest;
}

}  // namespace

absl::StatusOr<bool> IsListedByNumber(const Snapshot& snapshot, absl::string_view corpus,
                                      Space space, const BoundFilter& filter, KnownBuckets* known) {
  ASSIGN_OR_RETURN(std::optional<uint64_t> fewest, FewestOf(snapshot, corpus, space, filter));
  if (!fewest || *fewest > kLongList) {
    ASSIGN_OR_RETURN(FilterNumbers numbers, NumbersOf(snapshot, corpus, space, filter, known));
    ASSIGN_OR_RETURN(const std::optional<uint64_t> narrowed, NarrowedCount(std::move(numbers)));
    fewest = narrowed ? narrowed : fewest;
  }
  if (!fewest || *fewest <= kLongList) {
    return fewest.has_value();
  }
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, corpus, space));
  return *fewest <= total / kDensePart;
}

absl::StatusOr<bool> ForEachNumberedDocument(
    const Snapshot& snapshot, absl::string_view corpus, Space space, const BoundFilter& filter,
    bool newest_first, const std::optional<PostingPosition>& from, const CallContext& call,
    KnownBuckets* known, absl::FunctionRef<absl::StatusOr<bool>(const NumberedDocument&)> visit) {
  BucketColumns columns(snapshot, corpus, space, known == nullptr ? nullptr : &known->facts);
  NumberReader reader(snapshot, corpus, space, /*with_terms=*/false,
                      known == nullptr ? nullptr : &known->owners);
  ASSIGN_OR_RETURN(Matcher matcher, Matcher::Open(snapshot, corpus, space,
                                                  WithFilterWords(space, SearchQuery(), filter), 0,
                                                  {}, &columns, &reader));
  ASSIGN_OR_RETURN(FilterNumbers numbers,
                   NumbersOf(snapshot, corpus, space, WithoutFilterWords(space, filter), known));
  matcher.NarrowTo(&numbers);
  Collector collector(space, filter, call, &columns);
  RETURN_IF_ERROR(matcher.Run(/*best_first=*/false, &collector));
  std::vector<FoundDocument> documents = collector.Take();
  if (from) {
    std::erase_if(documents, [&](const FoundDocument& document) {
      return IsBefore(document.time, from->time, newest_first);
    });
  }
  std::stable_sort(documents.begin(), documents.end(),
                   [&](const FoundDocument& a, const FoundDocument& b) {
                     return IsBefore(a.time, b.time, newest_first);
                   });
  // Refs, which order documents of the same time, are read only as far as the caller goes.
  for (size_t begin = 0; begin < documents.size();) {
    size_t end = begin;
    std::vector<NumberedDocument> same_time;
    for (; end < documents.size() && documents[end].time == documents[begin].time; ++end) {
      NumberedDocument& document = same_time.emplace_back();
      uint32_t ordinal = 0;
      document.position.time = documents[end].time;
      RETURN_IF_ERROR(reader.Locate(documents[end].first, &document.position.ref, &ordinal));
      document.ordinals = std::move(documents[end].ordinals);
    }
    const bool backward = newest_first && documents[begin].time != kUndated;
    std::sort(same_time.begin(), same_time.end(),
              [&](const NumberedDocument& a, const NumberedDocument& b) {
                return backward ? b.position.ref < a.position.ref : a.position.ref < b.position.ref;
              });
    for (const NumberedDocument& document : same_time) {
      const bool is_behind =
          !from || document.position.time != from->time ||
          (backward ? !(from->ref < document.position.ref) : !(document.position.ref < from->ref));
      if (is_behind) {
        ASSIGN_OR_RETURN(const bool go_on, visit(document));
        if (!go_on) {
          return false;
        }
      }
    }
    begin = end;
  }
  return true;
}

}  // namespace standpoint
