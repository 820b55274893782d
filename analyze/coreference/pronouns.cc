#include "analyze/coreference/pronouns.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace standpoint {
namespace {

struct Entry {
  absl::string_view form;
  Pronoun pronoun;
};
constexpr Entry kPronouns[] = {
    {"he", {PronounKind::kHe, false}},         {"him", {PronounKind::kHe, false}},
    {"his", {PronounKind::kHe, false}},        {"himself", {PronounKind::kHe, true}},
    {"she", {PronounKind::kShe, false}},       {"her", {PronounKind::kShe, false}},
    {"hers", {PronounKind::kShe, false}},      {"herself", {PronounKind::kShe, true}},
    {"i", {PronounKind::kSpeaker, false}},     {"me", {PronounKind::kSpeaker, false}},
    {"my", {PronounKind::kSpeaker, false}},    {"mine", {PronounKind::kSpeaker, false}},
    {"myself", {PronounKind::kSpeaker, true}},
};

struct Title {
  absl::string_view form;
  Gender gender;
};
constexpr Title kTitles[] = {
    {"mr", Gender::kMasculine},   {"mister", Gender::kMasculine}, {"sir", Gender::kMasculine},
    {"lord", Gender::kMasculine}, {"mrs", Gender::kFeminine},     {"ms", Gender::kFeminine},
    {"miss", Gender::kFeminine},  {"dame", Gender::kFeminine},    {"lady", Gender::kFeminine},
    {"dr", Gender::kOpen},        {"prof", Gender::kOpen},        {"professor", Gender::kOpen},
    {"rev", Gender::kOpen},       {"sen", Gender::kOpen},         {"rep", Gender::kOpen},
    {"gov", Gender::kOpen},       {"gen", Gender::kOpen},         {"judge", Gender::kOpen},
    {"president", Gender::kOpen}, {"senator", Gender::kOpen},     {"governor", Gender::kOpen},
};

}  // namespace

Pronoun ReadPronoun(absl::string_view form) {
  if (form.size() > 7) return {};
  for (const Entry& entry : kPronouns) {
    if (absl::EqualsIgnoreCase(entry.form, form)) return entry.pronoun;
  }
  return {};
}

bool ReadTitle(absl::string_view form, Gender& gender) {
  absl::ConsumeSuffix(&form, ".");
  for (const Title& title : kTitles) {
    if (!absl::EqualsIgnoreCase(title.form, form)) continue;
    gender = title.gender;
    return true;
  }
  return false;
}

}  // namespace standpoint
