// How many documents of each corpus the shards were last known to hold.

#ifndef STANDPOINT_ROUTER_MERGE_CORPUS_SHARES_H_
#define STANDPOINT_ROUTER_MERGE_CORPUS_SHARES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace standpoint {

// Remembers up to 10,000 corpora. Threads: safe.
class CorpusShares {
 public:
  // What a shard, of `shards`, says of a corpus.
  void Note(absl::string_view corpus, size_t shard, size_t shards, int64_t documents)
      ABSL_LOCKS_EXCLUDED(mu_);

  // The share of the documents of a corpus (empty: of all corpora) that are not in the shards `missing`. A shard that
  // never told is taken for as large as the others are on average. Range [0, 1].
  float ShareWithout(absl::string_view corpus, const std::set<size_t>& missing, size_t shards) const
      ABSL_LOCKS_EXCLUDED(mu_);

 private:
  using ByShard = std::vector<std::optional<int64_t>>;

  mutable absl::Mutex mu_;
  std::map<std::string, ByShard, std::less<>> corpora_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_MERGE_CORPUS_SHARES_H_
