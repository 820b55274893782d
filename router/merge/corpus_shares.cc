#include "router/merge/corpus_shares.h"

namespace standpoint {
namespace {

constexpr size_t kMaxCorpora = 10'000;

}  // namespace

void CorpusShares::Note(absl::string_view corpus, size_t shard, size_t shards, int64_t documents) {
  const absl::MutexLock lock(&mu_);
  auto it = corpora_.find(corpus);
  if (it == corpora_.end()) {
    if (corpora_.size() >= kMaxCorpora) {
      return;
    }
    it = corpora_.try_emplace(std::string(corpus)).first;
  }
  ByShard& by_shard = it->second;
  if (by_shard.size() != shards) {
    by_shard.assign(shards, std::nullopt);  // of another topology
  }
  by_shard[shard] = documents;
}

float CorpusShares::ShareWithout(absl::string_view corpus, const std::set<size_t>& missing,
                                 size_t shards) const {
  std::vector<std::optional<int64_t>> known(shards);
  {
    const absl::MutexLock lock(&mu_);
    for (const auto& [name, by_shard] : corpora_) {
      if ((!corpus.empty() && name != corpus) || by_shard.size() != shards) {
        continue;
      }
      for (size_t i = 0; i < shards; ++i) {
        if (by_shard[i]) {
          known[i] = known[i].value_or(0) + *by_shard[i];
        }
      }
    }
  }
  double sum = 0;
  double tellers = 0;
  for (const auto& count : known) {
    sum += static_cast<double>(count.value_or(0));
    tellers += count ? 1 : 0;
  }
  const double usual = sum > 0 ? sum / tellers : 1;
  double all = 0;
  double regarded = 0;
  for (size_t i = 0; i < shards; ++i) {
    const double documents = known[i] && sum > 0 ? static_cast<double>(*known[i]) : usual;
    all += documents;
    regarded += missing.contains(i) ? 0 : documents;
  }
  return static_cast<float>(regarded / all);
}

}  // namespace standpoint
