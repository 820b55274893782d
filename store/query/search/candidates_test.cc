// Candidates under a filter, against a naive reader.

#include "store/query/candidates.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "store/index/impact.h"
#include "store/query/search/search_fixture.h"

namespace standpoint {
namespace {

INSTANTIATE_TEST_SUITE_P(Memory, SearchTest, testing::Values(EngineFactory(&NewMemoryEngine)));
INSTANTIATE_TEST_SUITE_P(RocksDb, SearchTest, testing::Values(EngineFactory(&NewRocksDb)));

using Found = std::vector<std::pair<uint64_t, ScanPlace>>;

bool IsMatch(const BoundFilter& filter, const Item& item) {
  const ClaimWithTerms& claim = item.record->claims[item.ordinal];
  return Match(filter, {&item.record->document, &claim.record, &claim.terms, nullptr}) ==
         MatchResult::kYes;
}

// Of all that share a word and fulfil the filter.
Found NaiveCandidates(const std::vector<Item>& items, const std::vector<std::string>& terms,
                      const BoundFilter& filter) {
  const Naive naive(items);
  Found found;
  for (const Item& item : items) {
    uint64_t score = 0;
    for (const std::string& term : terms) {
      const auto it = item.impacts.find(term);
      score += it == item.impacts.end()
                   ? 0
                   : uint64_t{it->second} * RarityOf(items.size(), naive.Frequency(term));
    }
    if (score > 0 && IsMatch(filter, item)) {
      found.emplace_back(
          score, ScanPlace{{TimeRankOf(item.record->document), item.record->ref}, item.ordinal});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : IsBefore(a.second, b.second, true);
  });
  return found;
}

// What the records leave of it.
Found Kept(const CandidateLists& lists, const std::vector<Item>& items, const BoundFilter& filter) {
  Found kept;
  for (const WordMatch& match : lists.by_words) {
    const auto item = std::find_if(items.begin(), items.end(), [&](const Item& one) {
      return one.record->ref == match.place.posting.ref && one.ordinal == match.place.ordinal;
    });
    if (item != items.end() && IsMatch(filter, *item)) {
      kept.emplace_back(match.score, match.place);
    }
  }
  return kept;
}

TEST_P(SearchTest, CandidatesUnderAFilterAreWhatANaiveReaderFinds) {
  // The first of these the index decides, so that the best are told from the others without the records.
  const char* decided[] = {"holder:rao",
                           "holder:\"anna rao\" OR document.source = harbor-ledger",
                           "holder = ministers",
                           "innermost_holder:rao",
                           "entity = ansley",
                           "target = ban document.language = en",
                           "holder:\"anna rao\" -(act = deny)",
                           "holder:rao OR act = deny",
                           "-(holder:rao)"};
  const CallContext call;
  KnownBuckets too_small{BucketFactsCache(1), BucketNamesCache(1), BucketOwnersCache(1)};
  size_t hits = 0;
  for (int round = 0; round < 10; ++round) {
    Fill(round == 0 ? 60 : 1);  // names that are kept between queries have to keep up
    for (int i = 0; i < 60; ++i) {
      const bool is_decided = i % 2 == 0;
      const std::string text =
          is_decided ? decided[random_.Below(9)] : RandomListFilter(ResourceKind::kClaim, random_);
      const BoundFilter filter = *BindFilter(ResourceKind::kClaim, text);
      std::vector<std::string> terms = {random_.Word(), random_.Word(), random_.Word()};
      std::sort(terms.begin(), terms.end());
      terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
      const size_t limit = is_decided ? 5 : 100'000;
      const auto lists = FindCandidates(*engine_->GetSnapshot(),
                                        {.corpus = "news",
                                         .terms = terms,
                                         .rarities = {},
                                         .embedding = {},
                                         .filter = filter,
                                         .limit = limit,
                                         .known = i % 3 == 0 ? &too_small : &known_buckets_},
                                        call);
      ASSERT_TRUE(lists.ok()) << lists.status();
      const std::vector<Item>& items = Known(Space::kClaim);
      Found expected = NaiveCandidates(items, terms, filter);
      hits += expected.empty() ? 0 : 1;
      EXPECT_GE(lists->matching, static_cast<int64_t>(expected.size())) << text;
      expected.resize(std::min(expected.size(), limit));
      ASSERT_EQ(Kept(*lists, items, filter), expected) << text;
      if (is_decided) {
        ASSERT_EQ(lists->by_words.size(), expected.size()) << text;
      }
    }
  }
  EXPECT_GT(hits, 300u) << "the filters match too little to prove anything";
}

}  // namespace
}  // namespace standpoint
