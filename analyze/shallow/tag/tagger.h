// Sentences and tokens in, word classes out.

#ifndef STANDPOINT_ANALYZE_SHALLOW_TAG_TAGGER_H_
#define STANDPOINT_ANALYZE_SHALLOW_TAG_TAGGER_H_

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/tag/tagging.h"

namespace standpoint {

// Tags by the lexicon's closed classes and verb forms, and by what stands beside a word. It is
// coarse on purpose: its question is where the finite verbs and the edges of noun phrases are.
// Linear in the number of tokens. Threads: safe. Lifetime: the lexicon outlives the tagger and the
// tagging.
class Tagger {
 public:
  explicit Tagger(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Tagging Tag(absl::string_view text, const Segmentation& segmentation) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_TAG_TAGGER_H_
