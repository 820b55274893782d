// Which positions are one voice: copies, edited copies, and somebody who repeats himself.

#ifndef STANDPOINT_STORE_QUERY_SAME_VOICE_H_
#define STANDPOINT_STORE_QUERY_SAME_VOICE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// What somebody says in a claim. Lifetime: views the claim.
struct VoicedClaim {
  const v1::Claim* claim = nullptr;
  const v1::Holder* holder = nullptr;  // one of the claim's
};

// For each its voice, as the least index of the same voice. One voice are:
// - the same place of the same text;
// - the same holder (by full name; by mention where there is none; the author of one source) in the same words;
// - in nearly the same words, of at least six, the same holder, or two authors: what one wrote, the other copied and edited.
// Nearly the same words are those of which four in five are shared. Almost linear in the claims.
std::vector<size_t> JoinVoices(absl::Span<const VoicedClaim> claims);

// "she", "a review", "its diplomats", "The report": what begins with a small letter or an article names nobody.
bool NamesNobody(absl::string_view mention);

// How a holder is called: by full name, else by mention; where the mention alone does not tell who is meant in another
// source ("she", "a review", "its diplomats"), with the source: "she (harbor-ledger)"; authors as "author (harbor-ledger)".
std::string HolderName(const VoicedClaim& voiced);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SAME_VOICE_H_
