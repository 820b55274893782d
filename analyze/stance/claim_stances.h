// The stances that one claim shows.

#ifndef STANDPOINT_ANALYZE_STANCE_CLAIM_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_CLAIM_STANCES_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/predicate.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// Reads claims one by one and appends their stances. What is looked at is bounded by the claim's sentence.
class ClaimStances {
 public:
  // Lifetime: what `text` views, the lexicon and `stances` outlive the reader.
  ClaimStances(const TaggedText& text, const Lexicon& lexicon, std::vector<Stance>& stances);

  void Read(const Claim& claim);

 private:
  struct Predicate {  // a claim's clause, found again in the tokens
    TokenRange clause;
    VerbGroup verb;
    TokenRange subject;  // as a holder
    TokenRange topic;    // the subject as a target, with its modifiers
    TokenRange object;
  };

  TokenRange TokensOf(ByteSpan span) const;
  Predicate PredicateOf(const Claim& claim, TokenRange clause) const;
  bool ReadVerdict(const Claim& claim);
  bool ReadAct(const Claim& claim, const Predicate& predicate);
  bool ReadObjectComplement(const Claim& claim, const Predicate& predicate);
  bool ReadPassive(const Claim& claim, const Predicate& predicate, TokenRange cue);
  void ReadInnerVerbs(const Claim& claim, const Predicate& predicate);
  bool IsTarget(TokenRange range) const;
  TokenRange ObjectAt(size_t first, size_t last) const;
  TokenRange Ended(TokenRange wanted) const;
  void AddWanted(const Claim& claim, TokenRange wanted, ByteSpan evidence);
  v1::Direction Effect(TokenRange verb, TokenRange object) const;
  TokenRange SentenceSubject(const Claim& claim) const;
  void ReadWish(const Claim& claim, const Predicate& predicate);
  void ReadAttitude(const Claim& claim, const Predicate& predicate);
  bool ReadNeutral(const Claim& claim, const Predicate& predicate);
  v1::Direction Evaluation(TokenRange range, bool complement, TokenRange& found) const;
  void Add(const Holder& holder, TokenRange target, v1::Direction direction, ByteSpan evidence,
           float confidence);
  ByteSpan Bytes(TokenRange range) const { return {text_.begin(range), text_.end(range)}; }

  const TaggedText text_;
  const PhraseTable& attitudes_;
  const PhraseTable& endings_;
  const PhraseTable& valence_;
  const PhraseTable& cues_;
  std::vector<Stance>& stances_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_CLAIM_STANCES_H_
