// Searches against a naive reference that looks at every record: whatever is written, replaced and removed, however
// the engine merges, wherever pages break.

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/index/fold.h"
#include "store/index/impact.h"
#include "store/index/index_entries.h"
#include "store/index/indexed_document.h"
#include "store/query/candidates.h"
#include "store/query/match.h"
#include "store/query/search/aggregate.h"
#include "store/query/search/bucket_facts.h"
#include "store/query/search/nearest.h"
#include "store/query/search/searches.h"
#include "store/testing/random_documents.h"
#include "store/testing/random_queries.h"
#include "store/write/prepared_document.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

using EngineFactory = std::function<std::unique_ptr<Engine>()>;

std::unique_ptr<Engine> NewRocksDb() {
  const std::string path = testing::TempDir() + "/search";
  std::filesystem::remove_all(path);
  RocksDbEngineOptions options;
  options.write_buffer_bytes = 64 << 10;  // so that much is flushed and merged
  return *OpenRocksDbEngine(path, options);
}

// What a naive reader knows of a claim or document.
struct Item {
  std::string name;
  const AnalyzedRecord* record = nullptr;
  uint32_t ordinal = 0;
  std::map<std::string, uint8_t> impacts;
  std::vector<std::string> texts;  // in which phrases are looked for
};

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

  struct Naive {
    const std::vector<Item>& items;
    std::map<std::string, uint64_t> frequencies;  // of words

    explicit Naive(const std::vector<Item>& all) : items(all) {
      for (const Item& item : items) {
        for (const auto& [word, impact] : item.impacts) {
          ++frequencies[word];
        }
      }
    }
    uint64_t Frequency(const std::string& word) const {
      const auto it = frequencies.find(word);
      return it == frequencies.end() ? 0 : it->second;
    }

    // The score of an atom; negative when it does not match.
    int64_t Score(const QueryAtom& atom, const Item& item) const {
      int64_t score = 0;
      if (atom.is_prefix) {
        uint64_t frequency = 0;
        int64_t best = -1;
        for (const auto& [word, count] : frequencies) {
          if (!absl::StartsWith(word, atom.words[0])) {
            continue;
          }
          frequency += count;
          const auto it = item.impacts.find(word);
          if (it != item.impacts.end()) {
            best = std::max<int64_t>(best, it->second);
          }
        }
        return best < 0 ? best : best * RarityOf(items.size(), frequency);
      }
      for (const std::string& word : atom.words) {
        const auto it = item.impacts.find(word);
        if (it == item.impacts.end()) {
          return -1;
        }
        score += static_cast<int64_t>(it->second) * RarityOf(items.size(), Frequency(word));
      }
      return atom.phrase.empty() || std::any_of(item.texts.begin(), item.texts.end(),
                                                [&](const std::string& text) {
                                                  return HoldsPhrase(text, atom.phrase);
                                                })
                 ? score
                 : -1;
    }

    int64_t Score(const SearchQuery& query, const Item& item) const {
      int64_t sum = 0;
      for (const QueryClause& clause : query.clauses) {
        int64_t best = -1;
        for (const QueryAtom& atom : clause.any_of) {
          best = std::max(best, Score(atom, item));
        }
        if ((best < 0) != clause.is_excluded) {
          return -1;
        }
        sum += clause.is_excluded ? 0 : best;
      }
      return sum;
    }
  };

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
      arguments->known = random_.Below(4) > 0 ? &known_facts_ : nullptr;  // kept over all writes
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
  BucketFactsCache known_facts_{2000};
};

INSTANTIATE_TEST_SUITE_P(Memory, SearchTest, testing::Values(EngineFactory(&NewMemoryEngine)));
INSTANTIATE_TEST_SUITE_P(RocksDb, SearchTest, testing::Values(EngineFactory(&NewRocksDb)));

TEST_P(SearchTest, EverySearchIsWhatANaiveReaderFinds) {
  Fill(60);
  ASSERT_TRUE(CheckConsistency(*engine_->GetSnapshot())->problems.empty());
  int hits = 0;
  for (int i = 0; i < 500; ++i) {
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
  EXPECT_GT(hits, 200) << "the queries match too little to prove anything";
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

// The tables of the naive reader: per key, how many matches, documents, sources and holders.
struct Counted {
  int64_t count = 0;
  std::set<std::string> documents, sources, holders;
};

TEST_P(SearchTest, CountsAreThoseOfANaiveReader) {
  Fill(60);
  const CallContext call;
  const char* kinds[] = {"month", "day", "source", "holder", "act", "target", "language", "year"};
  for (int i = 0; i < 150; ++i) {
    v1::AggregateClaimsRequest request;
    request.set_parent("corpora/news");
    request.set_query(random_.Below(2) == 0 ? "" : RandomSearchQuery(random_));
    request.set_filter(RandomSearchFilter(Space::kClaim, random_));
    const std::string by = kinds[random_.Below(8)];
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
    ASSERT_TRUE(AggregateClaims(*engine_->GetSnapshot(), request, call, &budget, &response).ok());
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

// So few claims are there that every embedding is compared: the answer is exact.
TEST_P(SearchTest, TheNearestAreThoseOfLargestCosine) {
  Fill(40);
  const CallContext call;
  for (int i = 0; i < 50; ++i) {
    std::string wanted;
    while (wanted.size() != 96) {
      wanted = RandomEmbedding(96);
    }
    const std::string filter = i % 2 == 0 ? "" : "document.language = en";
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
    const auto compared = CompareSketches(*snapshot, "news", wanted, bound, 7, call, &reader);
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
