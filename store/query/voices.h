// From judged claims to sides: whose claim counts for which side, and which claims are one voice.

#ifndef STANDPOINT_STORE_QUERY_VOICES_H_
#define STANDPOINT_STORE_QUERY_VOICES_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// A claim with its document, and how it stands, as worded, to the proposition.
struct JudgedClaim {
  v1::Claim claim;
  v1::Judgement judgement;
};

// Somebody on a side by a claim.
struct Position {
  v1::Relation side = v1::RELATION_UNSPECIFIED;
  int holder = 0;  // index into Claim.holders
};

// Whose positions a claim shows, given that it stands to the proposition as `relation` says (not UNRELATED): of the
// innermost holder, by what he does with it: a denial turns the side, a question discusses, also one that wants no answer (its
// words may carry the answer already) and one that asks what somebody says; and of the author besides, where he
// commits himself to what others say or rejects it. Source: docs/claims-and-stances.md.
std::vector<Position> PositionsOf(const v1::Claim& claim, v1::Relation relation);

// Whether a claim says what may be, or what is under a condition; and how much less that weighs than what is stated.
bool IsHedged(const v1::Claim& claim);
constexpr float kHedgedWeight = 0.8F;

// Fills sides, by_source and by_month. Claims that are one voice (see same_voice.h) count once and are shown by the
// earliest of them; the evidence is ordered by the judgement's confidence, less where the claim is hedged. The result does
// not depend on the order of `claims`.
void FillSides(absl::Span<const JudgedClaim> claims, int max_evidence,
               v1::AssessPropositionResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_VOICES_H_
