#include "store/query/saying_pairs.h"

#include <algorithm>

#include "store/query/contradiction_pairs.h"

namespace standpoint {

double SupportOf(const Saying& a, const Saying& b, const v1::Judgement& a_to_b,
                 float min_confidence) {
  const bool supports = a_to_b.relation() == v1::RELATION_SUPPORT;
  if ((!supports && a_to_b.relation() != v1::RELATION_OPPOSE) ||
      a_to_b.confidence() < min_confidence) {
    return 0;
  }
  return supports == (a.denied == b.denied) ? a_to_b.confidence() : -a_to_b.confidence();
}

double MutualSupport(const Saying& a, const Saying& b, const SayingPair& pair,
                     float min_confidence) {
  const double mean = (SupportOf(a, b, pair.a_to_b, min_confidence) +
                       SupportOf(b, a, pair.b_to_a, min_confidence)) /
                      2;
  const v1::Claim& of_a = *a.tellings[0].claim;
  const v1::Claim& of_b = *b.tellings[0].claim;
  return &of_a != &of_b && AreOneText(of_a, of_b) ? std::max(mean, 0.0) : mean;
}

}  // namespace standpoint
