#include "analyze/stance/stance_finder.h"

#include <algorithm>
#include <vector>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/claim_stances.h"
#include "analyze/stance/stance.h"

namespace standpoint {

StanceFinder::StanceFinder(const Lexicon& lexicon) : lexicon_(lexicon) {}

std::vector<Stance> StanceFinder::Find(const TaggedText& text,
                                       absl::Span<const Claim> claims) const {
  std::vector<Stance> stances;
  ClaimStances reader(text, lexicon_, stances);
  for (const Claim& claim : claims) {
    reader.Read(claim);
  }
  std::stable_sort(stances.begin(), stances.end(),
                   [](const Stance& a, const Stance& b) { return a.evidence < b.evidence; });
  const auto same = [](const Stance& a, const Stance& b) {
    return a.evidence == b.evidence && a.target == b.target && a.direction == b.direction &&
           a.holder.mention == b.holder.mention;
  };
  stances.erase(std::unique(stances.begin(), stances.end(), same), stances.end());
  return stances;
}

}  // namespace standpoint
