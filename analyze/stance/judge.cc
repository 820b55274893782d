#include "analyze/stance/judge.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/stance/topics.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

// Share of the proposition's topics that a claim has to name, at least: one that says something good or bad of them, one that
// leaves them open.
constexpr double kRelated = 0.2;
constexpr double kDiscussed = 0.15;
constexpr double kNearlySame =
    0.8;  // from here on a claim without valence restates the proposition
constexpr double kValuedWeight = 0.5;  // of a word with a valence as a topic
constexpr size_t kLongestClaim = 400;  // words; the rest of a longer text is not looked at

}  // namespace

// What is compared of a text.
struct PropositionJudge::Reading {
  std::vector<Topic> topics;  // each once
  TopicBag bag;               // of all of them
  TopicBag subject;           // before "than"
  TopicBag compared;          // behind it
  size_t than = 0;            // topics before it; 0: no comparison
  int sign = 1;               // product of the words' valences
  int negations = 1;          // of the negators among them
  bool signed_ = false;       // some word has one
  bool strong = false;        // a strong word has settled it
  bool open = false;          // speaks of a question without a side
};

PropositionJudge::PropositionJudge(const Lexicon& lexicon) : terms_(lexicon), topics_(lexicon) {
  for (const PhraseEntry* const entry : lexicon.Phrases("discussion").All()) {
    const std::vector<Term> phrase = terms_.Words(absl::StrJoin(entry->words, " "));
    open_[phrase.front().stem].push_back(phrase);
  }
  for (const PhraseEntry* const entry : lexicon.Phrases("valence").All()) {
    for (const Term& term : terms_.Words(entry->words.front())) {
      valences_[term.stem] = {entry->Has("minus") ? -1 : 1, entry->Has("strong")};
    }
  }
}

bool PropositionJudge::IsOpen(absl::Span<const Term> words, size_t i) const {
  const auto phrases = open_.find(words[i].stem);
  if (phrases == open_.end()) {
    return false;
  }
  return std::any_of(phrases->second.begin(), phrases->second.end(), [&](const auto& phrase) {
    return i + phrase.size() <= words.size() &&
           std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<ptrdiff_t>(i),
                      [](const Term& a, const Term& b) { return a.stem == b.stem; });
  });
}

// Takes a word's valence into the sign of the text; returns whether it has one.
bool PropositionJudge::ReadValence(const Term& term, Reading& reading) const {
  const auto valence = valences_.find(absl::EndsWith(term.word, "n't") ? "not" : term.stem);
  if (valence == valences_.end()) {
    return false;
  }
  const bool negator = term.stop && valence->second.sign < 0;
  if (valence->second.strong && !reading.strong) {
    reading.sign = reading.negations;
    reading.strong = true;
  }
  if (negator) {
    reading.negations = -reading.negations;
  }
  if (!reading.strong || negator || valence->second.strong) {
    reading.sign *= valence->second.sign;
  }
  reading.signed_ = true;
  return true;
}

PropositionJudge::Reading PropositionJudge::Read(absl::string_view text) const {
  Reading reading;
  std::vector<Term> words = terms_.Words(text);
  words.resize(std::min(words.size(), kLongestClaim));
  absl::flat_hash_set<std::string> seen;
  for (size_t i = 0; i < words.size(); ++i) {
    const Term& term = words[i];
    reading.open = reading.open || IsOpen(words, i);
    if (term.word == "than") {
      reading.than = reading.topics.size();
    }
    const bool valued = ReadValence(term, reading);
    if (term.stop || !seen.insert(term.stem).second) {
      continue;
    }
    reading.topics.push_back(topics_.Read(term, valued ? kValuedWeight : 1));
    reading.bag.Add(reading.topics.back());
  }
  for (size_t i = 0; reading.than > 0 && i < reading.topics.size(); ++i) {
    if (reading.topics[i].weight == 1) {
      (i < reading.than ? reading.subject : reading.compared).Add(reading.topics[i]);
    }
  }
  return reading;
}

// Whether "A than B" stands against "B than A".
bool PropositionJudge::Swapped(const Reading& proposition, const Reading& claim) {
  if (proposition.than == 0 || claim.than == 0) {
    return false;
  }
  double straight = 0;
  double crossed = 0;
  for (size_t i = 0; i < proposition.topics.size(); ++i) {
    const Topic& topic = proposition.topics[i];
    if (topic.weight < 1) {
      continue;
    }
    const double in_subject = claim.subject.Find(topic).share;
    const double in_compared = claim.compared.Find(topic).share;
    straight += i < proposition.than ? in_subject : in_compared;
    crossed += i < proposition.than ? in_compared : in_subject;
  }
  return crossed > straight;
}

v1::Judgement PropositionJudge::Compare(const Reading& proposition, const Reading& claim) const {
  double shared = 0;
  double all = 0;
  bool turned = false;  // it says so of the opposite
  for (const Topic& topic : proposition.topics) {
    const TopicMatch match = claim.bag.Find(topic);
    shared += topic.weight * match.share;
    all += topic.weight;
    turned = turned != (match.opposite && topic.weight == 1);
  }
  const double share = all > 0 ? shared / all : 0;
  v1::Judgement judgement;
  const auto judge = [&judgement](v1::Relation relation, double confidence) {
    judgement.set_relation(relation);
    judgement.set_confidence(static_cast<float>(std::clamp(confidence, 0.0, 1.0)));
    return judgement;
  };
  if (claim.open && !proposition.open && share >= kDiscussed) {
    return judge(v1::RELATION_DISCUSS, 0.5 + share / 3);
  }
  if (share < kRelated) {
    return judge(v1::RELATION_UNRELATED, 1 - share);
  }
  if (claim.signed_ || turned || share >= kNearlySame) {
    const bool other = turned != Swapped(proposition, claim);
    const bool same = (proposition.sign == claim.sign) != other;
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
