// Candidates by words and by embeddings, against a naive reader.

#include "store/query/search/nearest.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "store/query/candidates.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/search_fixture.h"

namespace standpoint {
namespace {

INSTANTIATE_TEST_SUITE_P(Memory, SearchTest, testing::Values(EngineFactory(&NewMemoryEngine)));
INSTANTIATE_TEST_SUITE_P(RocksDb, SearchTest, testing::Values(EngineFactory(&NewRocksDb)));

TEST_P(SearchTest, CandidatesShareWords) {
  Fill(40);
  const CallContext call;
  for (int i = 0; i < 100; ++i) {
    std::vector<std::string> terms = {random_.Word(), random_.Word()};
    const BoundFilter filter;
    const auto lists = FindCandidates(*engine_->GetSnapshot(),
                                      {.corpus = "news",
                                       .terms = terms,
                                       .rarities = {},
                                       .embedding = {},
                                       .filter = filter,
                                       .limit = 10},
                                      call);
    ASSERT_TRUE(lists.ok());
    const Candidates found = JoinCandidates(*lists, 10);
    int64_t matching = 0;
    for (const Item& item : Known(Space::kClaim)) {
      matching += item.impacts.contains(terms[0]) || item.impacts.contains(terms[1]) ? 1 : 0;
    }
    EXPECT_EQ(found.matching, matching);
    EXPECT_EQ(found.best.size(), std::min<size_t>(10, matching));
    EXPECT_TRUE(
        std::is_sorted(found.best.begin(), found.best.end(),
                       [](const Candidate& a, const Candidate& b) { return a.score > b.score; }));
  }
}

// So few claims are there that every embedding is compared: the answer is exact.
TEST_P(SearchTest, TheNearestAreThoseOfLargestCosine) {
  Fill(40);
  const CallContext call;
  for (int i = 0; i < 50; ++i) {
    std::string wanted;
    while (wanted.size() != 96) {
      wanted = RandomEmbedding(96);
    }
    const char* filters[] = {"", "document.language = en", "holder:rao", "holder = ministers",
                             "target = ban OR holder:\"anna rao\""};
    const std::string filter = filters[i % 5];
    const BoundFilter bound = *BindFilter(ResourceKind::kClaim, filter);
    std::vector<NearClaim> expected;
    for (const Item& item : Known(Space::kClaim)) {
      const auto& claim = item.record->claims[item.ordinal].record;
      if (claim.claim().embedding().size() == wanted.size() &&
          Match(bound, {&item.record->document, &claim}) == MatchResult::kYes) {
        expected.push_back({0, CosineOf(claim.claim().embedding(), wanted), PlaceOf(item)});
      }
    }
    std::sort(expected.begin(), expected.end(), [](const NearClaim& a, const NearClaim& b) {
      return *a.cosine != *b.cosine ? *a.cosine > *b.cosine : IsBefore(a.place, b.place, true);
    });
    expected.resize(std::min<size_t>(expected.size(), 7));
    const auto snapshot = engine_->GetSnapshot();
    NumberReader reader(*snapshot, "news", Space::kClaim);
    auto numbers = FilterNumbers::Open(*snapshot, "news", bound, &known_buckets_.names);
    ASSERT_TRUE(numbers.ok());
    const auto compared =
        CompareSketches(*snapshot, "news", wanted, bound, &*numbers, 7, call, &reader);
    ASSERT_TRUE(compared.ok()) << compared.status();
    const std::vector<NearClaim> near = TakeNearest(*compared, 7);
    ASSERT_EQ(near.size(), expected.size());
    for (size_t n = 0; n < expected.size(); ++n) {
      EXPECT_EQ(near[n].place, expected[n].place);
    }
    const std::vector<std::string> terms = {"ban"};
    const auto lists = FindCandidates(*snapshot,
                                      {.corpus = "news",
                                       .terms = terms,
                                       .rarities = {},
                                       .embedding = wanted,
                                       .filter = bound,
                                       .limit = 50},
                                      call);
    ASSERT_TRUE(lists.ok());
    EXPECT_GE(JoinCandidates(*lists, 50).best.size(), expected.size());
  }
}

}  // namespace
}  // namespace standpoint
