#include "store/query/term_documents.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"
#include "store/index/numbers.h"
#include "store/query/place.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

// A document by the first of its numbers.
struct NumberedDocument {
  TimeRank time = 0;
  uint64_t first = 0;
  std::vector<uint32_t> ordinals;
};

class Collector : public MatchVisitor {
 public:
  Collector(const BoundFilter& filter, const CallContext& call, BucketColumns* columns)
      : call_(call), columns_(columns), filter_(Space::kClaim, filter, columns) {}

  absl::Status BeginBucket(uint32_t bucket) override {
    bucket_ = bucket;
    filter_.Open();
    return call_.Check();
  }
  bool CanEnter(uint64_t) const override { return true; }
  bool WantsDocument(uint32_t) override { return true; }
  absl::Status Visit(uint32_t offset, uint64_t) override {
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

  std::vector<NumberedDocument> Take() { return std::move(documents_); }

 private:
  const CallContext& call_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  uint32_t bucket_ = 0;
  std::vector<NumberedDocument> documents_;
};

}  // namespace

bool NamesTerm(const BoundFilter& filter) {
  return !WithFilterTerms(SearchQuery(), filter).clauses.empty();
}

absl::StatusOr<bool> ForEachTermDocument(
    const Snapshot& snapshot, absl::string_view corpus, const BoundFilter& filter,
    bool newest_first, const std::optional<PostingPosition>& from, const CallContext& call,
    absl::FunctionRef<absl::StatusOr<bool>(const TermDocument&)> visit) {
  BucketColumns columns(snapshot, corpus, Space::kClaim);
  NumberReader reader(snapshot, corpus, Space::kClaim);
  ASSIGN_OR_RETURN(Matcher matcher,
                   Matcher::Open(snapshot, corpus, Space::kClaim,
                                 WithFilterTerms(SearchQuery(), filter), 0, {}, &columns, &reader));
  Collector collector(filter, call, &columns);
  RETURN_IF_ERROR(matcher.Run(/*best_first=*/false, &collector));
  std::vector<NumberedDocument> documents = collector.Take();
  if (from) {
    std::erase_if(documents, [&](const NumberedDocument& document) {
      return IsBefore(document.time, from->time, newest_first);
    });
  }
  std::stable_sort(documents.begin(), documents.end(),
                   [&](const NumberedDocument& a, const NumberedDocument& b) {
                     return IsBefore(a.time, b.time, newest_first);
                   });
  // Refs, which order documents of the same time, are read only as far as the caller goes.
  for (size_t begin = 0; begin < documents.size();) {
    size_t end = begin;
    std::vector<TermDocument> same_time;
    for (; end < documents.size() && documents[end].time == documents[begin].time; ++end) {
      TermDocument& document = same_time.emplace_back();
      uint32_t ordinal = 0;
      document.position.time = documents[end].time;
      RETURN_IF_ERROR(reader.Locate(documents[end].first, &document.position.ref, &ordinal));
      document.ordinals = std::move(documents[end].ordinals);
    }
    const bool backward = newest_first && documents[begin].time != kUndated;
    std::sort(same_time.begin(), same_time.end(),
              [&](const TermDocument& a, const TermDocument& b) {
                return backward ? b.position.ref < a.position.ref : a.position.ref < b.position.ref;
              });
    for (const TermDocument& document : same_time) {
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
