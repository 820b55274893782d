#include "router/query/word_weights.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "router/fleet/store_methods.h"
#include "store/index/impact.h"
#include "store/query/search/matcher.h"

namespace standpoint {
namespace {

using internal::v1::CountWordsRequest;
using internal::v1::CountWordsResponse;

// What the weights depend on.
std::string KeyOf(const CountWordsRequest& request) {
  switch (request.words_case()) {
    case CountWordsRequest::kSearchClaims:
      return absl::StrCat("c ", request.search_claims().parent(), " ",
                          request.search_claims().query());
    case CountWordsRequest::kSearchDocuments:
      return absl::StrCat("d ", request.search_documents().parent(), " ",
                          request.search_documents().query());
    default:
      return absl::StrCat("p ", request.proposition().parent(), " ",
                          absl::StrJoin(request.proposition().terms(), " "));
  }
}

// The weights that one store with all of it would have.
absl::StatusOr<std::vector<uint32_t>> Weigh(
    const std::vector<std::optional<CountWordsResponse>>& parts) {
  uint64_t total = 0;
  std::vector<uint64_t> counts;
  std::vector<std::set<std::string>> beginning;  // with the prefix
  std::vector<std::string> prefixes;
  for (const std::optional<CountWordsResponse>& part : parts) {
    if (!part) {
      continue;
    }
    const auto size = static_cast<size_t>(part->words_size());
    if (!counts.empty() && counts.size() != size) {
      return MakeError(absl::StatusCode::kInternal, "SHARD_ANSWER_MALFORMED",
                       "shards cut a query to different words");
    }
    counts.resize(size);
    beginning.resize(size);
    prefixes.resize(size);
    total += part->total();
    for (size_t i = 0; i < size; ++i) {
      const CountWordsResponse::Word& word = part->words(static_cast<int>(i));
      counts[i] += word.count();
      beginning[i].insert(word.any().begin(), word.any().end());
      prefixes[i] = word.prefix();
    }
  }
  std::vector<uint32_t> weights;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (beginning[i].size() > kMaxExpansions) {
      return TooManyExpansions(prefixes[i]);
    }
    weights.push_back(RarityOf(total, counts[i]));
  }
  return weights;
}

}  // namespace

absl::StatusOr<std::vector<uint32_t>> WordWeights::Get(Spread& spread,
                                                       const CountWordsRequest& request,
                                                       int rounds_left) {
  const std::string key = KeyOf(request);
  const absl::Time now = clock_->Now();
  if (max_age_ > absl::ZeroDuration()) {
    const absl::MutexLock lock(&mu_);
    const auto it = kept_.find(key);
    if (it != kept_.end() && now < it->second.until) {
      return it->second.weights;
    }
  }
  ASSIGN_OR_RETURN(const auto parts, spread.Ask(kCountWords, request, rounds_left));
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i]) {
      spread.NoteDocuments(i, parts[i]->corpus_documents());
    }
  }
  ASSIGN_OR_RETURN(std::vector<uint32_t> weights, Weigh(parts));
  if (max_age_ > absl::ZeroDuration() && spread.missing().empty()) {
    const absl::MutexLock lock(&mu_);
    if (kept_.size() >= kMaxKept) {
      kept_.clear();
    }
    kept_[key] = {now + max_age_, weights};
  }
  return weights;
}

}  // namespace standpoint
