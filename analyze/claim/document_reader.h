// A document's sentences in their order: whose voice each one is in.

#ifndef STANDPOINT_ANALYZE_CLAIM_DOCUMENT_READER_H_
#define STANDPOINT_ANALYZE_CLAIM_DOCUMENT_READER_H_

#include <cstddef>
#include <vector>

#include "analyze/claim/asides.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/clause_reader.h"
#include "analyze/claim/clauses.h"
#include "analyze/claim/speakers.h"
#include "analyze/claim/voice.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// Reads sentences in text order and keeps what one leaves to the next: who speaks in a quotation that goes on, whose label
// stands before a turn, who was reported last.
class DocumentReader {
 public:
  // Lifetime: text and lexicon outlive the reader.
  DocumentReader(const TaggedText& text, const Lexicon& lexicon);

  void ReadSentence(size_t index);

  // The claims of the sentences read, in no particular order.
  std::vector<Claim> TakeClaims();

 private:
  TokenRange StripLabel(TokenRange sentence, bool starts_paragraph);
  void ReadPiece(TokenRange range, const Aside* aside, size_t sentence, bool question);
  Voice VoiceOf(const Clause& clause, const Aside* aside) const;
  bool IsBoilerplate(TokenRange sentence) const;
  bool IsHeading(TokenRange sentence) const;
  // How a clause stands to the report before it.
  enum class Going { kNot, kLinked, kInside };
  Going GoesOn(const Clause& clause, TokenRange cue) const;
  void ReadLaterVerdict(size_t index);
  void ReadAnnouncement(TokenRange range, size_t index);
  void CarryAside(const Aside& aside);
  bool GoesOnWithReport(const Clause& clause, const Voice& voice) const;

  const TaggedText& text_;
  const Lexicon& lexicon_;
  Speakers speakers_;
  TokenRange label_;                // speaker of the turn; empty outside transcripts
  bool label_in_speech_ = false;    // the label stands behind an opening quotation mark
  Speaker announced_;               // of the paragraph to come
  Speaker block_;                   // of this paragraph, which nothing in it names
  Voice carried_;                   // last report: unmarked sentences may go on with it
  std::vector<TokenRange> inside_;  // asides inside clauses of the sentence at hand
  std::vector<Claim> claims_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_DOCUMENT_READER_H_
