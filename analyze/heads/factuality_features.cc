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

class Hash {
 public:
  void Add(absl::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<uint8_t>(c)) * 16777619U;
  }
  void AddLower(absl::string_view bytes) {
    for (const char c : bytes) {
      value_ = (value_ ^ static_cast<uint8_t>(absl::ascii_tolower(static_cast<unsigned char>(c)))) *
               16777619U;
    }
  }
  uint32_t value() const { return value_; }

 private:
  uint32_t value_ = 2166136261U;
};

}  // namespace

FactualityFeatures::FactualityFeatures(const SyntaxLabels& labels, uint32_t rows)
    : rows_(rows), relations_(labels.relations), tags_(labels.xpos) {
  for (const absl::string_view relation : relations_) {
    shown_.push_back(std::find(std::begin(kShown), std::end(kShown), relation) != std::end(kShown));
    marks_.push_back(relation == "cop" || absl::StartsWith(relation, "nsubj") ||
                     absl::StartsWith(relation, "csubj"));
  }
}

uint32_t FactualityFeatures::Row(absl::string_view kind, absl::string_view label,
                                 absl::string_view lemma) const {
  Hash hash;
  hash.Add(kind);
  hash.Add(label);
  hash.Add("=");
  hash.AddLower(lemma);
  return hash.value() % rows_;
}

// Of punctuation only the question mark says something.
bool FactualityFeatures::Shows(uint8_t relation, absl::string_view lemma) const {
  return shown_[relation] && (relations_[relation] != "punct" || lemma == "?");
}

}  // namespace standpoint
