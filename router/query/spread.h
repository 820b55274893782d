// One call of QueryService on its way over the shards.

#ifndef STANDPOINT_ROUTER_QUERY_SPREAD_H_
#define STANDPOINT_ROUTER_QUERY_SPREAD_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "router/fleet/fleet.h"
#include "router/fleet/shard_calls.h"
#include "router/merge/corpus_shares.h"
#include "standpoint/internal/v1/shard.pb.h"

namespace standpoint {

// What calls have in common. Threads: safe. Lifetime: all of it outlives the calls.
struct SpreadParts {
  const Fleet& fleet;
  ShardCalls& calls;
  CorpusShares& shares;
  absl::Duration shard_timeout;  // for one question
};

// Puts a consistency token where a request has it.
template <typename Request>
void SetToken(const std::string& token, Request* request) {
  request->set_min_consistency_token(token);
}
// Those of ShardService hold one of QueryService.
template <typename Request>
requires requires(Request& request) { request.mutable_list(); }
void SetToken(const std::string& token, Request* request) {
  request->mutable_list()->set_min_consistency_token(token);
}
template <typename Request>
requires requires(Request& request) { request.mutable_search(); }
void SetToken(const std::string& token, Request* request) {
  request->mutable_search()->set_min_consistency_token(token);
}
template <typename Request>
requires requires(Request& request) { request.mutable_aggregate(); }
void SetToken(const std::string& token, Request* request) {
  request->mutable_aggregate()->set_min_consistency_token(token);
}
void SetToken(const std::string& token, internal::v1::CountWordsRequest* request);
void SetToken(const std::string& token, internal::v1::FindCandidatesRequest* request);
void SetToken(const std::string& token, internal::v1::ReadCandidatesRequest* request);

// Asks all shards, in one round or several, remembers who did not answer and says so in the response. Each shard waits for
// those of the call's writes that are its own. Threads: one at a time. Lifetime: within the call.
class Spread {
 public:
  // `corpus`: whose share is told where shards are missing; empty: of all. Errors: INVALID_ARGUMENT for field
  // "min_consistency_token".
  static absl::StatusOr<Spread> Begin(const SpreadParts& parts, const CallContext& call,
                                      absl::string_view corpus, absl::string_view token,
                                      absl::string_view token_field = "min_consistency_token");

  const ShardMap& map() const { return *map_; }
  size_t shard_count() const { return map_->shards().size(); }

  // Asks every shard that answered so far. One part per shard; absent for those that did not answer. `rounds_left`: how
  // many rounds share the time, this one included. Errors: what a shard answers; UNAVAILABLE, reason SHARD_UNREACHABLE, when
  // none is left; CANCELLED.
  template <typename Request, typename Response>
  absl::StatusOr<std::vector<std::optional<Response>>> Ask(
      const ShardMethod<Request, Response>& method, const Request& request, int rounds_left = 1) {
    std::vector<std::optional<Request>> requests(shard_count());
    std::fill(requests.begin(), requests.end(), request);
    return AskEach(method, std::move(requests), rounds_left);
  }

  // The same with a request for each shard; those without one are not asked. NOT_FOUND is an answer that `not_found`, by
  // shard and unless null, tells.
  template <typename Request, typename Response>
  absl::StatusOr<std::vector<std::optional<Response>>> AskEach(
      const ShardMethod<Request, Response>& method, std::vector<std::optional<Request>> requests,
      int rounds_left, std::vector<bool>* not_found = nullptr) {
    std::vector<ShardQuestion<Request>> questions;
    std::vector<size_t> asked;
    for (size_t i = 0; i < requests.size(); ++i) {
      if (requests[i] && !missing_.contains(i)) {
        SetToken(tokens_[i], &*requests[i]);
        questions.push_back({map_->shards()[i].get(), *std::move(requests[i])});
        asked.push_back(i);
      }
    }
    std::vector<absl::StatusOr<Response>> answers =
        parts_->calls.Ask(method, std::move(questions), *call_, Deadline(rounds_left));
    std::vector<std::optional<Response>> found(shard_count());
    if (not_found != nullptr) {
      not_found->assign(shard_count(), false);
    }
    RETURN_IF_ERROR(call_->Check());
    for (size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].ok()) {
        found[asked[i]] = *std::move(answers[i]);
      } else if (not_found != nullptr && absl::IsNotFound(answers[i].status())) {
        (*not_found)[asked[i]] = true;
      } else {
        RETURN_IF_ERROR(NoteFailure(asked[i], answers[i].status()));
      }
    }
    return found;
  }

  // Asks the shard of a document. Errors: what it answers; UNAVAILABLE, reason SHARD_UNREACHABLE.
  template <typename Request, typename Response>
  absl::Status AskOne(const ShardMethod<Request, Response>& method, const DocumentName& document,
                      const Request& request, Response* response) {
    const size_t shard = map_->ShardOf(document);
    std::vector<ShardQuestion<Request>> questions;
    questions.push_back({map_->shards()[shard].get(), request});
    SetToken(tokens_[shard], &questions[0].request);
    auto answers = parts_->calls.Ask(method, std::move(questions), *call_, Deadline(1));
    RETURN_IF_ERROR(call_->Check());
    if (answers[0].ok()) {
      *response = *std::move(answers[0]);
      return absl::OkStatus();
    }
    return IsUnreachable(answers[0].status()) ? Unreachable({shard}) : answers[0].status();
  }

  // What a shard says of the corpus of the call.
  void NoteDocuments(size_t shard, int64_t documents) {
    parts_->shares.Note(corpus_, shard, shard_count(), documents);
  }

  const std::set<size_t>& missing() const { return missing_; }
  // UNAVAILABLE, reason SHARD_UNREACHABLE, that names them.
  absl::Status Unreachable(const std::set<size_t>& shards) const;

  // Says in the response which shards are missing, and how much of the corpus is there.
  template <typename Response>
  void FillMissing(Response* response) const {
    for (const size_t shard : missing_) {
      response->add_unreachable(map_->shards()[shard]->name);
    }
    if (!missing_.empty()) {
      response->set_coverage(parts_->shares.ShareWithout(corpus_, missing_, shard_count()));
    }
  }

 private:
  Spread(const SpreadParts& parts, const CallContext& call, absl::string_view corpus)
      : parts_(&parts), call_(&call), corpus_(corpus), map_(parts.fleet.Current()) {}

  absl::Time Deadline(int rounds_left) const;
  // OK when the answer can do without the shard.
  absl::Status NoteFailure(size_t shard, const absl::Status& status);

  const SpreadParts* parts_;
  const CallContext* call_;
  std::string corpus_;
  std::shared_ptr<const ShardMap> map_;
  std::vector<std::string> tokens_;  // by shard
  std::set<size_t> missing_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_SPREAD_H_
