// A claim in words that can be understood without its document.

#ifndef STANDPOINT_ANALYZE_CLAIM_STANDALONE_H_
#define STANDPOINT_ANALYZE_CLAIM_STANDALONE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "analyze/claim/claim.h"
#include "analyze/claim/holder_names.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// Words claims anew: pronouns and short forms replaced by the names that `names` finds for them, "I" within speech by whose it is,
// a subject that stands elsewhere put in front; attribution between subject and predicate and adverbs that hedge ("allegedly")
// left out. What cannot be told stays as it is. Threads: safe. Lifetime: all that it was made from outlives it.
class StandaloneText {
 public:
  StandaloneText(const TaggedText& text, const HolderNames& names, const Lexicon& lexicon);

  // Linear in the claim's words.
  std::string Of(const Claim& claim) const;

 private:
  std::vector<TokenRange> Attribution(const Claim& claim, TokenRange range) const;
  std::string Name(size_t i, const Claim& claim) const;
  bool IsHedge(size_t i, TokenRange range) const;
  void Append(TokenRange range, const Claim& claim, std::string& out) const;
  size_t TokenAt(uint32_t byte) const;

  const TaggedText text_;
  const HolderNames& names_;
  const PhraseTable& modality_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_STANDALONE_H_
