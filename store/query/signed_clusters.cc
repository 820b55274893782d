#include "store/query/signed_clusters.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

#include "store/query/joined_sets.h"

namespace standpoint {
namespace {

constexpr int kMaxPasses = 20;

using Weights = std::map<size_t, int64_t>;  // by the other end

std::vector<Weights> Adjacency(size_t vertices, absl::Span<const SignedEdge> edges) {
  std::vector<Weights> adjacent(vertices);
  for (const SignedEdge& edge : edges) {
    adjacent[edge.a][edge.b] += edge.weight;
    adjacent[edge.b][edge.a] += edge.weight;
  }
  return adjacent;
}

// Joins clusters, each named by its least vertex.
class Contraction {
 public:
  explicit Contraction(std::vector<Weights> adjacent)
      : adjacent_(std::move(adjacent)), sets_(adjacent_.size()) {
    for (size_t a = 0; a < adjacent_.size(); ++a) {
      for (const auto& [b, weight] : adjacent_[a]) {
        Offer(a, b, weight);
      }
    }
  }

  std::vector<size_t> Run() {
    while (!offers_.empty()) {
      const Offered best = offers_.top();
      offers_.pop();
      const auto it = adjacent_[best.a].find(best.b);
      if (it != adjacent_[best.a].end() && it->second == best.weight) {
        Join(best.a, best.b);
      }
    }
    std::vector<size_t> clusters;
    for (size_t vertex = 0; vertex < adjacent_.size(); ++vertex) {
      clusters.push_back(sets_.Root(vertex));
    }
    return clusters;
  }

 private:
  struct Offered {
    int64_t weight;
    size_t a;
    size_t b;

    bool operator<(const Offered& other) const {  // the best on top
      return std::make_tuple(weight, other.a, other.b) < std::make_tuple(other.weight, a, b);
    }
  };

  void Offer(size_t a, size_t b, int64_t weight) {
    if (a < b && weight > 0) {
      offers_.push({weight, a, b});
    }
  }

  void Join(size_t kept, size_t gone) {
    sets_.Join(kept, gone);
    adjacent_[kept].erase(gone);
    for (const auto& [other, weight] : adjacent_[gone]) {
      if (other != kept) {
        const int64_t sum = adjacent_[kept][other] += weight;
        adjacent_[other].erase(gone);
        adjacent_[other][kept] = sum;
        Offer(std::min(kept, other), std::max(kept, other), sum);
      }
    }
    adjacent_[gone].clear();
  }

  std::vector<Weights> adjacent_;  // of clusters
  JoinedSets sets_;
  std::priority_queue<Offered> offers_;
};

// Moves the vertex where it gains most; false when it gains nowhere.
bool Move(size_t vertex, const Weights& adjacent, std::vector<size_t>* clusters) {
  const size_t own = (*clusters)[vertex];
  Weights sums;
  sums[own] += 0;
  for (const auto& [other, weight] : adjacent) {
    sums[(*clusters)[other]] += weight;
  }
  size_t best = own;
  int64_t most = sums[own];
  for (const auto& [cluster, sum] : sums) {
    if (sum > most) {
      best = cluster;
      most = sum;
    }
  }
  if (most < 0) {  // a cluster of its own, under a name that no other has
    (*clusters)[vertex] = clusters->size() + vertex;
    return (*clusters)[vertex] != own;
  }
  (*clusters)[vertex] = best;
  return best != own;
}

// Each cluster by its least vertex.
void Rename(std::vector<size_t>* clusters) {
  std::map<size_t, size_t> least;
  for (size_t vertex = 0; vertex < clusters->size(); ++vertex) {
    (*clusters)[vertex] = least.try_emplace((*clusters)[vertex], vertex).first->second;
  }
}

}  // namespace

std::vector<size_t> ClusterSigned(size_t vertices, absl::Span<const SignedEdge> edges) {
  const std::vector<Weights> adjacent = Adjacency(vertices, edges);
  std::vector<size_t> clusters = Contraction(adjacent).Run();
  bool moved = true;
  for (int pass = 0; moved && pass < kMaxPasses; ++pass) {
    moved = false;
    for (size_t vertex = 0; vertex < vertices; ++vertex) {
      if (Move(vertex, adjacent[vertex], &clusters)) {
        moved = true;
        Rename(&clusters);
      }
    }
  }
  return clusters;
}

}  // namespace standpoint
