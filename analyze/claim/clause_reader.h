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
#include "analyze/claim/predicate.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/tag/tagged_text.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// Whose words a clause is: what the frames around it have settled.
struct Voice {
  std::vector<Holder> holders = {Holder()};  // outermost first
  v1::Act act = v1::ACT_ASSERT;
  v1::Modality modality =
      v1::MODALITY_ASSERTED;  // of the frame; the clause's own words come before
  v1::Commitment commitment = v1::COMMITMENT_COMMITTED;
  bool settled = false;    // the frame has settled the commitment, whatever the clause's words
  bool condition = false;  // it goes on under the condition of the clause before
  bool past = false;       // the cue is in the past, so that "would" is a shifted "will"
  std::vector<ByteSpan> cues;
  ByteSpan verdict;

  bool is_author() const { return holders.size() == 1; }
};

// What a clause leaves for the ones behind it.
struct ClauseResult {
  TokenRange subject;     // of its main verb; of the cue where it has one
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
  struct Content {  // what a cue verb's complement puts forward
    TokenRange range;
    bool found = false;
    bool questioned = false;
    bool nominal = false;  // no clause: taken as it stands
    v1::Modality modality = v1::MODALITY_ASSERTED;
  };

  ClauseResult ReadRange(TokenRange range, const Clause& clause, Voice voice, TokenRange subject,
                         int depth);
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
  Content FindContent(const PhraseEntry& cue, size_t first, size_t last) const;
  Content ClauseContent(const PhraseEntry& cue, size_t first, size_t last) const;
  Voice Enter(const Voice& voice, const PhraseEntry& cue, TokenRange cue_range,
              TokenRange holder) const;
  void ReadContent(const Content& content, const Voice& voice, int depth, ClauseResult& result);
  void Emit(TokenRange range, const VerbGroup& verb, const Voice& voice, bool nominal = false);
  bool IsOwnVoice(TokenRange subject, const Voice& voice) const;
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
