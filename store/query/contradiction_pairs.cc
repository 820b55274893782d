#include "store/query/contradiction_pairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/time/proto_time.h"
#include "store/index/fold.h"
#include "store/query/same_holder.h"
#include "store/query/same_voice.h"
#include "store/query/voices.h"

namespace standpoint {
namespace {

constexpr int kMaxCopies = 100;

bool AreOpposite(v1::Relation a, v1::Relation b) {
  return (a == v1::RELATION_SUPPORT && b == v1::RELATION_OPPOSE) ||
         (a == v1::RELATION_OPPOSE && b == v1::RELATION_SUPPORT);
}

VoicedClaim Voiced(const v1::Claim& claim, int holder) { return {&claim, &claim.holders(holder)}; }

// Pairs of holders (of `a`, of `b`) who are on opposite sides of the proposition to which the claims, as worded, stand so.
std::set<std::pair<int, int>> Opponents(const v1::Claim& a, v1::Relation of_a, const v1::Claim& b,
                                        v1::Relation of_b) {
  std::set<std::pair<int, int>> opponents;
  for (const Position& at_a : PositionsOf(a, of_a)) {
    for (const Position& at_b : PositionsOf(b, of_b)) {
      if (AreOpposite(at_a.side, at_b.side)) {
        opponents.insert({at_a.holder, at_b.holder});
      }
    }
  }
  return opponents;
}

// A claim is on its own side, as a proposition.
constexpr v1::Relation kItself = v1::RELATION_SUPPORT;

// What may be is contradicted less firmly than what is, and what is less firmly by what will or should be.
float Firmness(const v1::Claim& a, const v1::Claim& b) {
  if (IsHedged(a) || IsHedged(b)) {
    return (IsHedged(a) ? kHedgedWeight : 1) * (IsHedged(b) ? kHedgedWeight : 1);
  }
  return a.modality() == b.modality() ? 1 : kHedgedWeight;
}

bool AreOfOneText(const v1::Claim& a, const v1::Claim& b) {
  const v1::DocumentSummary& of_a = a.document();
  const v1::DocumentSummary& of_b = b.document();
  return of_a.name() == of_b.name() ||
         (!of_a.text_digest().empty() && of_a.text_digest() == of_b.text_digest());
}

// Nobody changes his view within a sentence: "it rose and then fell" is one.
bool AreOfOneSentence(const v1::Claim& a, const v1::Claim& b) {
  return a.has_sentence() && b.has_sentence() && AreOfOneText(a, b) &&
         a.sentence().begin() == b.sentence().begin();
}

// Those of one holder before all others, then the innermost.
bool IsBetter(const OpposedClaims& a, const OpposedClaims& b) {
  return std::make_tuple(a.kind, -a.first_holder, -a.second_holder) <
         std::make_tuple(b.kind, -b.first_holder, -b.second_holder);
}

// In an order that the order of the pairs does not change: the one to show first.
bool IsShownBefore(const OpposedClaims& a, const OpposedClaims& b) {
  if (a.kind != b.kind) {
    return a.kind < b.kind;
  }
  if (a.confidence != b.confidence) {
    return a.confidence > b.confidence;
  }
  return a.first != b.first ? IsPublishedBefore(*a.first, *b.first)
                            : IsPublishedBefore(*a.second, *b.second);
}

// Each pair of claims once, whatever the order they came in.
std::vector<OpposedClaims> InOrder(absl::Span<const OpposedClaims> pairs) {
  std::vector<OpposedClaims> sorted(pairs.begin(), pairs.end());
  const auto names = [](const OpposedClaims& pair) {
    return std::make_tuple(absl::string_view(pair.first->name()),
                           absl::string_view(pair.second->name()));
  };
  std::sort(sorted.begin(), sorted.end(),
            [&](const OpposedClaims& a, const OpposedClaims& b) { return names(a) < names(b); });
  const auto end = std::unique(
      sorted.begin(), sorted.end(),
      [&](const OpposedClaims& a, const OpposedClaims& b) { return names(a) == names(b); });
  sorted.erase(end, sorted.end());
  return sorted;
}

// A pair, and what its sides are told apart by.
struct VoicedPair {
  const OpposedClaims* pair = nullptr;
  std::string first;
  std::string second;
};
// Pairs of the same two voices.
using Group = std::vector<VoicedPair>;

std::vector<Group> GroupByVoices(absl::Span<const OpposedClaims> pairs) {
  std::vector<VoicedClaim> sides;
  for (const OpposedClaims& pair : pairs) {
    sides.push_back(Voiced(*pair.first, pair.first_holder));
    sides.push_back(Voiced(*pair.second, pair.second_holder));
  }
  const std::vector<size_t> voices = JoinVoices(sides);
  std::map<std::pair<std::string, std::string>, Group> groups;
  for (size_t i = 0; i < pairs.size(); ++i) {
    VoicedPair voiced{&pairs[i], absl::StrCat(voices[2 * i]), absl::StrCat(voices[2 * i + 1])};
    if (voiced.first == voiced.second) {  // who says the contrary in nearly the same words
      absl::StrAppend(&voiced.first, "/", FoldCase(pairs[i].first->text()));
      absl::StrAppend(&voiced.second, "/", FoldCase(pairs[i].second->text()));
    }
    groups[std::minmax(voiced.first, voiced.second)].push_back(voiced);
  }
  std::vector<Group> found;
  for (auto& [key, group] : groups) {
    found.push_back(std::move(group));
  }
  return found;
}

void FillSide(const v1::Claim& claim, int holder, const std::set<std::string>& documents,
              v1::ContradictionSide* side) {
  *side->mutable_claim() = claim;
  *side->mutable_holder() = claim.holders(holder);
  for (const std::string& document : documents) {
    if (document != claim.document().name() && side->copies_size() < kMaxCopies) {
      side->add_copies(document);
    }
  }
}

// One pair to show for a group, and the documents of each of its voices.
struct Shown {
  OpposedClaims pair;
  std::set<std::string> first_documents;
  std::set<std::string> second_documents;
};

Shown ShownOf(const Group& group) {
  const VoicedPair& best = *std::min_element(
      group.begin(), group.end(),
      [](const VoicedPair& a, const VoicedPair& b) { return IsShownBefore(*a.pair, *b.pair); });
  Shown shown{*best.pair, {}, {}};
  for (const VoicedPair& voiced : group) {
    // Where a copy is younger than what it contradicts, the sides are the other way round.
    const bool turned = voiced.first != best.first;
    const OpposedClaims& pair = *voiced.pair;
    shown.first_documents.insert((turned ? pair.second : pair.first)->document().name());
    shown.second_documents.insert((turned ? pair.first : pair.second)->document().name());
  }
  return shown;
}

}  // namespace

bool IsPublishedBefore(const v1::Claim& a, const v1::Claim& b) {
  const auto time = [](const v1::Claim& claim) {
    return claim.document().has_publish_time() ? ToAbslTime(claim.document().publish_time())
                                               : absl::InfiniteFuture();
  };
  return std::make_tuple(time(a), absl::string_view(a.name())) <
         std::make_tuple(time(b), absl::string_view(b.name()));
}

bool IsCommitted(const v1::Claim& claim) {
  const std::vector<Position> positions = PositionsOf(claim, kItself);
  return std::any_of(positions.begin(), positions.end(), [](const Position& position) {
    return position.side != v1::RELATION_DISCUSS;
  });
}

bool AreOneText(const v1::Claim& a, const v1::Claim& b) {
  return AreOfOneText(a, b) && a.span().begin() < b.span().end() &&
         b.span().begin() < a.span().end();
}

bool MayOppose(const v1::Claim& a, const v1::Claim& b, const v1::Judgement& b_to_a) {
  return !AreOneText(a, b) && !Opponents(a, kItself, b, b_to_a.relation()).empty();
}

std::optional<OpposedClaims> Oppose(const v1::Claim& a, const v1::Judgement& a_to_b,
                                    const v1::Claim& b, const v1::Judgement& b_to_a) {
  if (!IsPublishedBefore(a, b) && a.name() != b.name()) {
    return Oppose(b, b_to_a, a, a_to_b);
  }
  const auto about_a = Opponents(a, kItself, b, b_to_a.relation());
  const auto about_b = Opponents(a, a_to_b.relation(), b, kItself);
  std::optional<OpposedClaims> best;
  for (const auto& [holder_a, holder_b] : about_a) {
    if (!about_b.contains({holder_a, holder_b})) {
      continue;
    }
    const bool same = IsSameHolder(Voiced(a, holder_a), Voiced(b, holder_b));
    if (same && AreOfOneSentence(a, b)) {
      continue;
    }
    OpposedClaims pair{&a, &b, holder_a, holder_b,
                       same ? v1::CONTRADICTION_KIND_REVERSAL : v1::CONTRADICTION_KIND_DISPUTE};
    pair.confidence = std::min(a_to_b.confidence(), b_to_a.confidence()) * Firmness(a, b);
    if (!best || IsBetter(pair, *best)) {
      best = pair;
    }
  }
  return best;
}

void FillContradictions(absl::Span<const OpposedClaims> pairs, v1::ContradictionKind kind,
                        int max_contradictions, v1::FindContradictionsResponse* response) {
  const std::vector<OpposedClaims> sorted = InOrder(pairs);
  std::vector<Shown> shown;
  for (const Group& group : GroupByVoices(sorted)) {
    Shown one = ShownOf(group);
    if (kind == v1::CONTRADICTION_KIND_UNSPECIFIED || one.pair.kind == kind) {
      shown.push_back(std::move(one));
    }
  }
  std::sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) {
    return a.pair.confidence != b.pair.confidence ? a.pair.confidence > b.pair.confidence
                                                  : IsShownBefore(a.pair, b.pair);
  });
  const size_t given = std::min(shown.size(), static_cast<size_t>(max_contradictions));
  response->set_left_out_count(static_cast<int>(shown.size() - given));
  for (const Shown& one : absl::MakeConstSpan(shown).subspan(0, given)) {
    v1::Contradiction* contradiction = response->add_contradictions();
    contradiction->set_kind(one.pair.kind);
    contradiction->set_confidence(one.pair.confidence);
    FillSide(*one.pair.first, one.pair.first_holder, one.first_documents,
             contradiction->mutable_first());
    FillSide(*one.pair.second, one.pair.second_holder, one.second_documents,
             contradiction->mutable_second());
  }
}

}  // namespace standpoint
