// How often the fields of claims are right, by the rule that decided them.

#ifndef STANDPOINT_ANALYZE_CLAIM_FIELD_CONFIDENCE_H_
#define STANDPOINT_ANALYZE_CLAIM_FIELD_CONFIDENCE_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"

namespace standpoint {

// Threads: safe. Source: the shares of the lexicon's table "confidence", which bench/spec/calibrate.py estimates.
class FieldConfidence {
 public:
  explicit FieldConfidence(const Lexicon& lexicon);

  // Sets `claim.field_confidence` by `claim.rules`.
  void Set(Claim& claim) const;

 private:
  absl::flat_hash_map<std::string, float>
      shares_;  // by "field kind", and by "field" for all other kinds
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_FIELD_CONFIDENCE_H_
