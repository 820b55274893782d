// Pages of claims and documents, against a naive reader.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/query/search/search_fixture.h"

namespace standpoint {
namespace {

INSTANTIATE_TEST_SUITE_P(Memory, SearchTest, testing::Values(EngineFactory(&NewMemoryEngine)));
INSTANTIATE_TEST_SUITE_P(RocksDb, SearchTest, testing::Values(EngineFactory(&NewRocksDb)));

TEST_P(SearchTest, EverySearchIsWhatANaiveReaderFinds) {
  Fill(60);
  ASSERT_TRUE(CheckConsistency(*engine_->GetSnapshot())->problems.empty());
  int hits = 0;
  for (int i = 0; i < 1500; ++i) {
    if (i % 100 == 99) {  // what is kept between queries still knows it
      Remove(Name(random_.Below(60)), ++revision_);
      Commit(Name(random_.Below(60)), ++revision_);
    }
    const auto claims = RandomRequest<v1::SearchClaimsRequest>(Space::kClaim);
    const auto arguments = ReadSearchArguments(claims);
    if (arguments.ok()) {  // stop words alone are no query
      const auto expected = Expected(*arguments);
      ASSERT_EQ(All(claims, &Claims), expected) << claims.ShortDebugString();
      hits += expected.empty() ? 0 : 1;
    }
    const auto documents = RandomRequest<v1::SearchDocumentsRequest>(Space::kDocument);
    const auto of_documents = ReadSearchArguments(documents);
    if (of_documents.ok()) {
      ASSERT_EQ(All(documents, &Documents), Expected(*of_documents))
          << documents.ShortDebugString();
    }
  }
  EXPECT_GT(hits, 600) << "the queries match too little to prove anything";
}

TEST_P(SearchTest, WhatExistsThroughoutIsGivenOnceInTheOrderOfTheFirstPage) {
  Fill(40);
  for (int round = 0; round < 15; ++round) {
    v1::SearchClaimsRequest request = RandomRequest<v1::SearchClaimsRequest>(Space::kClaim);
    request.set_page_size(2);
    const auto arguments = ReadSearchArguments(request);
    if (!arguments.ok()) {
      continue;
    }
    std::vector<std::string> expected = Expected(*arguments);
    std::vector<std::string> touched;
    std::vector<std::string> found = All(request, &Claims, [&] {
      touched.push_back(Name(random_.Below(60)));
      random_.Below(3) == 0 ? Remove(touched.back(), ++revision_)
                            : Commit(touched.back(), ++revision_);
    });
    const auto is_touched = [&](const std::string& name) {
      return std::any_of(touched.begin(), touched.end(), [&](const std::string& document) {
        return absl::StartsWith(name, document + "/");
      });
    };
    std::erase_if(expected, is_touched);
    std::erase_if(found, is_touched);
    EXPECT_EQ(found, expected) << request.ShortDebugString();
  }
}

TEST_P(SearchTest, HighlightsShowTheWords) {
  Fill(20);
  v1::SearchClaimsRequest request;
  request.set_parent("corpora/news");
  request.set_query("backfired OR ban*");
  const CallContext call;
  ScanBudget budget(call, 1000);
  v1::SearchClaimsResponse response;
  ASSERT_TRUE(
      Claims(*engine_->GetSnapshot(), *ReadSearchArguments(request), request, &budget, &response)
          .ok());
  ASSERT_GT(response.hits_size(), 0);
  for (const v1::ClaimHit& hit : response.hits()) {
    ASSERT_GT(hit.highlights_size(), 0);
    EXPECT_GT(hit.score(), 0);
    for (const v1::Highlight& highlight : hit.highlights()) {
      for (const v1::Span& span : highlight.spans()) {
        const std::string word =
            highlight.snippet().substr(span.begin(), span.end() - span.begin());
        EXPECT_TRUE(word == "backfired" || word == "ban") << word;
      }
    }
  }
}

}  // namespace
}  // namespace standpoint
