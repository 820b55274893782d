// How a claim stands to a proposition in the asker's words.

#ifndef STANDPOINT_ANALYZE_RELATE_JUDGE_H_
#define STANDPOINT_ANALYZE_RELATE_JUDGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/relate/pair_network.h"
#include "analyze/relate/relation_model.h"
#include "analyze/relate/wording.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// Judges claims, as worded, against a proposition: whether they speak of the same question, and whether what they say goes
// the same way. No syntax is looked at, so that tens of thousands of claims are judged in a second.
// Threads: safe. Lifetime: lexicon and model outlive the judge.
class PropositionJudge {
 public:
  PropositionJudge(const Lexicon& lexicon, const RelationModel& model)
      : model_(model), wordings_(lexicon) {}

  // One judgement per claim, in order. Linear in the words of the claims.
  std::vector<v1::Judgement> Judge(absl::string_view proposition,
                                   absl::Span<const std::string> claims) const;

  // The same for what names a topic and says nothing of it ("nuclear power"): who is for it supports, who is against it opposes.
  // Judged against sentences for it and against it, which takes four times as long.
  std::vector<v1::Judgement> JudgeTopic(absl::string_view topic,
                                        absl::Span<const std::string> claims) const;

  // What the judgements are made from: the likeliest relation with its probability.
  std::vector<RelationProbabilities> Score(absl::string_view proposition,
                                           absl::Span<const std::string> claims) const;
  std::vector<RelationProbabilities> ScoreTopic(absl::string_view topic,
                                                absl::Span<const std::string> claims) const;

 private:
  const RelationModel& model_;
  const WordingReader wordings_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_JUDGE_H_
