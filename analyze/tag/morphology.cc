#include "analyze/tag/morphology.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace standpoint {

namespace {

constexpr std::array<absl::string_view, kUposCount> kNames = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

}  // namespace

absl::string_view UposName(Upos upos) { return kNames[static_cast<size_t>(upos)]; }

Upos UposNamed(absl::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? Upos::kX : static_cast<Upos>(found - kNames.begin());
}

}  // namespace standpoint
