#include "store/query/sayings.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/text/utf8.h"
#include "standpoint/v1/stance.pb.h"
#include "store/index/fold.h"
#include "store/query/assessment.h"
#include "store/query/contradiction_pairs.h"
#include "store/query/joined_sets.h"
#include "store/query/voices.h"

namespace standpoint {
namespace {

constexpr size_t kMaxPropositionBytes = 2000;  // as AssessProposition has it

std::string TextOf(const v1::Claim& claim) {
  return std::string(TruncateUtf8(JudgedText(claim), kMaxPropositionBytes));
}

// A view, and the place of its claim among the claims.
struct Stand {
  Telling telling;
  bool denied = false;
  size_t place = 0;
};

bool IsEarlier(const Stand& a, const Stand& b) {
  const bool one_claim = a.telling.claim == b.telling.claim;
  return one_claim ? a.telling.holder < b.telling.holder
                   : IsPublishedBefore(*a.telling.claim, *b.telling.claim);
}

// Whether claims have a structure at all: analyses of early versions have none.
bool HaveStructures(absl::Span<const v1::Claim> claims) {
  return std::any_of(claims.begin(), claims.end(),
                     [](const v1::Claim& claim) { return claim.has_structure(); });
}

std::vector<Stand> StandsOf(absl::Span<const v1::Claim> claims, bool denied) {
  const bool have_structures = HaveStructures(claims);
  const v1::Relation side = denied ? v1::RELATION_OPPOSE : v1::RELATION_SUPPORT;
  std::vector<Stand> stands;
  for (size_t i = 0; i < claims.size(); ++i) {
    if (have_structures && !claims[i].structure().has_predicate()) {
      continue;  // "a recount", "gun control": with everything on the subject, and nothing said
    }
    for (const Position& position : PositionsOf(claims[i], v1::RELATION_SUPPORT)) {
      if (position.side == side && !TextOf(claims[i]).empty()) {
        stands.push_back({{&claims[i], position.holder, 0}, denied, i});
        break;  // who reports what he agrees with is no further voice
      }
    }
  }
  std::sort(stands.begin(), stands.end(), IsEarlier);
  return stands;
}

// Gives each stand its voice, numbered from `first` on.
void NumberVoices(size_t first, std::vector<Stand>& stands) {
  std::vector<VoicedClaim> voiced;
  for (const Stand& stand : stands) {
    voiced.push_back(stand.telling.voiced());
  }
  const std::vector<size_t> voices = JoinVoices(voiced);
  for (size_t i = 0; i < stands.size(); ++i) {
    stands[i].telling.voice = first + voices[i];
  }
}

// By the first place of each, as all of one saying have it.
using SayingsByPlace = std::map<std::pair<bool, size_t>, Saying>;

void AddSayings(const std::vector<Stand>& stands, SayingsByPlace& sayings) {
  JoinedSets sets(stands.size());
  std::map<std::string, size_t> first_with;
  for (size_t i = 0; i < stands.size(); ++i) {
    const v1::Claim& claim = *stands[i].telling.claim;
    for (std::string& key :
         std::vector<std::string>{absl::StrCat("words/", FoldCase(TextOf(claim))),
                                  absl::StrCat("voice/", stands[i].telling.voice, "/",
                                               static_cast<int>(claim.polarity()))}) {
      sets.Join(first_with.try_emplace(std::move(key), i).first->second, i);
    }
  }
  std::vector<size_t> place(stands.size(), SIZE_MAX);
  for (size_t i = 0; i < stands.size(); ++i) {
    size_t& least = place[sets.Root(i)];
    least = std::min(least, stands[i].place);
  }
  for (size_t i = 0; i < stands.size(); ++i) {
    Saying& saying = sayings[{stands[i].denied, place[sets.Root(i)]}];
    if (saying.tellings.empty()) {
      saying.text = TextOf(*stands[i].telling.claim);
      saying.denied = stands[i].denied;
    }
    saying.tellings.push_back(stands[i].telling);
  }
}

}  // namespace

std::vector<Saying> ToSayings(absl::Span<const v1::Claim> claims) {
  SayingsByPlace by_place;
  size_t voices = 0;
  for (const bool denied : {false, true}) {
    std::vector<Stand> stands = StandsOf(claims, denied);
    NumberVoices(voices, stands);
    voices += stands.size();
    AddSayings(stands, by_place);
  }
  std::vector<Saying> sayings;
  for (auto& [place, saying] : by_place) {
    sayings.push_back(std::move(saying));
  }
  return sayings;
}

}  // namespace standpoint
