// Claims in, and for each word the claim that carries it.

#ifndef STANDPOINT_ANALYZE_STANCE_CLAIM_MAP_H_
#define STANDPOINT_ANALYZE_STANCE_CLAIM_MAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {

// Threads: safe. Lifetime: claims and tree outlive it.
class ClaimMap {
 public:
  // `claims`: those of the text, in text order.
  ClaimMap(const StanceWords& words, const ClauseTree& tree, absl::Span<const Claim> claims,
           const StanceList& spans);

  absl::Span<const Claim> claims() const { return claims_; }

  // The innermost claim that has the word; Stance::kNoClaim for none.
  uint32_t At(size_t word) const { return at_[word]; }
  // The claim that the word attributes, judges or hedges; Stance::kNoClaim for none.
  uint32_t CueAt(size_t word) const { return cue_[word]; }

  // Who puts the claim forward: its innermost holder; where that is the author, and the tree names a speaker, the speaker.
  const Holder& HolderOf(uint32_t claim) const { return holders_[claim]; }

  // Who speaks there: the innermost holder of the claim at `word`; of a cue, the holder outside it.
  Holder VoiceAt(size_t word) const;

  // What the claim is said of: "said Ms Ruiz of the plan"; mostly nothing.
  TokenRange About(uint32_t claim) const { return about_[claim]; }

  TokenRange Words(uint32_t claim) const { return words_[claim]; }
  // The word that the others of the claim depend on, a predicate before anything else; kNoWord for a claim without words.
  size_t HeadOf(uint32_t claim) const { return heads_[claim]; }

 private:
  TokenRange FindAbout(const Claim& claim) const;
  bool IsWaved(const Claim& claim) const;
  size_t FindHead(TokenRange words) const;
  size_t SpeakerOf(size_t head) const;

  const StanceWords& lexicon_;
  const ClauseTree& tree_;
  const StanceList& spans_;
  const absl::Span<const Claim> claims_;
  std::vector<uint32_t> at_, cue_;
  std::vector<TokenRange> words_, about_;
  std::vector<size_t> heads_;
  std::vector<Holder> holders_;
  const Holder author_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_CLAIM_MAP_H_
