// Text in, its words as the later steps look at them out: the language engine and the lexicon together.

#ifndef STANDPOINT_ANALYZE_READING_TEXT_READER_H_
#define STANDPOINT_ANALYZE_READING_TEXT_READER_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/syntax.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/join_sentences.h"
#include "analyze/reading/tag_words.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {

// What was read out of one text, in memory that is used again for the next one.
class Reading {
 public:
  const Syntax& syntax() const { return syntax_; }
  const Tagging& tagging() const { return tagging_; }
  // Lifetime: that of the reading; the text, too, outlives it.
  TaggedText text() const { return TaggedText(text_, syntax_, tagging_); }
  // What the engine's steps took for this text, in the order of kLanguageStepNames.
  const LanguageStepTimes& times() const { return workspace_.times; }

 private:
  friend class TextReader;

  absl::string_view text_;
  Syntax syntax_;
  Tagging tagging_;
  LanguageWorkspace workspace_;
};

// Threads: safe: each call takes a reading that nobody else has. Lifetime: engine and lexicon outlive it; it outlives its readings.
class TextReader {
 public:
  // A reading that goes back when it is let go.
  using Lease = std::unique_ptr<Reading, std::function<void(Reading*)>>;

  TextReader(const LanguageEngine& engine, const Lexicon& lexicon);

  // `text`: any bytes, fewer than 4 GiB. Errors: DEADLINE_EXCEEDED (ANALYSIS_DEADLINE). Linear in the text.
  absl::StatusOr<Lease> Read(absl::string_view text,
                             absl::Time deadline = absl::InfiniteFuture()) const;

 private:
  std::unique_ptr<Reading> Take() const;

  const LanguageEngine& engine_;
  const SentenceJoiner joiner_;
  const WordTagger tagger_;
  mutable absl::Mutex mu_;
  mutable std::vector<std::unique_ptr<Reading>> idle_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_TEXT_READER_H_
