#include "store/engine/conformance/engine_conformance.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "store/chunk/piece_list.h"

namespace standpoint {
namespace {

using Model = std::array<std::map<std::string, std::string>, kFamilies.size()>;
using Entries = std::vector<std::pair<std::string, std::string>>;

std::optional<std::string> Get(const Snapshot& snapshot, Family family, absl::string_view key) {
  std::string value;
  const auto found = snapshot.Get(family, key, &value);
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() && *found ? std::optional<std::string>(value) : std::nullopt;
}

void Put(Engine& engine, Family family, absl::string_view key, absl::string_view value) {
  WriteBatch batch;
  batch.Put(family, key, value);
  ASSERT_TRUE(engine.Write(batch, /*sync=*/true).ok());
}

Entries Forward(KeyIterator& it) {
  Entries entries;
  for (; it.Valid(); it.Next()) {
    entries.emplace_back(std::string(it.key()), std::string(it.value()));
  }
  EXPECT_TRUE(it.status().ok());
  return entries;
}

Entries Backward(KeyIterator& it) {
  Entries entries;
  for (; it.Valid(); it.Prev()) {
    entries.emplace_back(std::string(it.key()), std::string(it.value()));
  }
  EXPECT_TRUE(it.status().ok());
  return entries;
}

TEST_P(EngineConformanceTest, AbsenceIsNoError) {
  const auto snapshot = engine_->GetSnapshot();
  EXPECT_EQ(Get(*snapshot, Family::kClaim, "nothing"), std::nullopt);
  const auto values = snapshot->MultiGet(Family::kClaim, {"a", "b"});
  ASSERT_TRUE(values.ok());
  EXPECT_EQ(values->size(), 2u);
  EXPECT_FALSE((*values)[0].has_value());
}

TEST_P(EngineConformanceTest, EmptyValuesAndBinaryKeysAreKept) {
  const std::string key("\0\xFF\0", 3);
  Put(*engine_, Family::kIndex, key, "");
  const auto snapshot = engine_->GetSnapshot();
  EXPECT_EQ(Get(*snapshot, Family::kIndex, key), "");
  EXPECT_EQ(Get(*snapshot, Family::kTerm, key), std::nullopt) << "families are apart";
}

TEST_P(EngineConformanceTest, LaterOperationsOfABatchWin) {
  WriteBatch batch;
  batch.Put(Family::kMeta, "k", "1");
  batch.Delete(Family::kMeta, "k");
  batch.Put(Family::kMeta, "l", "1");
  batch.Put(Family::kMeta, "l", "2");
  ASSERT_TRUE(engine_->Write(batch, true).ok());
  const auto snapshot = engine_->GetSnapshot();
  EXPECT_EQ(Get(*snapshot, Family::kMeta, "k"), std::nullopt);
  EXPECT_EQ(Get(*snapshot, Family::kMeta, "l"), "2");
}

TEST_P(EngineConformanceTest, ARangeGoesWithWhatTheBatchPutBefore) {
  for (const char* key : {"a", "b1", "b2", "c"}) {
    Put(*engine_, Family::kClaim, key, "old");
  }
  const auto before = engine_->GetSnapshot();
  WriteBatch batch;
  batch.Put(Family::kClaim, "b3", "put before");
  batch.DeleteRange(Family::kClaim, "b", "c");
  batch.Put(Family::kClaim, "b2", "put after");
  ASSERT_TRUE(engine_->Write(batch, true).ok());
  const auto it = engine_->GetSnapshot()->NewIterator(Family::kClaim, {});
  it->SeekToFirst();
  EXPECT_EQ(Forward(*it), (Entries{{"a", "old"}, {"b2", "put after"}, {"c", "old"}}));
  EXPECT_EQ(Get(*before, Family::kClaim, "b1"), "old") << "snapshots still see it";
}

TEST_P(EngineConformanceTest, ReclaimingLeavesWhatIsThere) {
  for (int i = 0; i < 500; ++i) {
    Put(*engine_, Family::kText, "a" + std::to_string(i), std::string(2000, 'x'));
  }
  Put(*engine_, Family::kText, "b", "kept");
  WriteBatch batch;
  batch.DeleteRange(Family::kText, "a", "b");
  ASSERT_TRUE(engine_->Write(batch, true).ok());
  ASSERT_TRUE(engine_->Reclaim(PrefixRange("a")).ok());
  EXPECT_LT(engine_->Stats().disk_bytes, 100'000u);
  EXPECT_EQ(Get(*engine_->GetSnapshot(), Family::kText, "b"), "kept");
  EXPECT_TRUE(engine_->VerifyFiles().ok());
}

TEST_P(EngineConformanceTest, MergingWhatIsYoungLeavesWhatIsThere) {
  for (int round = 0; round < 4; ++round) {
    for (int i = round; i < 50; ++i) {
      Put(*engine_, Family::kText, std::to_string(i), std::to_string(round));
    }
    WriteBatch batch;
    batch.Delete(Family::kText, "49");
    ASSERT_TRUE(engine_->Write(batch, /*sync=*/true).ok());
    ASSERT_TRUE(engine_->MergeYoung().ok());
    EXPECT_EQ(engine_->Stats().level0_files, 0u);
    for (int i = 0; i < 49; ++i) {
      EXPECT_EQ(Get(*engine_->GetSnapshot(), Family::kText, std::to_string(i)),
                std::to_string(std::min(i, round)));
    }
    EXPECT_EQ(Get(*engine_->GetSnapshot(), Family::kText, "49"), std::nullopt);
  }
}

// A list of one piece, or one that takes it away.
std::string PieceAt(uint32_t offset, bool is_removal) {
  PieceWriter writer;
  writer.Add({offset, 1, is_removal, is_removal ? "" : "payload"});
  return writer.Finish();
}

std::vector<uint32_t> Offsets(const std::optional<std::string>& value) {
  std::vector<uint32_t> offsets;
  const std::string list = value.value_or("");
  PieceReader reader(list);
  for (Piece piece; reader.Next(&piece);) {
    EXPECT_FALSE(piece.is_removal);
    offsets.push_back(piece.offset);
  }
  EXPECT_FALSE(reader.broken());
  return offsets;
}

TEST_P(EngineConformanceTest, WhatIsAddedIsCombined) {
  const auto add = [&](uint32_t offset, bool is_removal) {
    WriteBatch batch;
    batch.Add(Family::kColumn, "k", PieceAt(offset, is_removal));
    ASSERT_TRUE(engine_->Write(batch, true).ok());
  };
  add(3, false);
  add(1, false);
  const auto before = engine_->GetSnapshot();
  add(3, true);
  add(7, false);
  const auto after = engine_->GetSnapshot();
  EXPECT_EQ(Offsets(Get(*before, Family::kColumn, "k")), (std::vector<uint32_t>{1, 3}));
  EXPECT_EQ(Offsets(Get(*after, Family::kColumn, "k")), (std::vector<uint32_t>{1, 7}));
  const auto it = after->NewIterator(Family::kColumn, {});
  it->SeekToFirst();
  ASSERT_TRUE(it->Valid());
  EXPECT_EQ(Offsets(std::string(it->value())), (std::vector<uint32_t>{1, 7}));
  ASSERT_TRUE(engine_->MergeYoung().ok());
  EXPECT_EQ(Offsets(Get(*after, Family::kColumn, "k")), (std::vector<uint32_t>{1, 7}));
  WriteBatch batch;
  batch.Delete(Family::kColumn, "k");
  batch.Add(Family::kColumn, "k", PieceAt(9, false));
  ASSERT_TRUE(engine_->Write(batch, true).ok());
  EXPECT_EQ(Offsets(Get(*engine_->GetSnapshot(), Family::kColumn, "k")), std::vector<uint32_t>{9});
  ASSERT_TRUE(engine_->MergeYoung().ok());
  EXPECT_EQ(Offsets(Get(*engine_->GetSnapshot(), Family::kColumn, "k")), std::vector<uint32_t>{9});
  EXPECT_EQ(Offsets(Get(*before, Family::kColumn, "k")), (std::vector<uint32_t>{1, 3}));
}

TEST_P(EngineConformanceTest, ASnapshotStandsStill) {
  Put(*engine_, Family::kMeta, "a", "1");
  Put(*engine_, Family::kMeta, "b", "1");
  const auto before = engine_->GetSnapshot();
  const auto it = before->NewIterator(Family::kMeta, {});
  Put(*engine_, Family::kMeta, "a", "2");
  WriteBatch batch;
  batch.Delete(Family::kMeta, "b");
  batch.Put(Family::kMeta, "c", "1");
  ASSERT_TRUE(engine_->Write(batch, true).ok());

  EXPECT_EQ(Get(*before, Family::kMeta, "a"), "1");
  it->SeekToFirst();
  EXPECT_EQ(Forward(*it), (Entries{{"a", "1"}, {"b", "1"}}));
  const auto after = engine_->GetSnapshot();
  const auto later = after->NewIterator(Family::kMeta, {});
  later->SeekToFirst();
  EXPECT_EQ(Forward(*later), (Entries{{"a", "2"}, {"c", "1"}}));
}

TEST_P(EngineConformanceTest, IteratorsKeepToTheirRange) {
  for (const char* key : {"a", "b1", "b2", "b3", "c"}) {
    Put(*engine_, Family::kClaim, key, key);
  }
  const auto snapshot = engine_->GetSnapshot();
  const auto it = snapshot->NewIterator(Family::kClaim, PrefixRange("b"));
  it->Seek("");
  EXPECT_EQ(Forward(*it).size(), 3u);
  it->SeekForPrev("zzz");
  EXPECT_EQ(Backward(*it), (Entries{{"b3", "b3"}, {"b2", "b2"}, {"b1", "b1"}}));
  it->SeekForPrev("a");
  EXPECT_FALSE(it->Valid());
  it->Seek("b25");
  ASSERT_TRUE(it->Valid());
  EXPECT_EQ(it->key(), "b3");
}

TEST_P(EngineConformanceTest, SizesGrowWithTheData) {
  EXPECT_EQ(engine_->ApproximateSize(Family::kTerm, PrefixRange("a")), 0u);
  for (int i = 0; i < 200; ++i) {
    Put(*engine_, Family::kTerm, "a" + std::to_string(i), std::string(1000, 'x'));
  }
  EXPECT_GT(engine_->ApproximateSize(Family::kTerm, PrefixRange("a")), 1000u);
  EXPECT_GT(engine_->Stats().disk_bytes, 1000u);
}

TEST_P(EngineConformanceTest, ReadersSeeWholeBatches) {
  std::thread writer([this] {
    for (int i = 0; i < 200; ++i) {
      WriteBatch batch;
      batch.Put(Family::kMeta, "x", std::to_string(i));
      batch.Put(Family::kText, "y", std::to_string(i));
      ASSERT_TRUE(engine_->Write(batch, false).ok());
    }
  });
  for (int i = 0; i < 200; ++i) {
    const auto snapshot = engine_->GetSnapshot();
    EXPECT_EQ(Get(*snapshot, Family::kMeta, "x"), Get(*snapshot, Family::kText, "y"));
  }
  writer.join();
}

// Compares all that a snapshot can be asked with the model.
void ExpectEqual(const Snapshot& snapshot, const Model& model, std::mt19937& random) {
  for (const Family family : kFamilies) {
    const auto& map = model[FamilyIndex(family)];
    const auto it = snapshot.NewIterator(family, {});
    it->SeekToFirst();
    ASSERT_EQ(Forward(*it), Entries(map.begin(), map.end()));
    it->SeekToLast();
    ASSERT_EQ(Backward(*it), Entries(map.rbegin(), map.rend()));
    const std::string probe(1, static_cast<char>('a' + random() % 26));
    const auto expected = map.find(probe);
    ASSERT_EQ(Get(snapshot, family, probe),
              expected == map.end() ? std::nullopt : std::optional<std::string>(expected->second));
    it->Seek(probe);
    ASSERT_EQ(Forward(*it), Entries(map.lower_bound(probe), map.end()));
    it->SeekForPrev(probe);
    ASSERT_EQ(Backward(*it),
              Entries(std::make_reverse_iterator(map.upper_bound(probe)), map.rend()));
  }
}

TEST_P(EngineConformanceTest, BehavesLikeAMapUnderRandomOperations) {
  std::mt19937 random(7);
  Model model;
  std::vector<std::pair<std::unique_ptr<Snapshot>, Model>> old;
  for (int step = 0; step < 400; ++step) {
    WriteBatch batch;
    for (size_t n = random() % 8; n > 0; --n) {
      const Family family = kFamilies[random() % kFamilies.size()];
      std::string key(1 + random() % 2, static_cast<char>('a' + random() % 26));
      if (random() % 12 == 0) {
        std::string end = key;
        ++end.back();
        batch.DeleteRange(family, key, end);
        auto& map = model[FamilyIndex(family)];
        map.erase(map.lower_bound(key), map.lower_bound(end));
      } else if (random() % 3 == 0) {
        batch.Delete(family, key);
        model[FamilyIndex(family)].erase(key);
      } else {
        const std::string value(random() % 5, static_cast<char>('0' + random() % 10));
        batch.Put(family, key, value);
        model[FamilyIndex(family)][key] = value;
      }
    }
    ASSERT_TRUE(engine_->Write(batch, random() % 16 == 0).ok());
    if (step % 40 == 0) {
      old.emplace_back(engine_->GetSnapshot(), model);
    }
    if (step % 10 == 0) {
      ExpectEqual(*engine_->GetSnapshot(), model, random);
    }
    if (old.size() > 3) {
      const size_t which = random() % old.size();
      ExpectEqual(*old[which].first, old[which].second, random);
      old.erase(old.begin() + which);
    }
  }
}

}  // namespace
}  // namespace standpoint
