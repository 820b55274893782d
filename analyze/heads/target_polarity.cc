#include "analyze/heads/target_polarity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "absl/strings/string_view.h"
#include "analyze/heads/head_scores.h"
#include "analyze/parse/dependencies.h"
#include "common/status/macros.h"

namespace standpoint {

// What a relation says of the word's part in its clause or phrase.
enum class TargetPolarity::Role : uint8_t {
  kSubject,
  kPassiveSubject,
  kObject,
  kOblique,
  kAgent,
  kNominal,
  kPossessive,
  kModifier,
  kConjunct,
  kOpenComplement,
  kClauseComplement,
  kOther,
};

namespace {

constexpr size_t kMaxWidth = 64;
constexpr int kFarthest = 12;  // arcs that are followed

// The places, in the order of training: analyze/training/heads/polarity.py.
enum Place : uint8_t {
  kInside = 0,
  kAbove = 1,  // 1 to 10: what the target hangs on, by the target's role
  kHangsOnIt = 11,
  kFartherBelow = 12,
  kTwoAbove = 13,
  kFartherAbove = 14,
  kObjectBeside = 15,  // 15 to 19: beside a target that is a subject
  kComplementBeside = 16,
  kClauseBeside = 17,
  kObliqueBeside = 18,
  kOtherBeside = 19,
  kSubjectBeside = 20,  // 20, 21: beside any other target
  kNoSubjectBeside = 21,
  kBelowBeside = 22,
  kBelowTwoAbove = 23,
  kBelowFartherAbove = 24,
  kFar = 25,
};

}  // namespace

absl::StatusOr<std::unique_ptr<const TargetPolarity>> TargetPolarity::Create(
    const ModelFile& file, const SyntaxLabels& labels) {
  static constexpr std::pair<absl::string_view, Role> kRoles[] = {
      {"nsubj", Role::kSubject},        {"nsubj:outer", Role::kSubject},
      {"obj", Role::kObject},           {"nsubj:pass", Role::kPassiveSubject},
      {"iobj", Role::kObject},          {"obl", Role::kOblique},
      {"obl:agent", Role::kAgent},      {"obl:unmarked", Role::kOblique},
      {"nmod", Role::kNominal},         {"nmod:poss", Role::kPossessive},
      {"compound", Role::kModifier},    {"appos", Role::kModifier},
      {"flat", Role::kModifier},        {"conj", Role::kConjunct},
      {"xcomp", Role::kOpenComplement}, {"ccomp", Role::kClauseComplement},
  };
  auto polarity = std::make_unique<TargetPolarity>();
  TargetPolarity& p = *polarity;
  for (const absl::string_view label : labels.relations) {
    const auto* const known = std::find_if(std::begin(kRoles), std::end(kRoles),
                                           [&](const auto& role) { return role.first == label; });
    p.roles_.push_back(known == std::end(kRoles) ? Role::kOther : known->second);
  }
  ASSIGN_OR_RETURN(const Tensor<float> weights, file.Find<float>("target.weights", {kPlaces}));
  ASSIGN_OR_RETURN(const Tensor<float> mix,
                   file.Find<float>("target.mix", {kPlaces, kEvaluationNumbers, ModelFile::kAny}));
  p.weights_ = weights.data;
  p.mix_ = mix.data;
  p.width_ = mix.shape[2];
  if (p.width_ > kMaxWidth) return file.Mismatch("target.mix", "too wide");
  ASSIGN_OR_RETURN(const Tensor<float> bias, file.Find<float>("target.mix.bias", {p.width_}));
  p.mix_bias_ = bias.data;
  ASSIGN_OR_RETURN(p.out_, FindSmallLayer(file, "target.out", 3, p.width_));
  return polarity;
}

std::vector<uint8_t> TargetPolarity::Places(const Syntax& syntax, uint32_t first, uint32_t last,
                                            uint32_t sentence_first, uint32_t sentence_last) const {
  const std::vector<Dependency>& arcs = syntax.dependencies.words;
  const auto role = [&](uint32_t word) { return roles_[arcs[word].relation]; };
  uint32_t top = last - 1;
  for (uint32_t word = last; word > first; --word) {
    const uint32_t head = arcs[word - 1].head;
    if (head == Dependency::kRoot || head < first || head >= last) {
      top = word - 1;
      break;
    }
  }
  std::vector<int8_t> above(sentence_last - sentence_first, -1);  // arcs from the target up
  uint32_t at = top;
  for (int8_t steps = 0; at != Dependency::kRoot && steps < kFarthest; ++steps) {
    above[at - sentence_first] = steps;
    at = arcs[at].head;
  }
  const Role own = role(top);
  const bool subject = own == Role::kSubject || own == Role::kPassiveSubject;
  const auto of_head = static_cast<uint8_t>(
      kAbove + (own < Role::kOpenComplement ? static_cast<uint8_t>(own)
                                            : static_cast<uint8_t>(Role::kOpenComplement)));
  const auto beside = [&](Role other) -> uint8_t {
    if (!subject) return other == Role::kSubject ? kSubjectBeside : kNoSubjectBeside;
    if (other == Role::kObject) return kObjectBeside;
    if (other == Role::kOpenComplement) return kComplementBeside;
    if (other == Role::kClauseComplement) return kClauseBeside;
    return other == Role::kOblique ? kObliqueBeside : kOtherBeside;
  };
  std::vector<uint8_t> places;
  places.reserve(above.size());
  for (uint32_t word = sentence_first; word < sentence_last; ++word) {
    if (word >= first && word < last) {
      places.push_back(kInside);
      continue;
    }
    int up = 0;
    uint32_t meets = word, below = word;
    while (meets != Dependency::kRoot && above[meets - sentence_first] < 0 && up < kFarthest) {
      below = meets;
      meets = arcs[meets].head;
      ++up;
    }
    const int height = meets == Dependency::kRoot ? -1 : above[meets - sentence_first];
    uint8_t place = kFar;
    if (height == 0) place = up == 1 ? kHangsOnIt : kFartherBelow;
    if (height > 0 && up == 0)
      place = height == 1 ? of_head : height == 2 ? kTwoAbove : kFartherAbove;
    if (height == 1 && up > 0) place = up == 1 ? beside(role(below)) : kBelowBeside;
    if (height == 2 && up > 0) place = kBelowTwoAbove;
    if (height > 2 && up > 0) place = kBelowFartherAbove;
    places.push_back(place);
  }
  return places;
}

Polarities TargetPolarity::Of(const Syntax& syntax, uint32_t first, uint32_t last) const {
  if (first >= last || last > syntax.head_scores.words.size()) return {};
  const auto sentence = std::prev(std::upper_bound(
      syntax.segments.sentences.begin(), syntax.segments.sentences.end(), first,
      [](uint32_t word, const SentenceSpan& span) { return word < span.first_word; }));
  last = std::min(last, sentence->last_word);
  const std::vector<uint8_t> places =
      Places(syntax, first, last, sentence->first_word, sentence->last_word);
  const WordScores* const words = syntax.head_scores.words.data() + sentence->first_word;
  const auto weight = [&](size_t i) {
    return words[i].evaluation_weight.value() + weights_[places[i]];
  };
  float largest = weight(0);
  for (size_t i = 1; i < places.size(); ++i) largest = std::max(largest, weight(i));
  std::array<float, kMaxWidth> sums = {};
  float total = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    const float share = std::exp(weight(i) - largest);
    total += share;
    const float* row = mix_ + places[i] * kEvaluationNumbers * width_;
    for (const Score& number : words[i].evaluation) {
      const float scaled = share * std::tanh(number.value());
      for (size_t k = 0; k < width_; ++k) sums[k] += scaled * row[k];
      row += width_;
    }
  }
  for (size_t k = 0; k < width_; ++k) sums[k] = std::max(0.0F, sums[k] / total + mix_bias_[k]);
  std::array<float, 3> scores;
  out_.Multiply(sums.data(), scores.data());
  const float best = *std::max_element(scores.begin(), scores.end());
  for (float& score : scores) score = std::exp(score - best);
  const float all = scores[0] + scores[1] + scores[2];
  return {scores[0] / all, scores[1] / all, scores[2] / all};
}

}  // namespace standpoint
