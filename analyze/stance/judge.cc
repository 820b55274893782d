#include "analyze/stance/judge.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/stance/evaluation.h"
#include "analyze/stance/side_model.h"
#include "analyze/stance/topics.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

// Share of the proposition's topics that a claim has to name, at least: one that says something good or bad of them, one that
// leaves them open.
constexpr double kRelated = 0.2;
constexpr double kDiscussed = 0.15;
constexpr double kCovered = 0.75;  // from here on a claim without a side discusses the proposition
constexpr double kNamed = 0.4;     // of a topic, from here on a word speaks of it
// Probability of a side from which on it is given: where a predicate is said of the topic, and where none is.
constexpr double kTakesSide = 0.55;
constexpr double kImpliesSide = 0.65;
constexpr double kOpen = 0.7;          // confidence that what opens a question leaves it open
constexpr double kUndecided = 0.4;     // confidence where the words do not tell a side
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
  bool open = false;          // speaks of a question without a side
  Evaluation evaluation;
};

PropositionJudge::PropositionJudge(const Lexicon& lexicon, const TextReader& text_reader)
    : terms_(lexicon), topics_(lexicon), evaluations_(lexicon, text_reader), model_(lexicon) {
  for (const PhraseEntry* const entry : lexicon.Phrases("discussion").All()) {
    const std::vector<Term> phrase = terms_.Words(absl::StrJoin(entry->words, " "));
    open_[phrase.front().stem].push_back(phrase);
  }
  for (const PhraseEntry* const entry : lexicon.Phrases("valence").All()) {
    for (const Term& term : terms_.Words(entry->words.front())) {
      valued_.insert(term.stem);
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

PropositionJudge::Reading PropositionJudge::ReadTopics(absl::string_view text) const {
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
    const bool valued = valued_.contains(term.stem);
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

PropositionJudge::Reading PropositionJudge::ReadProposition(absl::string_view text) const {
  Reading reading = ReadTopics(text);
  reading.evaluation = evaluations_.Read(text, [](const Term&) { return true; });
  return reading;
}

PropositionJudge::Reading PropositionJudge::ReadClaim(absl::string_view text,
                                                      const Reading& proposition) const {
  Reading reading = ReadTopics(text);
  reading.evaluation = evaluations_.Read(text, [&](const Term& term) {
    return proposition.bag.Find(topics_.Read(term, 1)).share >= kNamed;
  });
  return reading;
}

PairFeatures PropositionJudge::Compare(const Reading& proposition, const Reading& claim) const {
  double shared = 0;
  double all = 0;
  bool turned = Swapped(proposition, claim);
  for (const Topic& topic : proposition.topics) {
    const TopicMatch match = claim.bag.Find(topic);
    shared += topic.weight * match.share;
    all += topic.weight;
    turned = turned != (match.opposite && topic.weight == 1);  // it says so of the opposite
  }
  PairFeatures pair;
  pair.share = all > 0 ? shared / all : 0;
  pair.open = claim.open && !proposition.open;
  pair.evaluated = claim.evaluation.clauses.subject != 0 || claim.evaluation.clauses.object != 0;
  pair.side = SideOf(proposition.evaluation);
  pair.features = CompareSides(proposition.evaluation, claim.evaluation, pair.share, turned);
  return pair;
}

v1::Judgement PropositionJudge::Decide(const PairFeatures& pair) const {
  v1::Judgement judgement;
  const auto judge = [&judgement](v1::Relation relation, double confidence) {
    judgement.set_relation(relation);
    judgement.set_confidence(static_cast<float>(std::clamp(confidence, 0.0, 1.0)));
    return judgement;
  };
  const double related = model_.Relates(pair.share);
  if (pair.open && pair.share >= kDiscussed) {
    return judge(v1::RELATION_DISCUSS, related * kOpen);
  }
  if (pair.share < kRelated) {
    return judge(v1::RELATION_UNRELATED, 1 - related);
  }
  const double supports = model_.Supports(pair.features);
  const double enough = pair.evaluated ? kTakesSide : kImpliesSide;
  if (supports >= enough) {
    return judge(v1::RELATION_SUPPORT, related * supports);
  }
  if (1 - supports >= enough) {
    return judge(v1::RELATION_OPPOSE, related * (1 - supports));
  }
  return judge(pair.share >= kCovered ? v1::RELATION_DISCUSS : v1::RELATION_UNRELATED, kUndecided);
}

std::vector<PairFeatures> PropositionJudge::Features(absl::string_view proposition,
                                                     absl::Span<const std::string> claims) const {
  const Reading asked = ReadProposition(proposition);
  std::vector<PairFeatures> features;
  features.reserve(claims.size());
  for (const std::string& claim : claims) {
    Reading reading = ReadClaim(claim, asked);
    features.push_back(Compare(asked, reading));
    features.back().stems = std::move(reading.evaluation.stems);
  }
  return features;
}

std::vector<v1::Judgement> PropositionJudge::Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims) const {
  std::vector<v1::Judgement> judgements;
  judgements.reserve(claims.size());
  for (const PairFeatures& pair : Features(proposition, claims)) {
    judgements.push_back(Decide(pair));
  }
  return judgements;
}

}  // namespace standpoint
