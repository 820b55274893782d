// Counts, against those of a naive reader.

#include "store/query/search/aggregate.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "store/index/fold.h"
#include "store/query/search/search_fixture.h"

namespace standpoint {
namespace {

INSTANTIATE_TEST_SUITE_P(Memory, SearchTest, testing::Values(EngineFactory(&NewMemoryEngine)));
INSTANTIATE_TEST_SUITE_P(RocksDb, SearchTest, testing::Values(EngineFactory(&NewRocksDb)));

// The tables of the naive reader: per key, how many matches, documents, sources and holders.
struct Counted {
  int64_t count = 0;
  std::set<std::string> documents, sources, holders;
};

TEST_P(SearchTest, CountsAreThoseOfANaiveReader) {
  Fill(60);
  const CallContext call;
  const char* kinds[] = {"month",  "day",      "source", "holder", "act",
                         "target", "language", "year",   "entity"};
  for (int i = 0; i < 150; ++i) {
    if (i % 10 == 9) {  // what is kept between queries still knows it
      Remove(Name(random_.Below(60)), ++revision_);
      Commit(Name(random_.Below(60)), ++revision_);
    }
    v1::AggregateClaimsRequest request;
    request.set_parent("corpora/news");
    request.set_query(random_.Below(2) == 0 ? "" : RandomSearchQuery(random_));
    request.set_filter(RandomSearchFilter(Space::kClaim, random_));
    const std::string by = kinds[random_.Below(9)];
    request.add_group_by(by);
    if (!ParseSearchQuery(request.query()).ok()) {
      continue;
    }
    SearchArguments arguments;
    arguments.query = *ParseSearchQuery(request.query());
    arguments.filter = *BindFilter(ResourceKind::kClaim, request.filter());
    const std::vector<std::string> names = Expected(arguments);
    std::map<std::string, Counted> expected;
    int64_t total = 0;
    for (const Item& item : Known(Space::kClaim)) {
      if (std::find(names.begin(), names.end(), item.name) == names.end()) {
        continue;
      }
      ++total;
      const v1::Document& document = item.record->document.document();
      const auto& record = item.record->claims[item.ordinal].record;
      const v1::Holder& holder = record.claim().holders(record.claim().holders_size() - 1);
      const std::string who = holder.kind() == v1::HOLDER_KIND_AUTHOR ? "author"
                              : holder.full_name().empty()            ? FoldCase(holder.text())
                                                           : FoldCase(holder.full_name());
      const auto date = [&](const char* format) {
        return document.has_publish_time()
                   ? absl::FormatTime(format,
                                      absl::FromUnixSeconds(document.publish_time().seconds()),
                                      absl::UTCTimeZone())
                   : "";
      };
      std::vector<std::string> keys;
      if (by == "target") {
        keys.assign(record.targets().begin(), record.targets().end());
      } else if (by == "entity") {
        std::set<std::string> names;
        for (const v1::ClaimEntity& entity : record.claim().entities()) {
          names.insert(FoldCase(entity.name()));
        }
        keys.assign(names.begin(), names.end());
      } else {
        keys.push_back(by == "month"      ? date("%Y-%m")
                       : by == "day"      ? date("%Y-%m-%d")
                       : by == "year"     ? date("%Y")
                       : by == "source"   ? document.source()
                       : by == "language" ? document.language()
                       : by == "holder"
                           ? who
                           : absl::AsciiStrToLower(v1::Act_Name(record.claim().act()).substr(4)));
      }
      for (const std::string& key : keys) {
        Counted& counted = expected[key];
        ++counted.count;
        counted.documents.insert(item.record->document.id());
        counted.holders.insert(who);
        if (!document.source().empty()) {
          counted.sources.insert(document.source());
        }
      }
    }
    v1::AggregateClaimsResponse response;
    ScanBudget budget(call, 1'000'000);
    KnownBuckets* const known = i % 2 == 0 ? nullptr : &known_buckets_;
    ASSERT_TRUE(
        AggregateClaims(*engine_->GetSnapshot(), request, call, &budget, known, &response).ok());
    EXPECT_EQ(response.total().count(), total) << request.ShortDebugString();
    ASSERT_EQ(response.tables(0).groups_size(), static_cast<int>(expected.size()));
    for (const v1::AggregateGroup& group : response.tables(0).groups()) {
      const Counted& counted = expected[group.key()];
      EXPECT_EQ(group.count(), counted.count) << by << " " << group.key();
      EXPECT_EQ(group.document_count(), static_cast<int64_t>(counted.documents.size()));
      EXPECT_EQ(group.source_count(), static_cast<int64_t>(counted.sources.size()));
      EXPECT_EQ(group.holder_count(), static_cast<int64_t>(counted.holders.size()));
    }
  }
  v1::AggregateStancesRequest request;
  request.set_parent("corpora/news");
  request.add_group_by("direction");
  v1::AggregateStancesResponse response;
  ScanBudget budget(call, 1000);
  ASSERT_TRUE(AggregateStances(*engine_->GetSnapshot(), request, call, &budget, &response).ok());
  int64_t stances = 0;
  for (const auto& [name, record] : records_) {
    stances += record.corpus == "news" ? static_cast<int64_t>(record.stances.size()) : 0;
  }
  EXPECT_EQ(response.total().count(), stances);
  EXPECT_EQ(response.tables(0).groups_size(), 3);
  request.add_group_by("act");
  EXPECT_EQ(AggregateStances(*engine_->GetSnapshot(), request, call, &budget, &response).code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace standpoint
