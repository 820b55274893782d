// One clause in its context in, its claims out.

#ifndef STANDPOINT_ANALYZE_CLAIM_CLAUSE_READER_H_
#define STANDPOINT_ANALYZE_CLAIM_CLAUSE_READER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/clauses.h"
#include "analyze/claim/cue_content.h"
#include "analyze/claim/predicate.h"
#include "analyze/claim/voice.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// What a clause leaves for the ones behind it.
struct ClauseResult {
  TokenRange subject;     // of its main verb; of the cue where it has one
  TokenRange cue;         // what put it forward; empty for none
  bool reported = false;  // it put a proposition forward in `voice`
  Voice voice;
};

// Reads the clauses of one sentence. Appends to `claims`. Every clause is looked at a bounded number of times: frames nest
// at most `kDeepest` deep.
class ClauseReader {
 public:
  static constexpr int kDeepest = 5;

  ClauseReader(const TaggedText& text, const Lexicon& lexicon, uint32_t sentence, bool question,
               std::vector<Claim>& claims);

  // `subject`: who the clause is about when it has no subject of its own; may be empty.
  ClauseResult Read(const Clause& clause, const Voice& voice, TokenRange subject);

 private:
  ClauseResult ReadRange(TokenRange range, const Clause& clause, Voice voice, TokenRange subject,
                         int depth);
  bool FramesSpeech(TokenRange range, const VerbGroup& verb) const;
  TokenRange StripFrames(TokenRange range, Voice& voice) const;
  bool ReadNounCue(TokenRange range, const Clause& clause, const Voice& voice, int depth,
                   ClauseResult& result);
  bool ReadJudged(TokenRange range, size_t that, Voice inside, const Voice& voice, int depth);
  bool ReadVerbCue(TokenRange range, const Clause& clause, const VerbGroup& verb,
                   const Voice& voice, int depth, ClauseResult& result);
  size_t ReadInnerCues(TokenRange range, const Clause& clause, const VerbGroup& verb,
                       const Voice& voice, int depth, const ClauseResult& result);
  bool ReadPassive(TokenRange range, const PhraseEntry& cue, TokenRange cue_range,
                   const VerbGroup& verb, const Voice& voice, int depth, ClauseResult& result);
  void ReadContent(const CueContent& content, const Voice& voice, int depth, ClauseResult& result);
  void Emit(TokenRange range, const VerbGroup& verb, const Voice& voice, bool nominal = false,
            TokenRange subject = {});
  ByteSpan Bytes(TokenRange range) const { return {text_.begin(range), text_.end(range)}; }

  const TaggedText& text_;
  const Lexicon& lexicon_;
  const PhraseTable& cues_;
  const PhraseTable& cue_nouns_;
  const PhraseTable& frames_;
  const PhraseTable& verdicts_;
  const uint32_t sentence_;
  const bool question_;
  std::vector<Claim>& claims_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CLAUSE_READER_H_
