#include "analyze/parse/tree.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace standpoint {
namespace {

constexpr uint32_t kNone = 0xffffffff;
constexpr double kForbidden = -std::numeric_limits<double>::infinity();
constexpr double kLowest = -1e12;  // what a score that is no number counts as

// Grows a path backwards along the best arcs into each node; where it meets itself, the cycle becomes one node whose arcs keep
// what they cost more than the cycle's own; where it meets a node that hangs on the root, all of it does. Nodes are numbered: 0
// the root, 1 to size the words, those above are cycles; a cycle keeps its arcs in the row of its first member.
class Branching {
 public:
  explicit Branching(const ArcScores& arcs) : size_(arcs.size), columns_(arcs.size + 1) {
    for (uint32_t node = 0; node < links_.size(); ++node) {
      links_[node] = node;
    }
    Read(arcs);
  }

  void Run(uint32_t* heads) {
    next_node_ = static_cast<uint32_t>(columns_);
    for (uint32_t node = 0; node < columns_; ++node) {
      rows_[node] = node;
    }
    marks_[0] = kHangs;
    for (uint32_t word = 1; word <= size_; ++word) {
      if (marks_[Top(word)] != kHangs) {
        Grow(Top(word));
      }
    }
    Expand(heads);
  }

 private:
  enum Mark : uint8_t { kFree, kOnPath, kHangs };

  double& Score(uint32_t row, uint32_t head) { return scores_[row * columns_ + head]; }
  uint32_t& Origin(uint32_t row, uint32_t head) { return origins_[row * columns_ + head]; }

  void Read(const ArcScores& arcs) {
    double least = 0;
    double most = 0;
    for (uint32_t i = 1; i <= size_; ++i) {
      for (uint32_t head = 0; head <= size_; ++head) {
        const double score = arcs.at(i - 1, head);
        Score(i, head) = std::isfinite(score) ? score : kLowest;
        Origin(i, head) = i;
        if (head != i) {
          least = std::min(least, Score(i, head));
          most = std::max(most, Score(i, head));
        }
      }
      Score(i, i) = kForbidden;
    }
    // So much less for each root that one root is always better than two.
    const double penalty = (most - least) * static_cast<double>(size_ + 1) + 1;
    for (uint32_t i = 1; i <= size_; ++i) {
      Score(i, 0) -= penalty;
    }
  }

  // The node that a node is in, cycles within cycles.
  uint32_t Top(uint32_t node) {
    while (links_[node] != node) {
      links_[node] = links_[links_[node]];
      node = links_[node];
    }
    return node;
  }

  // The best arc into the node from outside of it; returns the node where it begins.
  uint32_t FindBest(uint32_t node) {
    const uint32_t row = rows_[node];
    uint32_t best = kNone;
    double most = kForbidden;
    for (uint32_t head = 0; head <= size_; ++head) {
      const double score = Score(row, head);
      if (score > most) {
        if (Top(head) == node) {
          Score(row, head) = kForbidden;  // both ends are in the cycle now
          continue;
        }
        most = score;
        best = head;
      }
    }
    best_heads_[node] = best;
    best_dependents_[node] = Origin(row, best);
    most_[node] = most;
    return Top(best);
  }

  void Grow(uint32_t node) {
    path_.clear();
    while (marks_[node] != kHangs) {
      if (marks_[node] == kOnPath) {
        node = Contract(node);
        continue;
      }
      marks_[node] = kOnPath;
      path_.push_back(node);
      node = FindBest(node);
    }
    for (const uint32_t on_path : path_) {
      marks_[on_path] = kHangs;
    }
  }

  // The path from `first` on is a cycle: it becomes one node, which is returned and not on the path yet.
  uint32_t Contract(uint32_t first) {
    const uint32_t cycle = next_node_++;
    rows_[cycle] = rows_[first];
    gains_.assign(columns_, kForbidden);
    gain_origins_.assign(columns_, 0);
    bool last = false;
    while (!last) {
      const uint32_t member = path_.back();
      path_.pop_back();
      last = member == first;
      parents_[member] = cycle;
      links_[member] = cycle;
      AddGains(rows_[member], most_[member]);
    }
    for (uint32_t head = 0; head <= size_; ++head) {
      Score(rows_[cycle], head) = gains_[head];
      Origin(rows_[cycle], head) = gain_origins_[head];
    }
    return cycle;
  }

  // What a member of the cycle would gain by another arc than its best.
  void AddGains(uint32_t row, double most) {
    for (uint32_t head = 0; head <= size_; ++head) {
      const double gain = Score(row, head) - most;
      if (gain > gains_[head]) {
        gains_[head] = gain;
        gain_origins_[head] = Origin(row, head);
      }
    }
  }

  // From the outermost cycles inwards: the arc into a cycle takes the place of one within it.
  void Expand(uint32_t* heads) {
    for (uint32_t node = next_node_; node-- > columns_;) {
      const uint32_t head = best_heads_[node];
      const uint32_t dependent = best_dependents_[node];
      uint32_t inner = dependent;
      while (parents_[inner] != node) {
        inner = parents_[inner];
      }
      best_heads_[inner] = head;
      best_dependents_[inner] = dependent;
    }
    for (uint32_t word = 1; word <= size_; ++word) {
      heads[word - 1] = best_heads_[word];
    }
  }

  const size_t size_;
  const size_t columns_;
  uint32_t next_node_ = 0;
  std::vector<double> scores_ = std::vector<double>(columns_ * columns_);
  std::vector<uint32_t> origins_ = std::vector<uint32_t>(columns_ * columns_);  // dependents
  // By node.
  std::vector<uint32_t> rows_ = std::vector<uint32_t>(2 * columns_);
  std::vector<double> most_ = std::vector<double>(2 * columns_);
  std::vector<uint32_t> parents_ = std::vector<uint32_t>(2 * columns_, kNone);
  std::vector<uint32_t> links_ = std::vector<uint32_t>(2 * columns_);
  std::vector<uint32_t> best_heads_ = std::vector<uint32_t>(2 * columns_, kNone);
  std::vector<uint32_t> best_dependents_ = std::vector<uint32_t>(2 * columns_, kNone);
  std::vector<uint8_t> marks_ = std::vector<uint8_t>(2 * columns_, kFree);
  std::vector<uint32_t> path_;
  std::vector<double> gains_;
  std::vector<uint32_t> gain_origins_;
};

}  // namespace

bool IsTree(const uint32_t* heads, size_t size, std::vector<uint8_t>& marks) {
  enum : uint8_t { kFree, kOnPath, kHangs };
  if (std::count(heads, heads + size, 0u) != 1) {
    return false;
  }
  marks.assign(size + 1, kFree);
  marks[0] = kHangs;
  for (size_t word = 1; word <= size; ++word) {
    size_t node = word;
    while (marks[node] == kFree) {
      marks[node] = kOnPath;
      node = heads[node - 1];
    }
    if (marks[node] == kOnPath) {
      return false;
    }
    for (node = word; marks[node] == kOnPath; node = heads[node - 1]) {
      marks[node] = kHangs;
    }
  }
  return true;
}

void BestTree(const ArcScores& arcs, uint32_t* heads) { Branching(arcs).Run(heads); }

}  // namespace standpoint
