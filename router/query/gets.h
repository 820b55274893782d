// What one shard answers, and corpora, which all shards have in common.

#ifndef STANDPOINT_ROUTER_QUERY_GETS_H_
#define STANDPOINT_ROUTER_QUERY_GETS_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// Errors of all: INVALID_ARGUMENT that names the field; NOT_FOUND; UNAVAILABLE, reason SHARD_UNREACHABLE; what shards answer.

absl::Status GetDocument(const SpreadParts& parts, const CallContext& call,
                         const v1::GetDocumentRequest& request, v1::Document* document);
absl::Status GetClaim(const SpreadParts& parts, const CallContext& call,
                      const v1::GetClaimRequest& request, v1::Claim* claim);
absl::Status GetStance(const SpreadParts& parts, const CallContext& call,
                       const v1::GetStanceRequest& request, v1::Stance* stance);

// The counts of all shards, added up; UNAVAILABLE when one is missing.
absl::Status GetCorpus(const SpreadParts& parts, const CallContext& call,
                       const v1::GetCorpusRequest& request, v1::Corpus* corpus);
absl::Status ListCorpora(const SpreadParts& parts, const CallContext& call,
                         const v1::ListCorporaRequest& request, v1::ListCorporaResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_GETS_H_
