#include "store/query/candidates.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/query/plan.h"
#include "store/query/posting_cursor.h"
#include "store/record/coding.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr int kCheckEvery = 1024;

// A claim as 15 bytes, which a string holds without allocating.
std::string ClaimKey(const DocumentRef& ref, uint32_t ordinal) {
  std::string key = ref.bytes;
  AppendBigEndian(ordinal, kOrdinalSize, &key);
  return key;
}

struct Score {
  double sum = 0;
  TimeRank time = 0;
};

using Scores = absl::flat_hash_map<std::string, Score>;

absl::StatusOr<int64_t> ClaimsOf(const Snapshot& snapshot, absl::string_view corpus) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found, snapshot.Get(Family::kMeta, CorpusKey(corpus), &bytes));
  if (!found) {
    return 0;
  }
  ASSIGN_OR_RETURN(const CorpusCounts counts, DecodeCorpusCounts(bytes));
  return counts.claims;
}

absl::Status AddTerm(const Snapshot& snapshot, absl::string_view corpus, const std::string& term,
                     int64_t claims, const CallContext& call, Scores* scores) {
  ListPlan plan;
  plan.kind = IndexKind::kClaimByTerm;
  plan.prefix = PostingPrefix(corpus, plan.kind, term);
  PostingCursor cursor(snapshot, plan, /*newest_first=*/true);
  std::vector<std::pair<std::string, TimeRank>> found;
  std::vector<uint32_t> ordinals;
  int entries = 0;
  for (cursor.SeekToFirst();
       cursor.Valid() && static_cast<int64_t>(found.size()) < kMaxPostingsPerTerm; cursor.Next()) {
    if (++entries % kCheckEvery == 0) {
      RETURN_IF_ERROR(call.Check());
    }
    if (!DecodeOrdinals(cursor.ordinals(), &ordinals)) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "an index entry cannot be read");
    }
    for (const uint32_t ordinal : ordinals) {
      found.emplace_back(ClaimKey(cursor.position().ref, ordinal), cursor.position().time);
    }
  }
  RETURN_IF_ERROR(cursor.status());
  const double rarity = std::log1p(static_cast<double>(claims) /
                                   static_cast<double>(std::max<size_t>(1, found.size())));
  for (const auto& [key, time] : found) {
    Score& score = (*scores)[key];
    score.sum += rarity;
    score.time = time;
  }
  return absl::OkStatus();
}

bool IsBefore(const Candidate& a, const Candidate& b) {
  // The undated have the highest rank, and come last.
  const auto age = [](const Candidate& c) {
    return c.position.time == kUndated ? kUndated : kUndated - 1 - c.position.time;
  };
  return std::make_tuple(-a.score, age(a), absl::string_view(a.position.ref.bytes), a.ordinal) <
         std::make_tuple(-b.score, age(b), absl::string_view(b.position.ref.bytes), b.ordinal);
}

}  // namespace

absl::StatusOr<std::vector<Candidate>> FindCandidates(const Snapshot& snapshot,
                                                      absl::string_view corpus,
                                                      absl::Span<const std::string> terms,
                                                      const CallContext& call) {
  ASSIGN_OR_RETURN(const int64_t claims, ClaimsOf(snapshot, corpus));
  Scores scores;
  for (const std::string& term : terms.subspan(0, kMaxPropositionTerms)) {
    RETURN_IF_ERROR(AddTerm(snapshot, corpus, term, claims, call, &scores));
  }
  std::vector<Candidate> candidates;
  candidates.reserve(scores.size());
  for (const auto& [key, score] : scores) {
    Candidate& candidate = candidates.emplace_back();
    candidate.score = score.sum;
    candidate.position = {score.time, {key.substr(0, DocumentRef::kSize)}};
    uint64_t ordinal = 0;
    ByteReader(absl::string_view(key).substr(DocumentRef::kSize))
        .ReadBigEndian(kOrdinalSize, &ordinal);
    candidate.ordinal = static_cast<uint32_t>(ordinal);
  }
  std::sort(candidates.begin(), candidates.end(), IsBefore);
  return candidates;
}

}  // namespace standpoint
