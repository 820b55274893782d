// How much two sentences have in common.

#ifndef STANDPOINT_ANALYZE_RELATE_RELATEDNESS_H_
#define STANDPOINT_ANALYZE_RELATE_RELATEDNESS_H_

#include <array>
#include <cstddef>

#include "analyze/relate/pair_sentence.h"

namespace standpoint {

inline constexpr size_t kRelatednessNumbers = 11;

// How well the words of one find counterparts in the other; above all those that are not the same: "the brigades die out" and
// "the crews have recruits" have more in common than "the fire destroyed the canteen" has with either. In order: cosine of
// the sentences; how close the closest words come, over the proposition's words and the claim's; the share of words that are the
// same, of either; the root of the claim's length; the closest words of those that are not the same, of the proposition, of the
// claim, and among themselves; the claim's rest on average; `share`: of the proposition's topics, those that the claim names.
std::array<float, kRelatednessNumbers> CompareContents(const PairSentence& proposition,
                                                       const PairSentence& claim, double share);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_RELATEDNESS_H_
