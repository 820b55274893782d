#include "store/query/search/best_numbers.h"

#include <algorithm>
#include <utility>

#include "store/index/numbers.h"

namespace standpoint {

TimeRank TimeRankOf(const DocumentFacts& facts) {
  if (!facts.is_dated) {
    return kUndated;
  }
  return RankOf(facts.seconds, facts.nanos);
}

RankedNumber BestNumbers::Rank(uint64_t merit, uint64_t number, uint64_t score) {
  RankedNumber match;
  match.merit = merit;
  match.number = number;
  match.score = score;
  uint32_t document = 0;
  match.place.posting.time = TimeRankOf(columns_->Facts(OffsetOf(number), &document));
  match.document = number - OffsetOf(number) + document;
  return match;
}

void BestNumbers::Locate(RankedNumber* match) {
  if (match->is_located) {
    return;
  }
  match->is_located = true;
  status_.Update(reader_->Locate(match->number, &match->place.posting.ref, &match->place.ordinal));
}

bool BestNumbers::IsBefore(RankedNumber* a, RankedNumber* b) {
  if (a->merit != b->merit) {
    return a->merit > b->merit;
  }
  if (a->document == b->document && a->document != RankedNumber::kUnknown) {
    return a->number < b->number;  // as their ordinals
  }
  if (a->place.posting.time == b->place.posting.time) {
    Locate(a);
    Locate(b);
  }
  return standpoint::IsBefore(a->place, b->place, newest_first_);
}

bool BestNumbers::IsBetter::operator()(const RankedNumber& a, const RankedNumber& b) const {
  // The queue hands out constant references; what is looked up changes no order.
  return best->IsBefore(const_cast<RankedNumber*>(&a), const_cast<RankedNumber*>(&b));
}

bool BestNumbers::IsBehind(RankedNumber* match, uint64_t merit, const ScanPlace& place) {
  RankedNumber other;
  other.merit = merit;
  other.place = place;
  other.is_located = true;
  return IsBefore(&other, match);
}

bool BestNumbers::IsAmong(RankedNumber* match) {
  return limit_ > 0 && (!full() || IsBefore(match, const_cast<RankedNumber*>(&heap_.top())));
}

void BestNumbers::Add(RankedNumber match) {
  heap_.push(std::move(match));
  if (heap_.size() > limit_) {
    heap_.pop();
  }
}

std::vector<RankedNumber> BestNumbers::Take() {
  std::vector<RankedNumber> best;
  for (; !heap_.empty(); heap_.pop()) {
    best.push_back(heap_.top());
    Locate(&best.back());
  }
  std::reverse(best.begin(), best.end());
  return best;
}

}  // namespace standpoint
