// Lists against a naive reference: all records, filtered one by one and sorted, whatever index the plan takes and
// wherever pages break.

#include "store/query/lists.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/index/index_entries.h"
#include "store/query/match.h"
#include "store/query/search/known_buckets.h"
#include "store/testing/random_documents.h"
#include "store/testing/random_queries.h"
#include "store/write/prepared_document.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

using EngineFactory = std::function<std::unique_ptr<Engine>()>;
using Names = std::vector<std::string>;

std::unique_ptr<Engine> NewRocksDb() {
  const std::string path = testing::TempDir() + "/lists";
  std::filesystem::remove_all(path);
  return *OpenRocksDbEngine(path);
}

class ListsTest : public testing::TestWithParam<EngineFactory> {
 protected:
  ListsTest() : engine_(GetParam()()), writer_(*Writer::Open(engine_.get())) {}

  void Commit(const std::string& name, int64_t revision) {
    const auto document = random_.Next(name, revision);
    absl::Notification done;
    writer_->Commit(document, [&](absl::Status status) {
      EXPECT_TRUE(status.ok()) << status;
      done.Notify();
    });
    done.WaitForNotification();
    records_[name] = MakeRecord(document);
  }

  void Remove(const std::string& name, int64_t revision) {
    absl::Notification done;
    writer_->Remove(name, revision, [&](absl::StatusOr<bool>) { done.Notify(); });
    done.WaitForNotification();
    records_.erase(name);
  }

  static std::string Name(int i) { return absl::StrCat("corpora/news/documents/d", i); }

  void Fill(int documents) {
    for (int i = 0; i < documents; ++i) {
      Commit(Name(i), 1);
      if (random_.Below(4) == 0) {
        Commit(Name(random_.Below(i + 1)), 100 + i);  // leaves no ghost in any list
      }
    }
    Commit("corpora/other/documents/d0", 1);  // never shows
  }

  // Documents in the order of a list.
  std::vector<const AnalyzedRecord*> Sorted(bool newest_first) const {
    std::vector<const AnalyzedRecord*> sorted;
    for (const auto& [name, record] : records_) {
      if (record.corpus == "news") {
        sorted.push_back(&record);
      }
    }
    const auto key = [&](const AnalyzedRecord* record) {
      return std::make_tuple(TimeRankOf(record->document), record->ref.bytes);
    };
    const auto dated_end =
        std::partition(sorted.begin(), sorted.end(), [](const AnalyzedRecord* record) {
          return record->document.document().has_publish_time();
        });
    std::sort(sorted.begin(), dated_end, [&](const AnalyzedRecord* a, const AnalyzedRecord* b) {
      return newest_first ? key(b) < key(a) : key(a) < key(b);
    });
    std::sort(dated_end, sorted.end(),
              [&](const AnalyzedRecord* a, const AnalyzedRecord* b) { return key(a) < key(b); });
    return sorted;
  }

  Names Expected(ResourceKind kind, const std::string& filter_text, bool newest_first,
                 const std::string& parent) const {
    const BoundFilter filter = *BindFilter(kind, filter_text);
    Names names;
    for (const AnalyzedRecord* record : Sorted(newest_first)) {
      const std::string name = absl::StrCat("corpora/news/documents/", record->document.id());
      if (parent != "corpora/news" && parent != name) {
        continue;
      }
      if (kind == ResourceKind::kDocument &&
          Match(filter, {&record->document}) == MatchResult::kYes) {
        names.push_back(name);
      }
      for (const ClaimWithTerms& claim : record->claims) {
        if (kind == ResourceKind::kClaim &&
            Match(filter, {&record->document, &claim.record, &claim.terms, nullptr}) ==
                MatchResult::kYes) {
          names.push_back(absl::StrCat(name, "/claims/", claim.record.id()));
        }
      }
      for (const auto& stance : record->stances) {
        if (kind == ResourceKind::kStance &&
            Match(filter, {&record->document, nullptr, nullptr, &stance}) == MatchResult::kYes) {
          names.push_back(absl::StrCat(name, "/stances/", stance.id()));
        }
      }
    }
    return names;
  }

  // One page; adds to `names` and moves `token` on.
  void Page(ResourceKind kind, RawListArguments raw, int64_t max_examined, std::string* token,
            Names* names) {
    raw.page_token = *token;
    auto arguments = ReadListArguments(kind, raw);
    ASSERT_TRUE(arguments.ok()) << arguments.status();
    arguments->known = random_.Below(2) == 0 ? nullptr : &known_buckets_;
    const CallContext call;
    ScanBudget budget(call, max_examined);
    absl::StatusOr<std::optional<ScanPlace>> next;
    const auto snapshot = engine_->GetSnapshot();
    const size_t before = names->size();
    const auto add = [&](const auto& answers) {
      for (const auto& answer : answers) {
        names->push_back(answer.name());
      }
    };
    if (kind == ResourceKind::kDocument) {
      google::protobuf::RepeatedPtrField<v1::Document> documents;
      next = ListDocuments(*snapshot, *arguments, false, false, &budget, &documents);
      add(documents);
    } else if (kind == ResourceKind::kClaim) {
      google::protobuf::RepeatedPtrField<v1::Claim> claims;
      next = ListClaims(*snapshot, *arguments, false, &budget, &claims);
      add(claims);
    } else {
      google::protobuf::RepeatedPtrField<v1::Stance> stances;
      next = ListStances(*snapshot, *arguments, &budget, &stances);
      add(stances);
    }
    ASSERT_TRUE(next.ok()) << next.status();
    EXPECT_LE(names->size() - before, static_cast<size_t>(arguments->page_size));
    *token = NextPageToken(*arguments, *next);
  }

  Names All(ResourceKind kind, const RawListArguments& raw, int64_t max_examined) {
    Names names;
    std::string token;
    int pages = 0;
    do {
      Page(kind, raw, max_examined, &token, &names);
      ++pages;
    } while (!token.empty() && pages < 20000 && !HasFatalFailure());
    EXPECT_LT(pages, 20000);
    return names;
  }

  const std::unique_ptr<Engine> engine_;
  RandomDocuments random_{5};
  KnownBuckets known_buckets_;
  const std::unique_ptr<Writer> writer_;
  std::map<std::string, AnalyzedRecord> records_;
};

INSTANTIATE_TEST_SUITE_P(Memory, ListsTest, testing::Values(EngineFactory(&NewMemoryEngine)));
INSTANTIATE_TEST_SUITE_P(RocksDb, ListsTest, testing::Values(EngineFactory(&NewRocksDb)));

TEST_P(ListsTest, EveryListIsWhatANaiveScanGives) {
  Fill(60);
  int hits = 0;
  for (int i = 0; i < 1500; ++i) {
    if (i % 100 == 99) {  // what is kept between queries still knows it
      const std::string name = Name(random_.Below(60));
      Remove(name, 1'000'000 + 2 * i);
      Commit(name, 1'000'001 + 2 * i);
    }
    const auto kind = static_cast<ResourceKind>(random_.Below(3));
    const std::string filter = RandomListFilter(kind, random_);
    const bool newest_first = random_.Below(2) == 0;
    const bool of_document = kind != ResourceKind::kDocument && random_.Below(8) == 0;
    const std::string parent = of_document ? Name(random_.Below(60)) : "corpora/news";
    RawListArguments raw;
    raw.parent = parent;
    raw.filter = filter;
    raw.order_by = of_document ? "position" : newest_first ? "publish_time desc" : "publish_time";
    raw.page_size = 1 + random_.Below(random_.Below(2) == 0 ? 5 : 300);
    const int64_t max_examined = random_.Below(2) == 0 ? 20000 : 2 + random_.Below(40);
    const Names expected = Expected(kind, filter, newest_first, parent);
    ASSERT_EQ(All(kind, raw, max_examined), expected)
        << filter << " " << raw.order_by << " " << parent;
    hits += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(hits, 500) << "the filters match too little to prove anything";
}

TEST_P(ListsTest, WhatExistsThroughoutIsGivenOnceWhateverIsWritten) {
  Fill(40);
  for (int round = 0; round < 20; ++round) {
    const std::map<std::string, AnalyzedRecord> before = records_;
    RawListArguments raw;
    raw.parent = "corpora/news";
    raw.page_size = 3;
    Names names;
    std::string token;
    std::vector<std::string> touched;
    do {
      Page(ResourceKind::kDocument, raw, 20000, &token, &names);
      const std::string name = Name(random_.Below(60));
      touched.push_back(name);
      if (random_.Below(3) == 0) {
        Remove(name, 1'000'000 + 1000 * round + static_cast<int64_t>(touched.size()));
      } else {
        Commit(name, 1'000'000 + 1000 * round + static_cast<int64_t>(touched.size()));
      }
    } while (!token.empty());
    for (const auto& [name, record] : before) {
      if (record.corpus == "news" &&
          std::find(touched.begin(), touched.end(), name) == touched.end()) {
        EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
      }
    }
  }
}

TEST_P(ListsTest, ArgumentsAreChecked) {
  const auto field = [](ResourceKind kind, const RawListArguments& raw) {
    const absl::Status status = ReadListArguments(kind, raw).status();
    EXPECT_EQ(ErrorReason(status), "INVALID_FIELD") << status;
    return std::string(status.message().substr(0, status.message().find(':')));
  };
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/X"}), "parent");
  EXPECT_EQ(field(ResourceKind::kDocument, {"corpora/a/documents/b"}), "parent");
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/a", -1}), "page_size");
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/a", 0, "xx"}), "page_token");
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/a", 0, "", "act ="}), "filter");
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/a", 0, "", "", "confidence"}), "order_by");
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/a/documents/b", 0, "", "", "publish_time"}),
            "order_by");
  const RawListArguments raw{"corpora/a", 7, "", "act = deny"};
  const std::string token = NextPageToken(*ReadListArguments(ResourceKind::kClaim, raw),
                                          ScanPlace{{1, MakeDocumentRef("d")}, 2});
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/a", 7, token, "act = warn"}), "page_token");
  EXPECT_EQ(field(ResourceKind::kClaim, {"corpora/b", 7, token, "act = deny"}), "page_token");
  EXPECT_EQ(ReadListArguments(ResourceKind::kClaim, {"corpora/a", 9, token, "act = deny"})
                ->after->ordinal,
            2u);
}

TEST_P(ListsTest, AnUnknownCorpusIsEmptyAnUnknownDocumentIsNotFound) {
  RawListArguments raw;
  raw.parent = "corpora/none";
  EXPECT_TRUE(All(ResourceKind::kClaim, raw, 100).empty());
  raw.parent = "corpora/none/documents/x";
  const auto arguments = ReadListArguments(ResourceKind::kClaim, raw);
  const CallContext call;
  ScanBudget budget(call, 100);
  google::protobuf::RepeatedPtrField<v1::Claim> claims;
  const auto next = ListClaims(*engine_->GetSnapshot(), *arguments, false, &budget, &claims);
  EXPECT_EQ(next.status().code(), absl::StatusCode::kNotFound);
}

TEST_P(ListsTest, AnExpiredCallEnds) {
  Fill(30);
  const auto arguments = ReadListArguments(ResourceKind::kClaim, {"corpora/news"});
  const CallContext call(absl::InfinitePast());
  ScanBudget budget(call, 20000);
  google::protobuf::RepeatedPtrField<v1::Claim> claims;
  const auto next = ListClaims(*engine_->GetSnapshot(), *arguments, false, &budget, &claims);
  EXPECT_EQ(next.status().code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace standpoint
