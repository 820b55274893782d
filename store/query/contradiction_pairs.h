// From pairs of claims that were judged to contradictions: whose views oppose each other, and which pairs are the same.

#ifndef STANDPOINT_STORE_QUERY_CONTRADICTION_PAIRS_H_
#define STANDPOINT_STORE_QUERY_CONTRADICTION_PAIRS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "standpoint/v1/contradiction.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// Two claims of which not both can be right. Lifetime: views them.
struct OpposedClaims {
  const v1::Claim* first = nullptr;  // by IsPublishedBefore
  const v1::Claim* second = nullptr;
  int first_holder = 0;  // index into Claim.holders
  int second_holder = 0;
  v1::ContradictionKind kind = v1::CONTRADICTION_KIND_UNSPECIFIED;
  float confidence = 0;
};

// The earlier first, the undated last; of the same time by name.
bool IsPublishedBefore(const v1::Claim& a, const v1::Claim& b);

// Whether somebody is committed to the claim at all, so that he can be contradicted.
bool IsCommitted(const v1::Claim& claim);

// Whether the claims share words of one text: then they are parts of each other, and no two views.
bool AreOneText(const v1::Claim& a, const v1::Claim& b);

// Whose views oppose each other, given how each claim, as worded, was judged against the other as a proposition: those of
// one holder, if there are any (not within one sentence, in which nobody changes his view), else those of the innermost holders.
// Nothing where the judgements do not agree that they do.
std::optional<OpposedClaims> Oppose(const v1::Claim& a, const v1::Judgement& a_to_b,
                                    const v1::Claim& b, const v1::Judgement& b_to_a);

// Whether it could be, by one of the two judgements.
bool MayOppose(const v1::Claim& a, const v1::Claim& b, const v1::Judgement& b_to_a);

// Fills contradictions and left_out_count: each pair of voices (see same_voice.h) once, by the surest pair of claims, then
// the one that was published first; of the kind that is asked for. The result does not depend on the order of `pairs`.
void FillContradictions(absl::Span<const OpposedClaims> pairs, v1::ContradictionKind kind,
                        int max_contradictions, v1::FindContradictionsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CONTRADICTION_PAIRS_H_
