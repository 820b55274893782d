// Written by analyze/training/stances/confidence.py --write; not to be edited by hand.

#include "analyze/stance/stance_weights.h"

#include <array>

#include "absl/types/span.h"

namespace standpoint {
namespace {

constexpr std::array<TraitWeight, 32> kWeights = {{
    {"", 0.199f},
    {"against", 0.287f},
    {"attitude:adjective", 0.239f},
    {"attitude:appraisal", 0.396f},
    {"attitude:name", 0.525f},
    {"attitude:neutral", -0.551f},
    {"attitude:noun", -0.231f},
    {"attitude:verb", 0.238f},
    {"holder:author", -0.145f},
    {"holder:bare", 0.284f},
    {"holder:definite", 0.349f},
    {"holder:indefinite", -0.270f},
    {"holder:name", 0.692f},
    {"holder:pronoun", -0.712f},
    {"remark:epithet", 0.091f},
    {"remark:fragment", 0.103f},
    {"target:bare", -0.216f},
    {"target:clause", -0.917f},
    {"target:definite", 0.305f},
    {"target:indefinite", -0.449f},
    {"target:long", 0.023f},
    {"target:name", 0.315f},
    {"target:pronoun", 0.245f},
    {"target:word", -0.450f},
    {"value:complement", 0.252f},
    {"value:condition", -0.049f},
    {"value:effect", -0.699f},
    {"value:predicate", -0.096f},
    {"verdict:predicate", 0.110f},
    {"wish:act", -0.257f},
    {"wish:denied", -0.057f},
    {"wish:thing", 0.109f},
}};

}  // namespace

absl::Span<const TraitWeight> StanceWeights() { return kWeights; }

}  // namespace standpoint
