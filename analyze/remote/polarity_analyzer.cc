#include "analyze/remote/polarity_analyzer.h"

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

// The sentence in which `at` stands; empty where there is none.
absl::string_view SentenceAt(const v1::Analysis& analysis, absl::string_view text, int32_t at) {
  const auto behind = std::upper_bound(
      analysis.sentences().begin(), analysis.sentences().end(), at,
      [](int32_t place, const v1::Span& sentence) { return place < sentence.begin(); });
  if (behind == analysis.sentences().begin()) {
    return {};
  }
  const v1::Span& sentence = *(behind - 1);
  return text.substr(static_cast<size_t>(sentence.begin()),
                     static_cast<size_t>(sentence.end() - sentence.begin()));
}

}  // namespace

absl::StatusOr<v1::Analysis> PolarityAnalyzer::Analyze(const v1::Document& document,
                                                       absl::Time deadline) {
  ASSIGN_OR_RETURN(v1::Analysis analysis, inner_->Analyze(document, deadline));
  std::vector<MentionedTarget> mentions;
  for (const v1::Stance& stance : analysis.stances()) {
    mentions.push_back(
        {std::string(SentenceAt(analysis, document.text(), stance.target().span().begin())),
         stance.target().text()});
  }
  std::string version;
  const std::vector<std::optional<TargetPolarity>> polarities =
      models_.Polarity(mentions, deadline, &version);
  for (size_t i = 0; i < polarities.size(); ++i) {
    if (polarities[i].has_value()) {
      v1::Stance& stance = *analysis.mutable_stances(static_cast<int>(i));
      stance.set_direction(polarities[i]->direction);
      stance.set_confidence(polarities[i]->confidence);
    }
  }
  if (!version.empty()) {
    absl::StrAppendFormat(analysis.mutable_analyzer()->mutable_model_digest(), "%016x",
                          XXH3_64bits(version.data(), version.size()));
  }
  return analysis;
}

}  // namespace standpoint
