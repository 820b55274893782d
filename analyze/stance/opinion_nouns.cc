#include "analyze/stance/opinion_nouns.h"

#include <array>
#include <cstddef>

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"

namespace standpoint {
namespace {

// What is said of a thing, as good or bad as the adjective in front: "a frosty reception".
constexpr std::array<absl::string_view, 19> kOpinions = {
    "reception", "view",   "opinion",   "review",     "verdict",   "response", "assessment",
    "write-up",  "press",  "rating",    "reaction",   "appraisal", "word",     "welcome",
    "mark",      "notice", "reference", "evaluation", "hearing"};
constexpr std::array<absl::string_view, 16> kFavourable = {
    "kind",         "warm",       "high",       "glowing",  "rave", "good",
    "rousing",      "cautious",   "favourable", "soft",     "nice", "enthusiastic",
    "appreciative", "flattering", "friendly",   "favorable"};
constexpr std::array<absl::string_view, 26> kUnfavourable = {
    "frosty", "dim",      "low",   "lukewarm", "cool",     "chilly",  "icy",
    "harsh",  "scathing", "bad",   "poor",     "stinking", "hostile", "dismissive",
    "short",  "sharp",    "hard",  "damning",  "cold",     "unkind",  "jaundiced",
    "stormy", "rough",    "angry", "savage",   "withering"};

}  // namespace

int OpinionOf(const ClauseTree& tree, size_t noun) {
  const TaggedText& text = tree.text();
  if (!absl::c_linear_search(kOpinions, text.lemma(noun))) {
    return 0;
  }
  for (size_t i = tree.FirstChild(noun); i != kNoWord && i < noun; i = tree.NextChild(i)) {
    if (absl::c_linear_search(kFavourable, text.word(i)) ||
        absl::c_linear_search(kUnfavourable, text.word(i))) {
      return absl::c_linear_search(kFavourable, text.word(i)) ? 1 : -1;
    }
  }
  return 0;
}

}  // namespace standpoint
