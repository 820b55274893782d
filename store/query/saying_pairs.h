// How two sayings stand to each other.

#ifndef STANDPOINT_STORE_QUERY_SAYING_PAIRS_H_
#define STANDPOINT_STORE_QUERY_SAYING_PAIRS_H_

#include <cstddef>

#include "standpoint/v1/stance.pb.h"
#include "store/query/sayings.h"

namespace standpoint {

// Two sayings by their places, and how the words of each were judged against those of the other as a proposition.
struct SayingPair {
  size_t a = 0;
  size_t b = 0;
  v1::Judgement a_to_b;  // of a's words; b's are the proposition
  v1::Judgement b_to_a;
};

// How sure it is that who says `a` is with who says `b`, given how the words of `a` were judged against those of `b`: above 0 for,
// below 0 against, each by the judgement's confidence, and 0 where it takes no side or is less sure than `min_confidence`. A denial
// turns the side, two do not. Range [-1, 1].
double SupportOf(const Saying& a, const Saying& b, const v1::Judgement& a_to_b,
                 float min_confidence);

// The mean of both directions; not below 0 for parts of one text, of which the one may be what the other only mentions.
double MutualSupport(const Saying& a, const Saying& b, const SayingPair& pair,
                     float min_confidence);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SAYING_PAIRS_H_
