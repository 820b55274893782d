// From claims to what is said in them: the same words of several, or of one voice, are said once.

#ifndef STANDPOINT_STORE_QUERY_SAYINGS_H_
#define STANDPOINT_STORE_QUERY_SAYINGS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "standpoint/v1/claim.pb.h"
#include "store/query/same_voice.h"

namespace standpoint {

// Somebody says it by a claim. Lifetime: views the claim.
struct Telling {
  const v1::Claim* claim = nullptr;
  int holder = 0;    // index into Claim.holders
  size_t voice = 0;  // the same number for the same voice (see same_voice.h), whatever it says

  VoicedClaim voiced() const { return {claim, &claim->holders(holder)}; }
};

// Words, affirmed or denied, and all who say so.
struct Saying {
  std::string text;  // what is judged of the first claim, and as a proposition; not empty
  bool denied = false;
  std::vector<Telling> tellings;  // by IsPublishedBefore; each claim once; never empty
};

// Takes the views that the claims show (PositionsOf; who asks says nothing, and an author who agrees with whom he reports is no
// further voice) and puts together the same words in any case, and what is one voice; a voice that says the contrary in nearly
// the same words says two things. In the order of the claims, the first of a saying's counting; the denied last. What is no saying
// is left out: claims to which nobody is committed, and such without a predicate, where any of the claims has one.
std::vector<Saying> ToSayings(absl::Span<const v1::Claim> claims);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SAYINGS_H_
