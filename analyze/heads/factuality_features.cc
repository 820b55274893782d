#include "analyze/heads/factuality_features.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace standpoint {
namespace {

constexpr absl::string_view kShown[] = {
    "aux", "aux:pass", "cop",   "mark", "advmod", "nsubj",  "expl",      "cc",
    "det", "case",     "punct", "obj",  "amod",   "nummod", "discourse", "nsubj:pass"};

constexpr absl::string_view kClauses[] = {"root",  "ccomp",     "xcomp",     "advcl", "acl",
                                          "csubj", "acl:relcl", "parataxis", "conj",  "appos"};

constexpr uint32_t kBegin = 2166136261U, kPrime = 16777619U;

uint32_t Hashed(uint32_t hash, absl::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<uint8_t>(c)) * kPrime;
  return hash;
}

}  // namespace

FactualityFeatures::FactualityFeatures(const SyntaxLabels& labels, uint32_t rows)
    : rows_(rows), relations_(labels.relations), tags_(labels.xpos) {
  lemma_ = Hashed(kBegin, "l=");
  relation_ = Hashed(kBegin, "r=");
  tag_ = Hashed(kBegin, "x=");
  head_ = Hashed(kBegin, "gl=");
  static constexpr absl::string_view kKindNames[kKinds] = {"g", "gx", "G", "Gr", "c", "h"};
  for (const absl::string_view relation : relations_) {
    for (size_t kind = 0; kind < kKinds; ++kind) {
      begins_[kind].push_back(Hashed(Hashed(Hashed(kBegin, kKindNames[kind]), relation), "="));
    }
    shown_.push_back(std::find(std::begin(kShown), std::end(kShown), relation) != std::end(kShown));
    marks_.push_back(relation == "cop" || absl::StartsWith(relation, "nsubj") ||
                     absl::StartsWith(relation, "csubj"));
    clauses_.push_back(std::find(std::begin(kClauses), std::end(kClauses), relation) !=
                       std::end(kClauses));
  }
}

uint32_t FactualityFeatures::Row(uint32_t hashed, absl::string_view lemma) const {
  for (const char c : lemma) {
    hashed = (hashed ^ static_cast<uint8_t>(absl::ascii_tolower(static_cast<unsigned char>(c)))) *
             kPrime;
  }
  return hashed % rows_;
}

// Of punctuation only the question mark says something.
bool FactualityFeatures::Shows(uint8_t relation, absl::string_view lemma) const {
  return shown_[relation] && (relations_[relation] != "punct" || lemma == "?");
}

}  // namespace standpoint
