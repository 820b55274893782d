#include "router/query/spread.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/status/errors.h"
#include "common/token/consistency_token.h"

namespace standpoint {

void SetToken(const std::string& token, internal::v1::CountWordsRequest* request) {
  switch (request->words_case()) {
    case internal::v1::CountWordsRequest::kSearchClaims:
      return SetToken(token, request->mutable_search_claims());
    case internal::v1::CountWordsRequest::kSearchDocuments:
      return SetToken(token, request->mutable_search_documents());
    default:
      return SetToken(token, request->mutable_proposition());
  }
}

void SetToken(const std::string& token, internal::v1::FindCandidatesRequest* request) {
  request->mutable_words()->set_min_consistency_token(token);
}

void SetToken(const std::string& token, internal::v1::ReadCandidatesRequest* request) {
  request->mutable_words()->set_min_consistency_token(token);
}

absl::StatusOr<Spread> Spread::Begin(const SpreadParts& parts, const CallContext& call,
                                     absl::string_view corpus, absl::string_view token,
                                     absl::string_view token_field) {
  Spread spread(parts, call, corpus);
  spread.tokens_.resize(spread.shard_count());
  if (token.empty()) {
    return spread;
  }
  ASSIGN_OR_RETURN(const std::vector<WrittenDocument> written,
                   DecodeConsistencyToken(token_field, token));
  std::map<size_t, std::vector<WrittenDocument>> by_shard;
  for (const WrittenDocument& document : written) {
    ASSIGN_OR_RETURN(const DocumentName name, DocumentName::Parse(token_field, document.name));
    by_shard[spread.map_->ShardOf(name)].push_back(document);
  }
  for (const auto& [shard, documents] : by_shard) {
    spread.tokens_[shard] = EncodeConsistencyToken(documents);
  }
  return spread;
}

absl::Time Spread::Deadline(int rounds_left) const {
  const absl::Time now = absl::Now();
  const absl::Time last = NextHopDeadline(call_->deadline(), absl::InfiniteDuration(), now);
  return std::min(now + (last - now) / rounds_left, now + parts_->shard_timeout);
}

absl::Status Spread::NoteFailure(size_t shard, const absl::Status& status) {
  if (!IsUnreachable(status)) {
    return status;
  }
  if (!tokens_[shard].empty()) {
    // Without the shard the answer would lack what its client asked to see.
    return MakeError(absl::StatusCode::kUnavailable, "NOT_YET_VISIBLE",
                     "the shard of a write did not answer in time");
  }
  missing_.insert(shard);
  return missing_.size() < shard_count() ? absl::OkStatus() : Unreachable(missing_);
}

absl::Status Spread::Unreachable(const std::set<size_t>& shards) const {
  std::vector<std::string> names;
  for (const size_t shard : shards) {
    names.push_back(map_->shards()[shard]->name);
  }
  const std::string joined = absl::StrJoin(names, ",");
  return MakeError(absl::StatusCode::kUnavailable, "SHARD_UNREACHABLE",
                   absl::StrCat("no replica answers of ", joined), {{"shards", joined}});
}

}  // namespace standpoint
