// An analyzer for tests: some claims are near a proposition without sharing a word with it, and some oppose it.

#ifndef STANDPOINT_TESTS_ROUTER_VECTOR_ANALYZE_CLIENT_H_
#define STANDPOINT_TESTS_ROUTER_VECTOR_ANALYZE_CLIENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"
#include "analyze/client/fake_analyze_client.h"
#include "store/testing/random_documents.h"

namespace standpoint {

inline constexpr int kDirections = 6;

// An embedding about one of the directions; `random` moves each component by up to `noise`.
std::string DirectedVector(int direction, RandomDocuments& random, int noise);

// Judges as the fake does, but for a third of what discusses, which opposes. Four propositions of five have the vector of a direction.
// Threads: safe.
class VectorAnalyzeClient final : public AnalyzeClient {
 public:
  absl::StatusOr<v1::Analysis> AnalyzeText(absl::string_view text, absl::Time deadline) override {
    return fake_.AnalyzeText(text, deadline);
  }
  absl::StatusOr<PropositionFeatures> AnalyzeProposition(absl::string_view proposition,
                                                         absl::Time deadline) override;
  absl::StatusOr<std::vector<v1::Judgement>> Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims,
                                                   absl::Time deadline) override;

 private:
  FakeAnalyzeClient fake_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_ROUTER_VECTOR_ANALYZE_CLIENT_H_
