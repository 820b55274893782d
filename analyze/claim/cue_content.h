// What a cue verb's complement puts forward: a clause, an infinitive or a thing.

#ifndef STANDPOINT_ANALYZE_CLAIM_CUE_CONTENT_H_
#define STANDPOINT_ANALYZE_CLAIM_CUE_CONTENT_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// Units: tokens.
struct CueContent {
  TokenRange range;
  bool found = false;
  bool questioned = false;
  bool nominal = false;  // no clause: taken as it stands
  v1::Modality modality = v1::MODALITY_ASSERTED;
};

// What stands in [first, last), behind `cue`, whose verb is `verb`. `found` is false where the cue does not take what stands there.
CueContent FindCueContent(const TaggedText& text, const PhraseEntry& cue, size_t verb, size_t first,
                          size_t last);

// The same of clauses alone: "that ...", "whether ...", or a clause without a link where the cue takes one.
CueContent ClauseAfterCue(const TaggedText& text, const PhraseEntry& cue, size_t verb, size_t first,
                          size_t last);

// The clause in [first, last) that the tree takes for the complement of `verb`, where words stand between the two: "said after the
// vote the ban would stay", "says, at a stop in Toledo, that ...". `whole`: up to `last`, not only what hangs on its verb.
CueContent ComplementOf(const TaggedText& text, const PhraseEntry& cue, size_t verb, size_t first,
                        size_t last, bool whole);

// Where a noun phrase's "of" (or "for", "as", "by") stands in [first, last), at its own level; `last` for nowhere.
size_t FindWord(const TaggedText& text, absl::string_view word, size_t first, size_t last);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CUE_CONTENT_H_
