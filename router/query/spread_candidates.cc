#include "router/query/spread_candidates.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"
#include "router/fleet/store_methods.h"
#include "router/query/malformed_answer.h"
#include "store/query/candidates.h"
#include "store/query/place.h"

namespace standpoint {
namespace {

using internal::v1::FindCandidatesRequest;
using internal::v1::FindCandidatesResponse;
using internal::v1::ReadCandidatesRequest;
using internal::v1::ReadCandidatesResponse;

constexpr size_t kReadAtOnce = 4000;  // some megabytes of claims
constexpr int kRounds = 4;            // counting, finding, reading, and the judging between

absl::StatusOr<CandidateLists> ToLists(const FindCandidatesResponse& response) {
  CandidateLists lists;
  for (const auto& found : response.by_words()) {
    WordMatch& match = lists.by_words.emplace_back();
    match.score = found.score();
    if (!DecodePlace(found.place(), &match.place)) {
      return MalformedAnswer("candidates");
    }
  }
  for (const auto& found : response.by_vector()) {
    NearClaim& near = lists.by_vector.emplace_back();
    near.distance = found.distance();
    if (found.has_cosine()) {
      near.cosine = found.cosine();
    }
    if (!DecodePlace(found.place(), &near.place)) {
      return MalformedAnswer("candidates");
    }
  }
  lists.matching = response.matching();
  return lists;
}

}  // namespace

absl::StatusOr<Candidates> SpreadCandidates::Find(const PropositionFeatures& query, size_t limit) {
  words_.mutable_terms()->Assign(query.terms.begin(), query.terms.end());
  embedding_ = query.embedding;
  internal::v1::CountWordsRequest count;
  *count.mutable_proposition() = words_;
  ASSIGN_OR_RETURN(const std::vector<uint32_t> rarities, weights_.Get(spread_, count, kRounds));
  FindCandidatesRequest request;
  *request.mutable_words() = words_;
  request.mutable_rarities()->Assign(rarities.begin(), rarities.end());
  request.set_embedding(embedding_);
  request.set_filter(filter_);
  request.set_limit(static_cast<uint32_t>(limit));
  ASSIGN_OR_RETURN(const auto parts, spread_.Ask(kFindCandidates, request, kRounds - 1));
  CandidateLists lists;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i]) {
      ASSIGN_OR_RETURN(CandidateLists of_shard, ToLists(*parts[i]));
      MergeCandidates(std::move(of_shard), limit, &lists);
      spread_.NoteDocuments(i, parts[i]->corpus_documents());
    }
  }
  return JoinCandidates(lists, limit);
}

absl::Status SpreadCandidates::Read(absl::Span<const Candidate> candidates,
                                    std::vector<std::optional<v1::Claim>>* claims) {
  candidates = candidates.subspan(0, static_cast<size_t>(std::max<int64_t>(*left_, 0)));
  *left_ -= static_cast<int64_t>(candidates.size());
  for (size_t begin = 0; begin < candidates.size(); begin += kReadAtOnce) {
    RETURN_IF_ERROR(ReadSome(candidates.subspan(begin, kReadAtOnce), claims));
  }
  return absl::OkStatus();
}

absl::Status SpreadCandidates::ReadSome(absl::Span<const Candidate> candidates,
                                        std::vector<std::optional<v1::Claim>>* claims) {
  std::vector<std::optional<ReadCandidatesRequest>> requests(spread_.shard_count());
  std::vector<size_t> shard_of;
  for (const Candidate& candidate : candidates) {
    const size_t shard =
        spread_.map().ShardOf(arguments_.corpus, candidate.place.posting.ref.bytes);
    shard_of.push_back(shard);
    if (!requests[shard]) {
      requests[shard].emplace();
      *requests[shard]->mutable_words() = words_;
      requests[shard]->set_embedding(embedding_);
      requests[shard]->set_filter(filter_);
    }
    requests[shard]->add_places(EncodePlace(candidate.place));
  }
  std::vector<int> expected;
  for (const auto& request : requests) {
    expected.push_back(request ? request->places_size() : 0);
  }
  ASSIGN_OR_RETURN(std::vector<std::optional<ReadCandidatesResponse>> parts,
                   spread_.AskEach(kReadCandidates, std::move(requests), /*rounds_left=*/2));
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] && parts[i]->read_size() != expected[i]) {
      return MalformedAnswer("candidates");
    }
  }
  std::vector<int> next(parts.size(), 0);
  for (const size_t shard : shard_of) {
    std::optional<v1::Claim>& claim = claims->emplace_back();
    if (parts[shard]) {
      auto* const read = parts[shard]->mutable_read(next[shard]++);
      if (read->has_claim()) {
        claim = std::move(*read->mutable_claim());
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace standpoint
