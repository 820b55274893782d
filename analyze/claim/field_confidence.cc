#include "analyze/claim/field_confidence.h"

#include <cstddef>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"

namespace standpoint {

FieldConfidence::FieldConfidence(const Lexicon& lexicon) {
  for (const PhraseEntry* const entry : lexicon.Phrases("confidence").All()) {
    float share = 0;
    if (absl::SimpleAtof(entry->Get("share"), &share)) {
      shares_[absl::StrJoin(entry->words, " ")] = share;
    }
  }
}

void FieldConfidence::Set(Claim& claim) const {
  for (size_t i = 0; i < kClaimFields; ++i) {
    auto it = shares_.find(absl::StrCat(kClaimFieldNames[i], " ", claim.rules[i].kind));
    if (it == shares_.end()) {
      it = shares_.find(kClaimFieldNames[i]);
    }
    claim.field_confidence[i] = it == shares_.end() ? 0 : it->second;
  }
}

}  // namespace standpoint
