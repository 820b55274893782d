// The pronouns and titles that tell of one person, and what they tell.

#ifndef STANDPOINT_ANALYZE_COREFERENCE_PRONOUNS_H_
#define STANDPOINT_ANALYZE_COREFERENCE_PRONOUNS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace standpoint {

enum class Gender : uint8_t { kOpen, kMasculine, kFeminine };

enum class PronounKind : uint8_t { kNone, kHe, kShe, kSpeaker };

struct Pronoun {
  PronounKind kind = PronounKind::kNone;
  bool reflexive = false;
};

// Of a form in any letter case: he, him, his, himself; she, her, hers, herself; I, me, my, mine, myself.
Pronoun ReadPronoun(absl::string_view form);

// Whether it is a form of address before a name ("Mr.", "Dame"), and the gender that it tells.
bool ReadTitle(absl::string_view form, Gender& gender);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_COREFERENCE_PRONOUNS_H_
