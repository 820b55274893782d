#include "analyze/stance/denial_stances.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr StanceRule kDenied = {"wish:denied", 0.85f, 0.8f};

}  // namespace

bool DenialStances::Read(uint32_t index) const {
  const Claim& claim = source_.claims.claims()[index];
  if (claim.cues.empty() || claim.holders.back().is_author()) {
    return false;
  }
  const TokenRange cue = list_.TokensOf(claim.cues.back());
  const TokenRange words = source_.claims.Words(index);
  if (cue.empty() || words.empty()) {
    return false;
  }
  for (size_t i = cue.first - std::min<size_t>(cue.first, 3); i < cue.first; ++i) {
    if (source_.tree.text().Is(i, "nor")) {
      return true;  // "neither confirmed nor denied that": no side
    }
  }
  const TokenRange mention = list_.TokensOf(claim.holders.back().mention);
  const absl::string_view first =
      mention.empty() ? absl::string_view() : source_.tree.text().word(mention.first);
  if (first == "nobody" || first == "no" || first == "none") {
    // "nobody can deny that P": so says who says this
    const bool denied = claim.act == v1::ACT_DENY || claim.act == v1::ACT_QUESTION;
    list_.Add(claim.holders[claim.holders.size() - 2], words, denied ? 1 : -1,
              {std::min(mention.first, cue.first), cue.last}, kDenied, index);
    return true;
  }
  if (claim.act != v1::ACT_QUESTION &&
      (claim.act != v1::ACT_DENY || claim.modality == v1::MODALITY_QUESTIONED)) {
    return false;  // "So you deny that P?" asks whether they do
  }
  if (claim.act == v1::ACT_QUESTION) {
    bool doubted = false;
    if (cue.first > words.first) {
      return false;
    }
    for (size_t i = cue.first; i < cue.last; ++i) {
      const StanceMatch verb = source_.words.Verb(source_.tree, i);
      const StanceMatch noun = source_.words.Noun(source_.tree, i);
      doubted =
          doubted || (verb && verb->to < 0) || (noun && noun->to < 0 && !source_.tree.IsVerb(i));
    }
    if (!doubted) {
      return false;
    }
  }
  const Holder& holder = claim.holders.back();
  list_.Add(holder, words, -1, cue.first < words.first ? TokenRange{cue.first, words.last} : cue,
            kDenied, index);
  return true;
}

}  // namespace standpoint
