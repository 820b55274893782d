#include "analyze/stance/judge.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr double kRelated = 0.4;  // share of the proposition's topics that a related claim names
constexpr double kNearlySame =
    0.8;  // from here on a claim without valence restates the proposition
constexpr size_t kLongestClaim = 400;  // words; the rest of a longer text is not looked at

}  // namespace

// What is compared of a text.
struct PropositionJudge::Reading {
  absl::flat_hash_set<std::string> topics;    // stems, or the concept they belong to
  absl::flat_hash_set<std::string> subject;   // topics before "than"
  absl::flat_hash_set<std::string> compared;  // topics behind it
  int sign = 1;                               // product of the words' valences
  int negations = 1;                          // of the negators among them
  bool signed_ = false;                       // some word has one
  bool open = false;                          // speaks of a question without a side
};

PropositionJudge::PropositionJudge(const Lexicon& lexicon)
    : terms_(lexicon), discussion_(lexicon.Phrases("discussion")) {
  for (const PhraseEntry* const entry : lexicon.Phrases("valence").All()) {
    for (const Term& term : terms_.Words(entry->words.front())) {
      valences_[term.stem] = {entry->Has("minus") ? -1 : 1, entry->Has("strong")};
    }
  }
  for (const PhraseEntry* const group : lexicon.Phrases("concepts").All()) {
    for (const std::string& word : group->words) {
      for (const Term& term : terms_.Words(word)) {
        concepts_.insert({term.stem, absl::StrCat("=", group->words.front())});
      }
    }
  }
}

bool PropositionJudge::IsOpen(absl::Span<const Term> words, size_t i) const {
  for (const std::string* const key : {&words[i].word, &words[i].stem}) {
    const auto* const entries = discussion_.StartingWith(*key);
    if (entries == nullptr) {
      continue;
    }
    for (const auto& entry : *entries) {
      bool matches = i + entry->words.size() <= words.size();
      for (size_t k = 1; matches && k < entry->words.size(); ++k) {
        matches = words[i + k].word == entry->words[k];
      }
      if (matches) {
        return true;
      }
    }
  }
  return false;
}

PropositionJudge::Reading PropositionJudge::Read(absl::string_view text) const {
  Reading reading;
  std::vector<Term> words = terms_.Words(text);
  words.resize(std::min(words.size(), kLongestClaim));
  bool strong = false;
  bool behind_than = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const Term& term = words[i];
    reading.open = reading.open || IsOpen(words, i);
    behind_than = behind_than || term.word == "than";
    const bool negated = absl::EndsWith(term.word, "n't");
    const auto valence = valences_.find(negated ? "not" : term.stem);
    if (valence != valences_.end()) {
      const bool negator = term.stop && valence->second.sign < 0;
      if (valence->second.strong && !strong) {
        reading.sign = reading.negations;
        strong = true;
      }
      if (negator) {
        reading.negations = -reading.negations;
      }
      if (!strong || negator || valence->second.strong) {
        reading.sign *= valence->second.sign;
      }
      reading.signed_ = true;
    }
    if (!term.stop) {
      const auto concept_of = concepts_.find(term.stem);
      const std::string& topic = concept_of != concepts_.end() ? concept_of->second : term.stem;
      if (valence == valences_.end()) {
        (behind_than ? reading.compared : reading.subject).insert(topic);
      }
      if (valence == valences_.end() || concept_of != concepts_.end()) {
        reading.topics.insert(topic);
      }
    }
  }
  return reading;
}

v1::Judgement PropositionJudge::Compare(const Reading& proposition, const Reading& claim) const {
  const auto common = [](const auto& a, const auto& b) {
    return static_cast<size_t>(
        std::count_if(a.begin(), a.end(), [&b](const auto& term) { return b.contains(term); }));
  };
  const size_t shared = common(proposition.topics, claim.topics);
  const double share = static_cast<double>(shared) / std::max<size_t>(1, proposition.topics.size());
  v1::Judgement judgement;
  const auto judge = [&judgement](v1::Relation relation, double confidence) {
    judgement.set_relation(relation);
    judgement.set_confidence(static_cast<float>(std::clamp(confidence, 0.0, 1.0)));
    return judgement;
  };
  if (share < kRelated) {
    return judge(v1::RELATION_UNRELATED, 1 - share);
  }
  if (claim.open && !proposition.open) {
    return judge(v1::RELATION_DISCUSS, 0.5 + share / 3);
  }
  if (claim.signed_ || share >= kNearlySame) {
    const bool swapped =
        common(proposition.subject, claim.compared) > common(proposition.subject, claim.subject) &&
        common(proposition.compared, claim.subject) > 0;
    const bool same = (proposition.sign == claim.sign) != swapped;
    return judge(same ? v1::RELATION_SUPPORT : v1::RELATION_OPPOSE, 0.3 + share / 2);
  }
  return judge(v1::RELATION_UNRELATED, 0.5);
}

std::vector<v1::Judgement> PropositionJudge::Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims) const {
  const Reading asked = Read(proposition);
  std::vector<v1::Judgement> judgements;
  judgements.reserve(claims.size());
  for (const std::string& claim : claims) {
    judgements.push_back(Compare(asked, Read(claim)));
  }
  return judgements;
}

}  // namespace standpoint
