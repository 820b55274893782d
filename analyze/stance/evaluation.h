// What a text says for or against its topic.

#ifndef STANDPOINT_ANALYZE_STANCE_EVALUATION_H_
#define STANDPOINT_ANALYZE_STANCE_EVALUATION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/shallow/segment/segmenter.h"
#include "analyze/shallow/tag/tagged_text.h"
#include "analyze/shallow/tag/tagger.h"

namespace standpoint {

// Sums over the clauses of a text; above 0 is for, below 0 against.
struct Evaluation {
  double subject = 0;  // by predicates whose subject names the topic; -1 to 1
  double object = 0;   // by verbs whose object names it; -1 to 1
  double other = 0;    // by predicates of something else; -1 to 1
  double verb = 0;   // by the predicate that says "more" or "less" of what is neither good nor bad
  double loose = 0;  // by words elsewhere: in adjuncts, relative clauses, names
  double learned =
      0;  // by the learned weights of words without valence that are neither topics nor negators
  int negations = 1;  // -1 when the main predicate is negated
  int words = 0;
  std::vector<std::string> stems;  // of those words, for training
};

// Finds each clause's predicate with what it is said of, and multiplies the valences of the words that make it up: of the
// subject's head, the verb and its complement up to the first preposition, turned by negators. Threads: safe.
// Lifetime: the lexicon outlives the reader. Source: learned weights are those of the table "judge".
class EvaluationReader {
 public:
  using IsTopic = absl::FunctionRef<bool(const Term&)>;

  explicit EvaluationReader(const Lexicon& lexicon);

  // Linear in the words of `text`.
  Evaluation Read(absl::string_view text, IsTopic is_topic) const;

 private:
  struct Word;
  class Clauses;
  struct Valence {
    int sign = 0;
    bool strong = false;  // settles the direction, whatever stands beside it
    bool amount = false;  // says more or less of its object
  };

  bool IsNegator(const Term& term) const;
  std::vector<Word> Words(const TaggedText& text, IsTopic is_topic) const;

  const Lexicon& lexicon_;
  const TermExtractor terms_;
  const Tagger tagger_;
  std::unique_ptr<const Segmenter> segmenter_;          // null where ICU lacks its data
  absl::flat_hash_map<std::string, Valence> valences_;  // by stem
  absl::flat_hash_map<std::string, double> learned_;    // by stem
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_EVALUATION_H_
