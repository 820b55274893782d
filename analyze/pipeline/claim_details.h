// What trees and heads add to claims that were found: their parts, how factual they are, how much worth a check.

#ifndef STANDPOINT_ANALYZE_PIPELINE_CLAIM_DETAILS_H_
#define STANDPOINT_ANALYZE_PIPELINE_CLAIM_DETAILS_H_

#include "absl/strings/string_view.h"
#include "analyze/heads/heads.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/proposition/grammar.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {

// Threads: safe. Lifetime: borrows the heads.
class ClaimDetails {
 public:
  ClaimDetails(const SyntaxLabels& labels, const Heads& heads) : grammar_(labels), heads_(heads) {}

  // Sets structure, check-worthiness and factuality of all claims of the analysis of `text`. A claim without a predicate gets no
  // structure and no factuality. Linear in the claims' sentences.
  void Fill(absl::string_view text, const Syntax& syntax, v1::Analysis& analysis) const;

 private:
  const Grammar grammar_;
  const Heads& heads_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PIPELINE_CLAIM_DETAILS_H_
