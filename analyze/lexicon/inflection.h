// The regular forms of English verbs.

#ifndef STANDPOINT_ANALYZE_LEXICON_INFLECTION_H_
#define STANDPOINT_ANALYZE_LEXICON_INFLECTION_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// All lower case ASCII, from a non-empty base form. `doubling`: the last consonant doubles (stop,
// stopped, stopping).
std::string ThirdPerson(absl::string_view base);  // rise: rises; cry: cries; watch: watches
std::string PastForm(absl::string_view base,
                     bool doubling);  // bake: baked; cry: cried; stop: stopped
std::string IngForm(absl::string_view base,
                    bool doubling);  // bake: baking; lie: lying; stop: stopping

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LEXICON_INFLECTION_H_
