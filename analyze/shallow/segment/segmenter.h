// Text in, sentences and tokens out.

#ifndef STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SEGMENTER_H_
#define STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SEGMENTER_H_

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"

namespace standpoint {

// Parts text into sentences and tokens. ICU's rules for English give the word boundaries and
// propose the sentence boundaries; abbreviations, initials, quotation and line breaks decide which
// of those stand.
//
// A line break parts sentences unless the text is hard-wrapped there: the line before it is long
// and unfinished, and what follows is no list item. An empty line always parts. Time and memory are
// linear in the size of the text.
//
// Source: Unicode Standard Annex 29 (text segmentation) for the boundaries that ICU proposes.
// Threads: safe; ICU's iterators, which are not, are pooled.
// Lifetime: the lexicon outlives the segmenter.
class Segmenter {
 public:
  // Errors: INTERNAL (SEGMENTER_UNAVAILABLE) when ICU's data for English cannot be loaded.
  static absl::StatusOr<std::unique_ptr<Segmenter>> Create(const Lexicon& lexicon);
  ~Segmenter();

  // `text`: UTF-8 below 2 GiB; malformed bytes are taken for symbols and do no harm.
  Segmentation Segment(absl::string_view text) const;

 private:
  struct Iterators;
  explicit Segmenter(const Lexicon& lexicon);

  std::unique_ptr<Iterators> Acquire() const;
  void Release(std::unique_ptr<Iterators> iterators) const;

  const Lexicon& lexicon_;
  const PhraseTable& abbreviations_;
  std::unique_ptr<Iterators> prototype_;
  mutable absl::Mutex mu_;
  mutable std::vector<std::unique_ptr<Iterators>> idle_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SEGMENTER_H_
