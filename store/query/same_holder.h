// Whether two claims are views of the same somebody.

#ifndef STANDPOINT_STORE_QUERY_SAME_HOLDER_H_
#define STANDPOINT_STORE_QUERY_SAME_HOLDER_H_

#include <string>

#include "store/query/same_voice.h"

namespace standpoint {

// By full name, else by a mention that is a name, in any case; a title before it and a function behind it aside ("Secretary
// Ilse Harrowgate of the Commerce Department" is Ilse Harrowgate). The authors of one source are one. False where a name
// does not tell who is meant: "she", "the agency", "Critics", an author without a source.
bool IsSameHolder(const VoicedClaim& a, const VoicedClaim& b);

// What is fulfilled by all claims of the same holder, and by few others, as ListClaimsRequest.filter has it; empty where it
// cannot be told who is meant.
std::string FilterOfHolder(const VoicedClaim& voiced);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SAME_HOLDER_H_
