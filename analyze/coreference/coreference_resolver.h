// Syntax -> who is meant: names, their short forms, descriptions and pronouns that stand for the same person.

#ifndef STANDPOINT_ANALYZE_COREFERENCE_COREFERENCE_RESOLVER_H_
#define STANDPOINT_ANALYZE_COREFERENCE_COREFERENCE_RESOLVER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/coreference/mentions.h"
#include "analyze/language/syntax.h"

namespace standpoint {

// What the rules ask of a relation.
enum class CoreferenceRelation : uint8_t {
  kOther,
  kSubject,      // nsubj and its subtypes
  kApposition,   // appos
  kDescription,  // what stands before a name: compound, nmod:desc
};

// Rules over names, trees and features, in one pass. What could be either of two people stays open: no gender is guessed from
// first names, and a pronoun that fits several equally well stands for nobody. "I" is resolved within quotation marks alone, to
// whom the quotation is attributed. "They" and "it" are not resolved. Threads: safe.
class CoreferenceResolver {
 public:
  // `relations`: the model's labels.
  explicit CoreferenceResolver(absl::Span<const absl::string_view> relations);

  // Replaces `coreference` by what syntax, which is that of `text`, says. Linear in the text.
  void Resolve(absl::string_view text, const Syntax& syntax, Coreference& coreference) const;

 private:
  std::vector<CoreferenceRelation> relations_;  // by label
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_COREFERENCE_COREFERENCE_RESOLVER_H_
