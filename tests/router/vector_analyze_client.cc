#include "tests/router/vector_analyze_client.h"

#include <algorithm>
#include <cstdint>

#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kVectorSize = 96;

}  // namespace

std::string DirectedVector(int direction, RandomDocuments& random, int noise) {
  RandomDocuments fixed(static_cast<uint32_t>(direction));
  std::string vector(kVectorSize, '\0');
  for (char& component : vector) {
    const int value =
        fixed.Below(161) - 80 + (noise == 0 ? 0 : random.Below(2 * noise + 1) - noise);
    component = static_cast<char>(std::clamp(value, -127, 127));
  }
  return vector;
}

absl::StatusOr<PropositionFeatures> VectorAnalyzeClient::AnalyzeProposition(
    absl::string_view proposition, absl::Time deadline) {
  ASSIGN_OR_RETURN(PropositionFeatures features, fake_.AnalyzeProposition(proposition, deadline));
  if (proposition.size() % 5 != 0) {
    RandomDocuments none(0);
    features.embedding =
        DirectedVector(static_cast<int>(proposition.size() % kDirections), none, 0);
  }
  return features;
}

absl::StatusOr<std::vector<v1::Judgement>> VectorAnalyzeClient::Judge(
    absl::string_view proposition, absl::Span<const std::string> claims, absl::Time deadline) {
  ASSIGN_OR_RETURN(std::vector<v1::Judgement> judgements,
                   fake_.Judge(proposition, claims, deadline));
  for (size_t i = 0; i < claims.size(); ++i) {  // some oppose, whichever is the proposition
    const size_t sum = proposition.size() + claims[i].size();
    if (judgements[i].relation() == v1::RELATION_DISCUSS && sum % 3 == 0) {
      judgements[i].set_relation(v1::RELATION_OPPOSE);
      judgements[i].set_confidence(static_cast<float>(sum % 7) / 6);
    }
  }
  return judgements;
}

}  // namespace standpoint
