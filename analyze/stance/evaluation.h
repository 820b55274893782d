// What a text says for or against its topic.

#ifndef STANDPOINT_ANALYZE_STANCE_EVALUATION_H_
#define STANDPOINT_ANALYZE_STANCE_EVALUATION_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/clause_evaluation.h"

namespace standpoint {

// What the words of a text say; above 0 is for, below 0 against.
struct Evaluation {
  ClauseSums clauses;
  double learned =
      0;  // by the learned weights of words without valence that are neither topics nor negators
  int words = 0;
  std::vector<std::string> stems;  // of those words, for training
};

// Looks up the words of a text and evaluates its clauses. Threads: safe.
// Lifetime: lexicon and text reader outlive it. Source: learned weights are those of the table "judge".
class EvaluationReader {
 public:
  using IsTopic = absl::FunctionRef<bool(const Term&)>;

  EvaluationReader(const Lexicon& lexicon, const TextReader& text_reader);

  // Linear in the words of `text`.
  Evaluation Read(absl::string_view text, IsTopic is_topic) const;

 private:
  bool IsNegator(const Term& term) const;
  std::vector<EvaluatedWord> Words(const TaggedText& text, IsTopic is_topic) const;

  const Lexicon& lexicon_;
  const TermExtractor terms_;
  const TextReader& text_reader_;
  absl::flat_hash_map<std::string, Valence> valences_;  // by stem
  absl::flat_hash_map<std::string, double> learned_;    // by stem
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_EVALUATION_H_
