// Chunks and pieces against plain maps.

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "store/chunk/piece_list.h"
#include "store/chunk/posting_chunk.h"

namespace standpoint {
namespace {

std::vector<ChunkPosting> RandomPostings(std::mt19937& random, int count, uint32_t range) {
  const bool has_positions = random() % 2 == 0;
  std::map<uint16_t, uint8_t> by_offset;
  for (int i = 0; i < count; ++i) {
    by_offset[static_cast<uint16_t>(random() % range)] = static_cast<uint8_t>(1 + random() % 63);
  }
  std::vector<ChunkPosting> postings;
  for (const auto& [offset, impact] : by_offset) {
    postings.push_back(
        {offset, impact, static_cast<uint8_t>(has_positions ? random() % (kMaxPosition + 1) : 0)});
  }
  return postings;
}

TEST(PostingChunkTest, PostingsComeBackAndTheDirectoryBoundsThem) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const auto postings =
        RandomPostings(random, 1 + random() % (round % 3 == 0 ? 5 : 2000), 1 + random() % 65536);
    const std::string bytes = EncodeChunk(postings, {});
    PostingChunk chunk;
    ASSERT_TRUE(chunk.Parse(bytes));
    ASSERT_EQ(chunk.size(), postings.size());
    std::vector<ChunkPosting> back;
    ASSERT_TRUE(chunk.DecodeAll(&back));
    EXPECT_EQ(back, postings);
    for (uint32_t i = 0; i < chunk.block_count(); ++i) {
      PostingChunk::Block block;
      ASSERT_TRUE(chunk.Decode(i, &block));
      for (uint32_t at = 0; at < block.size; ++at) {
        EXPECT_LE(block.offsets[at], chunk.block_last(i));
        EXPECT_LE(block.impacts[at], chunk.block_max_impact(i));
        EXPECT_LE(block.impacts[at], chunk.max_impact());
      }
    }
    for (size_t cut = 1; cut < std::min<size_t>(bytes.size(), 60); ++cut) {
      PostingChunk broken;
      std::vector<ChunkPosting> ignored;
      EXPECT_FALSE(broken.Parse(bytes.substr(0, cut)) && broken.DecodeAll(&ignored)) << cut;
    }
  }
}

TEST(PostingChunkTest, CombiningInAnyStepsIsTheSame) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    // Offsets are given once and taken away once, later.
    std::map<uint16_t, uint8_t> expected;
    std::vector<std::string> values;
    uint32_t next = 0;
    for (int step = 0; step < 8 && next < 60000; ++step) {
      std::vector<ChunkPosting> postings;
      for (int n = random() % 200; n > 0; --n) {
        next += 1 + random() % 20;
        postings.push_back({static_cast<uint16_t>(next), static_cast<uint8_t>(1 + random() % 63)});
        expected[postings.back().offset] = postings.back().impact;
      }
      std::set<uint16_t> removed;
      for (int n = random() % 20; n > 0 && !expected.empty(); --n) {
        const auto gone = std::next(expected.begin(), random() % expected.size());
        removed.insert(gone->first);
        expected.erase(gone);
      }
      values.push_back(EncodeChunk(postings, {}));
      values.push_back(EncodeChunk({}, std::vector<uint16_t>(removed.begin(), removed.end())));
    }
    std::string steps;
    for (size_t i = 0; i < values.size();) {
      std::string part;
      std::vector<absl::string_view> some;
      for (size_t n = 1 + random() % 4; n > 0 && i < values.size(); --n) {
        some.push_back(values[i++]);
      }
      ASSERT_TRUE(CombineChunks(some, false, &part));
      const std::string before = steps;
      ASSERT_TRUE(CombineChunks({before, part}, true, &steps));
    }
    std::string at_once;
    ASSERT_TRUE(CombineChunks(std::vector<absl::string_view>(values.begin(), values.end()), true,
                              &at_once));
    EXPECT_EQ(steps, at_once);
    PostingChunk chunk;
    std::vector<ChunkPosting> postings;
    ASSERT_TRUE(chunk.Parse(at_once) && chunk.DecodeAll(&postings));
    std::map<uint16_t, uint8_t> found;
    for (const ChunkPosting& posting : postings) {
      found[posting.offset] = posting.impact;
    }
    EXPECT_EQ(found, expected);
    EXPECT_FALSE(chunk.has_removals());
  }
}

TEST(PieceListTest, PiecesComeBackAndRemovalsTakeThemAway) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    std::map<uint32_t, std::pair<uint32_t, std::string>> expected;
    std::vector<std::string> values;
    uint32_t next = 0;
    for (int step = 0; step < 6; ++step) {
      PieceWriter writer;
      for (int n = random() % 10; n > 0; --n) {
        const std::string payload(random() % 300, 'x');
        const uint32_t count = 1 + random() % 50;
        writer.Add({next, count, false, payload});
        expected[next] = {count, payload};
        next += count + random() % 3;
      }
      values.push_back(writer.Finish());
      if (!expected.empty() && random() % 2 == 0) {
        const auto gone = std::next(expected.begin(), random() % expected.size());
        PieceWriter removal;
        removal.Add({gone->first, gone->second.first, true, ""});
        values.push_back(removal.Finish());
        expected.erase(gone);
      }
    }
    std::string some;
    ASSERT_TRUE(CombinePieces({values[0], values[1]}, false, &some));
    std::vector<absl::string_view> rest = {some};
    rest.insert(rest.end(), values.begin() + 2, values.end());
    std::string all;
    ASSERT_TRUE(CombinePieces(rest, true, &all));
    std::map<uint32_t, std::pair<uint32_t, std::string>> found;
    PieceReader reader(all);
    for (Piece piece; reader.Next(&piece);) {
      EXPECT_FALSE(piece.is_removal);
      found[piece.offset] = {piece.count, std::string(piece.payload)};
    }
    EXPECT_FALSE(reader.broken());
    EXPECT_EQ(found, expected);
  }
}

// Whatever is passed over, what lies at the offset is found.
TEST(PieceListTest, SkippingFindsThePieceOfAnOffset) {
  std::mt19937 random(4);
  for (int round = 0; round < 200; ++round) {
    PieceWriter writer;
    std::vector<Piece> pieces;
    uint32_t next = 0;
    for (int n = 1 + random() % 300; n > 0; --n) {
      pieces.push_back({next + static_cast<uint32_t>(random() % 3),
                        1 + static_cast<uint32_t>(random() % 50), false, "p"});
      writer.Add(pieces.back());
      next = pieces.back().offset + pieces.back().count;
    }
    const std::string list = writer.Finish();
    PieceReader reader(list);
    Piece piece;
    for (uint32_t offset = 0; offset < next; offset += 1 + random() % (round * 10 + 1)) {
      reader.SkipTowards(offset);
      while (piece.offset + piece.count <= offset) {
        ASSERT_TRUE(reader.Next(&piece));
      }
      const auto expected = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) {
        return offset < p.offset + p.count;
      });
      EXPECT_EQ(piece.offset, expected->offset);
      EXPECT_EQ(piece.count, expected->count);
    }
  }
}

}  // namespace
}  // namespace standpoint
