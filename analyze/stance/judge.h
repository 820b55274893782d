// How a claim stands to a proposition in the asker's words.

#ifndef STANDPOINT_ANALYZE_STANCE_JUDGE_H_
#define STANDPOINT_ANALYZE_STANCE_JUDGE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/evaluation.h"
#include "analyze/stance/side_model.h"
#include "analyze/stance/topics.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// What a pair's judgement is made from.
struct PairFeatures {
  double share = 0;        // of the proposition's topics, those that the claim names
  bool open = false;       // the claim speaks of a question without a side
  bool evaluated = false;  // the claim has a predicate that judges a topic
  int side = 1;            // of the proposition's own wording
  SideFeatures features{};
  std::vector<std::string> stems;  // of the claim's words that have learned weights, or could
};

// Judges claims, as worded, against a proposition: whether they speak of the same thing, and
// whether what they say of it goes the same way. Threads: safe. Lifetime: lexicon and text reader
// outlive the judge.
class PropositionJudge {
 public:
  PropositionJudge(const Lexicon& lexicon, const TextReader& text_reader);

  // One judgement per claim, in order. Linear in the words of the claims.
  std::vector<v1::Judgement> Judge(absl::string_view proposition,
                                   absl::Span<const std::string> claims) const;

  // What Judge() judges by, for training. As linear.
  std::vector<PairFeatures> Features(absl::string_view proposition,
                                     absl::Span<const std::string> claims) const;

 private:
  struct Reading;

  static bool Swapped(const Reading& proposition, const Reading& claim);
  bool IsOpen(absl::Span<const Term> words, size_t i) const;
  Reading ReadTopics(absl::string_view text) const;
  Reading ReadProposition(absl::string_view text) const;
  Reading ReadClaim(absl::string_view text, const Reading& proposition) const;
  PairFeatures Compare(const Reading& proposition, const Reading& claim) const;
  v1::Judgement Decide(const PairFeatures& pair) const;

  const TermExtractor terms_;
  const TopicReader topics_;
  const EvaluationReader evaluations_;
  const SideModel model_;
  absl::flat_hash_map<std::string, std::vector<std::vector<Term>>> open_;  // by the first stem
  absl::flat_hash_set<std::string> valued_;  // stems that have a valence
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_JUDGE_H_
