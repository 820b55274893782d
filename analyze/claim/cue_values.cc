#include "analyze/claim/cue_values.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

template <typename Value, size_t size>
Value Find(const std::pair<absl::string_view, Value> (&values)[size], absl::string_view word) {
  for (const auto& [name, value] : values) {
    if (name == word) {
      return value;
    }
  }
  return values[0].second;
}

}  // namespace

v1::Act ActOf(absl::string_view word) {
  static constexpr std::pair<absl::string_view, v1::Act> kActs[] = {
      {"assert", v1::ACT_ASSERT},     {"deny", v1::ACT_DENY},       {"suggest", v1::ACT_SUGGEST},
      {"question", v1::ACT_QUESTION}, {"demand", v1::ACT_DEMAND},   {"promise", v1::ACT_PROMISE},
      {"warn", v1::ACT_WARN},         {"believe", v1::ACT_BELIEVE},
  };
  return Find(kActs, word);
}

v1::Modality ModalityOf(absl::string_view word) {
  static constexpr std::pair<absl::string_view, v1::Modality> kModalities[] = {
      {"asserted", v1::MODALITY_ASSERTED},     {"possible", v1::MODALITY_POSSIBLE},
      {"predicted", v1::MODALITY_PREDICTED},   {"conditional", v1::MODALITY_CONDITIONAL},
      {"normative", v1::MODALITY_NORMATIVE},   {"intended", v1::MODALITY_INTENDED},
      {"questioned", v1::MODALITY_QUESTIONED},
  };
  return Find(kModalities, word);
}

v1::Commitment CommitmentOf(absl::string_view word) {
  static constexpr std::pair<absl::string_view, v1::Commitment> kCommitments[] = {
      {"committed", v1::COMMITMENT_COMMITTED},
      {"neutral", v1::COMMITMENT_NEUTRAL},
      {"rejected", v1::COMMITMENT_REJECTED},
  };
  return Find(kCommitments, word);
}

}  // namespace standpoint
