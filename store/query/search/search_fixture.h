// Searches beside a naive reader that looks at every record: whatever is written, replaced and removed, however
// the engine merges, wherever pages break. For tests of what finds and counts.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_SEARCH_FIXTURE_H_
#define STANDPOINT_STORE_QUERY_SEARCH_SEARCH_FIXTURE_H_

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/index/index_entries.h"
#include "store/index/indexed_document.h"
#include "store/query/match.h"
#include "store/query/search/known_buckets.h"
#include "store/query/search/naive_reader.h"
#include "store/query/search/searches.h"
#include "store/testing/random_documents.h"
#include "store/testing/random_queries.h"
#include "store/write/prepared_document.h"
#include "store/write/writer.h"

namespace standpoint {

using EngineFactory = std::function<std::unique_ptr<Engine>()>;

inline std::unique_ptr<Engine> NewRocksDb() {
  const std::string path = testing::TempDir() + "/search";
  std::filesystem::remove_all(path);
  RocksDbEngineOptions options;
  options.write_buffer_bytes = 64 << 10;  // so that much is flushed and merged
  return *OpenRocksDbEngine(path, options);
}

class SearchTest : public testing::TestWithParam<EngineFactory> {
 protected:
  SearchTest() : engine_(GetParam()()), writer_(*Writer::Open(engine_.get())) {}

  static std::string Name(int i) { return absl::StrCat("corpora/news/documents/d", i); }

  void Commit(const std::string& name, int64_t revision) {
    auto document = random_.Next(name, revision);
    const size_t size = random_.Below(10) == 0 ? 32 : 96;  // sometimes of another analyzer
    for (v1::Claim& claim : *document.mutable_analysis()->mutable_claims()) {
      claim.set_embedding(RandomEmbedding(size));
    }
    absl::Notification done;
    writer_->Commit(document, [&](absl::Status status) {
      EXPECT_TRUE(status.ok()) << status;
      done.Notify();
    });
    done.WaitForNotification();
    records_[name] = MakeRecord(document);
    known_.clear();
  }

  // Some claims have none.
  std::string RandomEmbedding(size_t size) {
    std::string embedding(random_.Below(10) == 0 ? 0 : size, '\0');
    for (char& component : embedding) {
      component = static_cast<char>(random_.Below(256));
    }
    return embedding;
  }

  void Remove(const std::string& name, int64_t revision) {
    absl::Notification done;
    writer_->Remove(name, revision, [&](absl::StatusOr<bool>) { done.Notify(); });
    done.WaitForNotification();
    records_.erase(name);
    known_.clear();
  }

  void Fill(int documents) {
    for (int i = 0; i < documents; ++i) {
      Commit(Name(i), ++revision_);
      if (random_.Below(4) == 0) {
        Commit(Name(random_.Below(i + 1)), ++revision_);
      }
      if (random_.Below(8) == 0) {
        Remove(Name(random_.Below(i + 1)), ++revision_);
      }
    }
    Commit("corpora/other/documents/d0", 1);  // never shows
  }

  // Items as they are now, made anew only after writes.
  const std::vector<Item>& Known(Space space) const {
    std::vector<Item>& items = known_[space];
    if (items.empty()) {
      items = Items(space);
    }
    return items;
  }

  std::vector<Item> Items(Space space) const {
    std::vector<Item> items;
    for (const auto& [name, record] : records_) {
      if (record.corpus != "news") {
        continue;
      }
      const size_t before = items.size();
      const size_t count = space == Space::kDocument ? 1 : record.claims.size();
      for (uint32_t i = 0; i < count; ++i) {
        Item& item = items.emplace_back();
        item.record = &record;
        item.ordinal = i;
        item.name = space == Space::kDocument
                        ? name
                        : absl::StrCat(name, "/claims/", record.claims[i].record.id());
        item.texts = space == Space::kDocument
                         ? std::vector<std::string>{record.text, record.document.document().title()}
                         : std::vector<std::string>{record.claims[i].record.claim().text()};
      }
      for (const SpaceEntries& entries : IndexDocument(record).spaces) {
        for (const auto& [word, places] : entries.words) {
          for (const WordAt& place : places) {
            if (entries.space == space) {
              items[before + place.ordinal].impacts[word] = place.impact;
            }
          }
        }
      }
    }
    return items;
  }

  static ScanPlace PlaceOf(const Item& item) {
    return {{TimeRankOf(item.record->document), item.record->ref}, item.ordinal};
  }

  std::vector<std::string> Expected(const SearchArguments& arguments) const {
    const std::vector<Item>& items = Known(arguments.space);
    const Naive naive(items);
    std::vector<std::pair<SearchPlace, std::string>> matches;
    for (const Item& item : items) {
      const int64_t score = naive.Score(arguments.query, item);
      MatchSubject subject{&item.record->document};
      if (arguments.space == Space::kClaim) {
        subject.claim = &item.record->claims[item.ordinal].record;
        subject.terms = &item.record->claims[item.ordinal].terms;
      }
      if (score < 0 || Match(arguments.filter, subject) != MatchResult::kYes) {
        continue;
      }
      const v1::Document& document = item.record->document.document();
      const auto seconds = static_cast<uint64_t>(document.publish_time().seconds());
      SearchPlace ranked{static_cast<uint64_t>(score), PlaceOf(item), {}};
      if (arguments.order != SearchOrder::kRelevance) {
        ranked.merit = !document.has_publish_time()              ? 0
                       : arguments.order == SearchOrder::kNewest ? seconds
                                                                 : ~seconds;
      }
      matches.emplace_back(ranked, item.name);
    }
    std::sort(matches.begin(), matches.end(), [&](const auto& a, const auto& b) {
      return IsBefore(a.first, b.first, arguments.order);
    });
    std::vector<std::string> names;
    for (const auto& [ranked, name] : matches) {
      names.push_back(name);
    }
    return names;
  }

  // All pages; `between` is called after each.
  template <typename Request, typename Response>
  std::vector<std::string> All(
      Request request,
      absl::Status (*search)(const Snapshot&, const SearchArguments&, const Request&, ScanBudget*,
                             Response*),
      const std::function<void()>& between = [] {}) {
    std::vector<std::string> names;
    for (int pages = 0; pages < 10000; ++pages) {
      auto arguments = ReadSearchArguments(request);
      EXPECT_TRUE(arguments.ok()) << arguments.status();
      arguments->known = random_.Below(4) > 0 ? &known_buckets_ : nullptr;  // kept over all writes
      Response response;
      const CallContext call;
      ScanBudget budget(call, 1'000'000);
      const absl::Status status =
          search(*engine_->GetSnapshot(), *arguments, request, &budget, &response);
      EXPECT_TRUE(status.ok()) << status;
      EXPECT_FALSE(response.partial());
      for (const auto& hit : response.hits()) {
        if constexpr (std::is_same_v<Request, v1::SearchClaimsRequest>) {
          names.push_back(hit.claim().name());
        } else {
          names.push_back(hit.document().name());
        }
      }
      if (response.next_page_token().empty()) {
        return names;
      }
      request.set_page_token(response.next_page_token());
      between();
    }
    ADD_FAILURE() << "paging never ends";
    return names;
  }

  static absl::Status Claims(const Snapshot& snapshot, const SearchArguments& arguments,
                             const v1::SearchClaimsRequest&, ScanBudget* budget,
                             v1::SearchClaimsResponse* response) {
    return SearchClaims(snapshot, arguments, false, budget->call(), budget, response);
  }
  static absl::Status Documents(const Snapshot& snapshot, const SearchArguments& arguments,
                                const v1::SearchDocumentsRequest&, ScanBudget* budget,
                                v1::SearchDocumentsResponse* response) {
    return SearchDocuments(snapshot, arguments, false, false, budget->call(), budget, response);
  }

  template <typename Request>
  Request RandomRequest(Space space) {
    const char* orders[] = {"", "relevance", "publish_time", "publish_time desc"};
    Request request;
    request.set_parent("corpora/news");
    request.set_query(RandomSearchQuery(random_));
    request.set_filter(RandomSearchFilter(space, random_));
    request.set_order_by(orders[random_.Below(4)]);
    request.set_page_size(1 + random_.Below(random_.Below(2) == 0 ? 5 : 200));
    return request;
  }

  const std::unique_ptr<Engine> engine_;
  int64_t revision_ = 0;
  RandomDocuments random_{7};
  const std::unique_ptr<Writer> writer_;
  std::map<std::string, AnalyzedRecord> records_;
  mutable std::map<Space, std::vector<Item>> known_;
  KnownBuckets known_buckets_{BucketFactsCache(2000), BucketNamesCache(2000),
                              BucketOwnersCache(2000)};
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_SEARCH_FIXTURE_H_
