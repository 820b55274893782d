#include "store/query/search/best_numbers.h"

#include <algorithm>
#include <utility>

#include "google/protobuf/timestamp.pb.h"
#include "store/index/numbers.h"

namespace standpoint {

TimeRank TimeRankOf(const DocumentFacts& facts) {
  if (!facts.is_dated) {
    return kUndated;
  }
  google::protobuf::Timestamp time;
  time.set_seconds(facts.seconds);
  time.set_nanos(facts.nanos);
  return RankOf(time);
}

RankedNumber BestNumbers::Rank(uint64_t merit, uint64_t number, uint64_t score) {
  RankedNumber match{merit, number, score, {}, false};
  uint32_t document = 0;
  match.place.posting.time = TimeRankOf(columns_->Facts(OffsetOf(number), &document));
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
  RankedNumber other{merit, 0, 0, place, true};
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
