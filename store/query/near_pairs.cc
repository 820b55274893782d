#include "store/query/near_pairs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "store/query/search/nearest.h"

namespace standpoint {
namespace {

// Terms as numbers, with their weights.
class WeighedTerms {
 public:
  explicit WeighedTerms(absl::Span<const PropositionFeatures> texts) {
    absl::flat_hash_map<std::string, size_t> numbers;
    std::vector<size_t> counts;
    for (const PropositionFeatures& text : texts) {
      std::vector<size_t>& terms = terms_.emplace_back();
      for (const std::string& term : text.terms) {
        const auto [it, is_new] = numbers.try_emplace(term, numbers.size());
        if (is_new) {
          counts.push_back(0);
        }
        ++counts[it->second];
        terms.push_back(it->second);
      }
      std::sort(terms.begin(), terms.end());
    }
    for (const size_t count : counts) {
      weights_.push_back(
          std::log(1 + static_cast<double>(texts.size()) / static_cast<double>(count)));
    }
    for (const std::vector<size_t>& terms : terms_) {
      sums_.push_back(WeightOf(terms));
    }
  }

  // The weight of the shared terms in that of all terms of both. Range [0, 1].
  double Shared(size_t i, size_t j) const {
    std::vector<size_t> shared;
    std::set_intersection(terms_[i].begin(), terms_[i].end(), terms_[j].begin(), terms_[j].end(),
                          std::back_inserter(shared));
    const double weight = WeightOf(shared);
    const double all = sums_[i] + sums_[j] - weight;
    return all > 0 ? weight / all : 0;
  }

 private:
  double WeightOf(const std::vector<size_t>& terms) const {
    double sum = 0;
    for (const size_t term : terms) {
      sum += weights_[term];
    }
    return sum;
  }

  std::vector<std::vector<size_t>> terms_;  // ascending
  std::vector<double> weights_;             // by term
  std::vector<double> sums_;                // by text
};

}  // namespace

std::vector<std::pair<size_t, size_t>> FindNearPairs(absl::Span<const PropositionFeatures> texts,
                                                     size_t limit) {
  const WeighedTerms terms(texts);
  std::vector<std::vector<std::pair<double, size_t>>> others(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    for (size_t j = i + 1; j < texts.size(); ++j) {
      const double far = -terms.Shared(i, j) - CosineOf(texts[i].embedding, texts[j].embedding);
      others[i].emplace_back(far, j);
      others[j].emplace_back(far, i);
    }
  }
  std::vector<std::pair<size_t, size_t>> pairs;
  for (size_t i = 0; i < texts.size(); ++i) {
    const size_t taken = std::min(limit, others[i].size());
    std::partial_sort(others[i].begin(), others[i].begin() + static_cast<std::ptrdiff_t>(taken),
                      others[i].end());
    for (size_t k = 0; k < taken; ++k) {
      pairs.push_back(std::minmax(i, others[i][k].second));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace standpoint
