#include "analyze/parse/tree.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

double Total(const ArcScores& arcs, const std::vector<uint32_t>& heads) {
  double total = 0;
  for (size_t i = 0; i < heads.size(); ++i) {
    total += arcs.at(i, heads[i]);
  }
  return total;
}

// Follows the heads from each word: at most `size` steps to the root.
bool ReachesRoot(const std::vector<uint32_t>& heads) {
  size_t roots = 0;
  for (size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] == 0 ? 1 : 0;
    size_t node = i + 1;
    for (size_t steps = 0; node != 0; node = heads[node - 1]) {
      if (++steps > heads.size()) {
        return false;
      }
    }
  }
  return roots == 1;
}

// All assignments of heads.
double BestByTrial(const ArcScores& arcs) {
  std::vector<uint32_t> heads(arcs.size, 0);
  double best = -std::numeric_limits<double>::infinity();
  while (true) {
    if (ReachesRoot(heads)) {
      best = std::max(best, Total(arcs, heads));
    }
    size_t i = 0;
    while (i < heads.size() && ++heads[i] > heads.size()) {
      heads[i++] = 0;
    }
    if (i == heads.size()) {
      return best;
    }
  }
}

TEST(TreeTest, BestTreeIsTheBestOfAll) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> uniform(-5, 5);
  std::uniform_int_distribution<int> coarse(0, 2);
  for (int round = 0; round < 600; ++round) {
    const size_t size = 1 + static_cast<size_t>(round) % 5;
    std::vector<float> scores(size * (size + 3));
    for (float& score : scores) {
      score = round % 3 == 0 ? static_cast<float>(coarse(random)) : uniform(random);
    }
    const ArcScores arcs = {scores.data(), size, size + 3};
    std::vector<uint32_t> heads(size);
    BestTree(arcs, heads.data());
    ASSERT_TRUE(ReachesRoot(heads)) << round;
    ASSERT_NEAR(Total(arcs, heads), BestByTrial(arcs), 1e-4) << round;
  }
}

TEST(TreeTest, IsTreeKnowsTrees) {
  std::mt19937 random(11);
  std::vector<uint8_t> marks;
  size_t trees = 0;
  for (int round = 0; round < 3000; ++round) {
    const size_t size = 1 + static_cast<size_t>(round) % 6;
    std::uniform_int_distribution<uint32_t> head(0, static_cast<uint32_t>(size));
    std::vector<uint32_t> heads(size);
    for (uint32_t& h : heads) {
      h = head(random);
    }
    ASSERT_EQ(IsTree(heads.data(), size, marks), ReachesRoot(heads)) << round;
    trees += ReachesRoot(heads) ? 1 : 0;
  }
  EXPECT_GT(trees, 100u);
}

TEST(TreeTest, LargeAndHostileScoresGiveATree) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> uniform(-5, 5);
  for (const size_t size : {1, 2, 40, 256}) {
    for (const float odd :
         {0.0F, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
          -std::numeric_limits<float>::infinity(), 3e38F}) {
      std::vector<float> scores(size * (size + 1));
      for (float& score : scores) {
        score = random() % 2 == 0 ? odd : uniform(random);
      }
      std::vector<uint32_t> heads(size);
      BestTree({scores.data(), size, size + 1}, heads.data());
      ASSERT_TRUE(ReachesRoot(heads)) << size << " " << odd;
    }
  }
}

// Cycles within cycles: word i wants i + 1, the last the first, and pairs want each other.
TEST(TreeTest, NestedCycles) {
  constexpr size_t kSize = 64;
  std::vector<float> scores(kSize * (kSize + 1), -100);
  for (size_t i = 0; i < kSize; ++i) {
    scores[i * (kSize + 1) + (i ^ 1) + 1] = 10;
    scores[i * (kSize + 1) + (i ^ 3) + 1] = 9;
    scores[i * (kSize + 1) + (i ^ 8) + 1] = 8;
    scores[i * (kSize + 1) + (i + 16) % kSize + 1] = 7;
  }
  scores[17 * (kSize + 1)] = -50;
  std::vector<uint32_t> heads(kSize);
  BestTree({scores.data(), kSize, kSize + 1}, heads.data());
  EXPECT_TRUE(ReachesRoot(heads));
  EXPECT_EQ(heads[17], 0u);
}

}  // namespace
}  // namespace standpoint
