#include "analyze/stance/stance_finder.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/attitude_stances.h"
#include "analyze/stance/claim_map.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/denial_stances.h"
#include "analyze/stance/remark_stances.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_confidence.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"
#include "analyze/stance/stance_words.h"
#include "analyze/stance/target_names.h"
#include "analyze/stance/valuation.h"
#include "analyze/stance/value_stances.h"
#include "analyze/stance/verdict_stances.h"
#include "analyze/stance/wish_stances.h"

namespace standpoint {

StanceFinder::StanceFinder(const Lexicon& lexicon) : words_(lexicon) {}

std::vector<Stance> StanceFinder::Find(const TaggedText& text,
                                       absl::Span<const Claim> claims) const {
  const ClauseTree tree(text);
  StanceList list(tree);
  const ClaimMap map(words_, tree, claims, list);
  const Valuation valuation(words_, tree);
  const StanceSource source{words_, tree, map, valuation};
  const DenialStances denials(source, list);
  const WishStances wishes(source, list);
  const VerdictStances verdicts(source, list);
  const AttitudeStances attitudes(source, list);
  const ValueStances values(source, list);
  const RemarkStances remarks(source, list);
  for (uint32_t claim = 0; claim < claims.size(); ++claim) {
    verdicts.ReadClaim(claim);
    if (!denials.Read(claim)) wishes.Read(claim);
  }
  for (size_t word = 0; word < text.size(); ++word) {
    if (!verdicts.Read(word) && !attitudes.Read(word) && !remarks.Read(word)) {
      values.Read(word);
    }
  }
  const TargetNames names(tree);
  std::vector<Stance> stances = list.Take();
  for (Stance& stance : stances) {
    const TokenRange target = list.TokensOf(stance.target);
    if (stance.claim != Stance::kNoClaim && target.size() == 1 &&
        text.tag(target.first) == Tag::kPronoun && !map.About(stance.claim).empty() &&
        stance.holder.mention == map.HolderOf(stance.claim).mention) {
      stance.target =
          list.Bytes(map.About(stance.claim));  // "'It is unfair,' she said of the test"
    }
    stance.target_full_name = list.Bytes(names.FullName(list.TokensOf(stance.target)));
    stance.confidence = StanceConfidence(StanceTraits(text, stance));
  }
  return stances;
}

}  // namespace standpoint
