#include "analyze/tag/morphology.h"

#include <array>
#include <cstddef>

namespace standpoint {

absl::string_view UposName(Upos upos) {
  static constexpr std::array<const char*, kUposCount> kNames = {
      "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
      "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  return kNames[static_cast<size_t>(upos)];
}

}  // namespace standpoint
