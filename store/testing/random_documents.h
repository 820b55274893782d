// Documents for property tests: small vocabularies, so that filters hit, times tie and texts are
// copied.

#ifndef STANDPOINT_STORE_TESTING_RANDOM_DOCUMENTS_H_
#define STANDPOINT_STORE_TESTING_RANDOM_DOCUMENTS_H_

#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/commit.pb.h"

namespace standpoint {

// Threads: one at a time. The same seed gives the same documents.
class RandomDocuments {
 public:
  explicit RandomDocuments(uint32_t seed) : random_(seed) {}

  // A valid document of up to `max_claims` claims, each in a sentence of its own, some with a
  // stance.
  internal::v1::AnalyzedDocument Next(absl::string_view name, int64_t revision, int max_claims = 6);

  // 0 to n - 1.
  int Below(int n) { return static_cast<int>(random_() % n); }

  // One of the words that texts are made of.
  std::string Word();

 private:
  void AddSentence(internal::v1::AnalyzedDocument* document);

  std::mt19937 random_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_TESTING_RANDOM_DOCUMENTS_H_
