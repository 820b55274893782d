// Clusters of small graphs: by hand, against a naive way to find them, and against the best that there are.

#include "store/query/signed_clusters.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

using Clusters = std::vector<size_t>;

int64_t Within(const Clusters& clusters, const std::vector<SignedEdge>& edges) {
  int64_t sum = 0;
  for (const SignedEdge& edge : edges) {
    sum += clusters[edge.a] == clusters[edge.b] ? edge.weight : 0;
  }
  return sum;
}

Clusters Renamed(Clusters clusters) {
  std::map<size_t, size_t> least;
  for (size_t i = 0; i < clusters.size(); ++i) {
    clusters[i] = least.try_emplace(clusters[i], i).first->second;
  }
  return clusters;
}

// The most that any partition has within.
int64_t Best(size_t vertices, const std::vector<SignedEdge>& edges) {
  Clusters clusters(vertices, 0);
  int64_t best = 0;
  const auto assign = [&](auto&& self, size_t vertex, size_t used) -> void {
    if (vertex == vertices) {
      best = std::max(best, Within(clusters, edges));
      return;
    }
    for (size_t cluster = 0; cluster <= used; ++cluster) {
      clusters[vertex] = cluster;
      self(self, vertex + 1, std::max(used, cluster + 1));
    }
  };
  assign(assign, 0, 0);
  return best;
}

int64_t Between(const Clusters& clusters, size_t a, size_t b,
                const std::vector<SignedEdge>& edges) {
  int64_t sum = 0;
  for (const SignedEdge& edge : edges) {
    const size_t x = clusters[edge.a];
    const size_t y = clusters[edge.b];
    sum += (x == a && y == b) || (x == b && y == a) ? edge.weight : 0;
  }
  return sum;
}

// Joins the two clusters that attract each other most, again and again, all pairs looked at each time.
Clusters NaivelyJoined(size_t vertices, const std::vector<SignedEdge>& edges) {
  Clusters clusters(vertices);
  for (size_t i = 0; i < vertices; ++i) {
    clusters[i] = i;
  }
  while (true) {
    int64_t most = 0;
    size_t kept = 0;
    size_t gone = 0;
    for (size_t a = 0; a < vertices; ++a) {
      for (size_t b = a + 1; b < vertices; ++b) {
        if (const int64_t sum = Between(clusters, a, b, edges); sum > most) {
          most = sum;
          kept = a;
          gone = b;
        }
      }
    }
    if (most == 0) {
      return clusters;
    }
    std::replace(clusters.begin(), clusters.end(), gone, kept);
  }
}

// Then moves single vertices, each to where the sum within is largest, until nothing changes.
Clusters Naively(size_t vertices, const std::vector<SignedEdge>& edges) {
  Clusters clusters = NaivelyJoined(vertices, edges);
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t vertex = 0; vertex < vertices; ++vertex) {
      Clusters best = clusters;
      for (size_t other = 0; other <= vertices; ++other) {
        Clusters tried = clusters;
        tried[vertex] = other == vertices ? 2 * vertices : clusters[other];
        if (Within(tried, edges) > Within(best, edges)) {
          best = tried;
        }
      }
      moved = moved || Within(best, edges) > Within(clusters, edges);
      clusters = Renamed(best);
    }
  }
  return clusters;
}

TEST(SignedClustersTest, NothingAndNoEdges) {
  EXPECT_EQ(ClusterSigned(0, {}), Clusters());
  EXPECT_EQ(ClusterSigned(3, {}), (Clusters{0, 1, 2}));
}

TEST(SignedClustersTest, AttractionJoinsAndRepulsionParts) {
  EXPECT_EQ(ClusterSigned(4, {{0, 1, 5}, {2, 3, 5}, {1, 2, -1}}), (Clusters{0, 0, 2, 2}));
  // Edges of the same two add up.
  EXPECT_EQ(ClusterSigned(2, {{0, 1, 5}, {1, 0, -6}}), (Clusters{0, 1}));
}

TEST(SignedClustersTest, AChainBreaksWhereItsEndsRepel) {
  // 0-1-2-3 attract one after the other; 0 and 3 repel more than the weakest link holds.
  EXPECT_EQ(ClusterSigned(4, {{0, 1, 4}, {1, 2, 2}, {2, 3, 4}, {0, 3, -3}}),
            (Clusters{0, 0, 2, 2}));
  EXPECT_EQ(ClusterSigned(4, {{0, 1, 4}, {1, 2, 2}, {2, 3, 4}, {0, 3, -1}}),
            (Clusters{0, 0, 0, 0}));
}

TEST(SignedClustersTest, AVertexMovesWhereItGainsMore) {
  // 1 is joined to 0 first (5); later 2, 3 and 4, which attract it by 6 together, are one.
  EXPECT_EQ(ClusterSigned(
                5, {{0, 1, 5}, {1, 2, 2}, {1, 3, 2}, {1, 4, 2}, {2, 3, 4}, {3, 4, 4}, {0, 3, -9}}),
            (Clusters{0, 1, 1, 1, 1}));
}

TEST(SignedClustersTest, OfEqualsTheLesserComeFirst) {
  EXPECT_EQ(ClusterSigned(3, {{1, 2, 1}, {0, 1, 1}, {0, 2, -2}}), (Clusters{0, 0, 2}));
}

TEST(SignedClustersTest, AsTheNaiveWayAndNeverBetterThanTheBest) {
  std::mt19937 random(5);
  int best = 0;
  constexpr int kGraphs = 500;
  for (int graph = 0; graph < kGraphs; ++graph) {
    const size_t vertices = 2 + random() % 6;
    std::vector<SignedEdge> edges;
    for (size_t a = 0; a < vertices; ++a) {
      for (size_t b = a + 1; b < vertices; ++b) {
        if (random() % 3 != 0) {
          edges.push_back({a, b, static_cast<int64_t>(random() % 2001) - 1000});
        }
      }
    }
    std::shuffle(edges.begin(), edges.end(), random);
    const Clusters clusters = ClusterSigned(vertices, edges);
    ASSERT_EQ(clusters, Naively(vertices, edges)) << "graph " << graph;
    const int64_t within = Within(clusters, edges);
    const int64_t most = Best(vertices, edges);
    ASSERT_LE(within, most);
    ASSERT_GE(within, Within(NaivelyJoined(vertices, edges), edges));
    best += within == most ? 1 : 0;
  }
  EXPECT_GT(best, kGraphs * 8 / 10);
}

}  // namespace
}  // namespace standpoint
