// How a claim stands to a proposition in the asker's words.

#ifndef STANDPOINT_ANALYZE_STANCE_JUDGE_H_
#define STANDPOINT_ANALYZE_STANCE_JUDGE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/stance/topics.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// Judges claims, as worded, against a proposition: whether they speak of the same thing, and
// whether what they say of it goes the same way. Threads: safe. Lifetime: the lexicon outlives the
// judge.
class PropositionJudge {
 public:
  explicit PropositionJudge(const Lexicon& lexicon);

  // One judgement per claim, in order. Linear in the words of the claims.
  std::vector<v1::Judgement> Judge(absl::string_view proposition,
                                   absl::Span<const std::string> claims) const;

 private:
  struct Reading;
  struct Valence {
    int sign = 1;
    bool strong = false;  // settles the direction, whatever stands beside it
  };

  bool ReadValence(const Term& term, Reading& reading) const;
  static bool Swapped(const Reading& proposition, const Reading& claim);
  bool IsOpen(absl::Span<const Term> words, size_t i) const;
  Reading Read(absl::string_view text) const;
  v1::Judgement Compare(const Reading& proposition, const Reading& claim) const;

  const TermExtractor terms_;
  const TopicReader topics_;
  absl::flat_hash_map<std::string, std::vector<std::vector<Term>>> open_;  // by the first stem
  absl::flat_hash_map<std::string, Valence> valences_;                     // by stem
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_JUDGE_H_
