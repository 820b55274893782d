#include "store/query/voices.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/time/proto_time.h"
#include "store/index/fold.h"
#include "store/query/same_voice.h"

namespace standpoint {
namespace {

constexpr int kMaxHolders = 100;
constexpr int kMaxSources = 100;
constexpr int kMaxCopies = 100;
constexpr size_t kMaxHolderSources = 10;

v1::Relation Opposite(v1::Relation relation) {
  switch (relation) {
    case v1::RELATION_SUPPORT:
      return v1::RELATION_OPPOSE;
    case v1::RELATION_OPPOSE:
      return v1::RELATION_SUPPORT;
    default:
      return relation;
  }
}

// One position of one claim.
struct Stand {
  const JudgedClaim* judged;
  const v1::Holder* holder;

  const v1::Claim& claim() const { return judged->claim; }
  bool is_dated() const { return claim().document().has_publish_time(); }
  absl::Time time() const { return ToAbslTime(claim().document().publish_time()); }
  const std::string& source() const { return claim().document().source(); }
  VoicedClaim voiced() const { return {&judged->claim, holder}; }

  // How much it weighs as evidence: a thing said with "may" or "if" less than one that is stated.
  double strength() const {
    return judged->judgement.confidence() * (IsHedged(claim()) ? kHedgedWeight : 1);
  }
};

// Earliest first, the undated last; then by name, which is unique for a claim.
bool IsEarlier(const Stand& a, const Stand& b) {
  const auto time = [](const Stand& s) { return s.is_dated() ? s.time() : absl::InfiniteFuture(); };
  return std::make_tuple(time(a), absl::string_view(a.claim().name())) <
         std::make_tuple(time(b), absl::string_view(b.claim().name()));
}

// Stands that are one voice, earliest first.
using Voice = std::vector<Stand>;

std::vector<Voice> ToVoices(std::vector<Stand> stands) {
  std::sort(stands.begin(), stands.end(), IsEarlier);
  std::vector<VoicedClaim> claims;
  for (const Stand& stand : stands) {
    claims.push_back(stand.voiced());
  }
  const std::vector<size_t> roots = JoinVoices(claims);
  std::map<size_t, Voice> by_root;
  for (size_t i = 0; i < stands.size(); ++i) {
    by_root[roots[i]].push_back(stands[i]);
  }
  std::vector<Voice> voices;
  for (auto& [root, voice] : by_root) {
    voices.push_back(std::move(voice));
  }
  std::sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) {
    const double first = a[0].strength();
    const double second = b[0].strength();
    return first != second ? first > second : IsEarlier(a[0], b[0]);
  });
  return voices;
}

void FillEvidence(const Voice& voice, v1::Evidence* evidence) {
  *evidence->mutable_claim() = voice[0].claim();
  *evidence->mutable_holder() = *voice[0].holder;
  *evidence->mutable_judgement() = voice[0].judged->judgement;
  std::set<std::string> copies;
  std::set<std::string> near_copies;
  const std::string& own = voice[0].claim().document().name();
  for (const Stand& stand : voice) {
    const bool same = stand.claim().text() == voice[0].claim().text();
    (same ? copies : near_copies).insert(stand.claim().document().name());
  }
  for (const std::string& copy : copies) {
    if (copy != own && evidence->copies_size() < kMaxCopies) {
      evidence->add_copies(copy);
    }
  }
  for (const std::string& copy : near_copies) {
    if (copy != own && !copies.contains(copy) && evidence->near_copies_size() < kMaxCopies) {
      evidence->add_near_copies(copy);
    }
  }
}

void NoteTime(const Stand& stand, v1::SideHolder* holder) {
  if (!stand.is_dated()) {
    return;
  }
  const auto& time = stand.claim().document().publish_time();
  if (!holder->has_first_time() || stand.time() < ToAbslTime(holder->first_time())) {
    *holder->mutable_first_time() = time;
  }
  if (!holder->has_last_time() || stand.time() > ToAbslTime(holder->last_time())) {
    *holder->mutable_last_time() = time;
  }
}

void FillHolders(const std::vector<Voice>& voices, v1::Side* side) {
  std::map<std::string, v1::SideHolder> holders;  // by folded name
  std::map<std::string, std::set<std::string>> sources;
  for (const Voice& voice : voices) {
    const std::string name = HolderName(voice[0].voiced());
    v1::SideHolder& holder = holders[FoldCase(name)];
    if (holder.holder().empty() || name < holder.holder()) {
      holder.set_holder(name);
    }
    holder.set_count(holder.count() + 1);
    for (const Stand& stand : voice) {
      NoteTime(stand, &holder);
      if (!stand.source().empty()) {
        sources[FoldCase(name)].insert(stand.source());
      }
    }
  }
  for (auto& [name, holder] : holders) {
    for (const std::string& source : sources[name]) {
      if (holder.sources_size() < static_cast<int>(kMaxHolderSources)) {
        holder.add_sources(source);
      }
    }
  }
  std::vector<v1::SideHolder> sorted;
  for (auto& [name, holder] : holders) {
    sorted.push_back(std::move(holder));
  }
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [](const v1::SideHolder& a, const v1::SideHolder& b) { return a.count() > b.count(); });
  sorted.resize(std::min<size_t>(sorted.size(), kMaxHolders));
  for (v1::SideHolder& holder : sorted) {
    *side->add_holders() = std::move(holder);
  }
}

void FillSide(const std::vector<Voice>& voices, int max_evidence, v1::Side* side) {
  side->set_voice_count(static_cast<int>(voices.size()));
  std::set<absl::string_view> documents;
  for (const Voice& voice : voices) {
    for (const Stand& stand : voice) {
      documents.insert(stand.claim().document().name());
    }
    if (side->evidence_size() < max_evidence) {
      FillEvidence(voice, side->add_evidence());
    }
  }
  side->set_document_count(static_cast<int>(documents.size()));
  FillHolders(voices, side);
}

std::string MonthOf(const Stand& stand) {
  return stand.is_dated() ? absl::FormatTime("%E4Y-%m", stand.time(), absl::UTCTimeZone())
                          : std::string();
}

using Counts = std::map<std::string, v1::SideCount>;

void Count(const std::string& key, v1::Relation side, Counts* counts) {
  v1::SideCount& count = (*counts)[key];
  count.set_key(key);
  switch (side) {
    case v1::RELATION_SUPPORT:
      count.set_support(count.support() + 1);
      break;
    case v1::RELATION_OPPOSE:
      count.set_oppose(count.oppose() + 1);
      break;
    default:
      count.set_discuss(count.discuss() + 1);
  }
}

void FillSources(const Counts& counts, v1::AssessPropositionResponse* response) {
  std::vector<v1::SideCount> sorted;
  for (const auto& [key, count] : counts) {
    sorted.push_back(count);
  }
  const auto voices = [](const v1::SideCount& c) { return c.support() + c.oppose() + c.discuss(); };
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [&](const v1::SideCount& a, const v1::SideCount& b) { return voices(a) > voices(b); });
  sorted.resize(std::min<size_t>(sorted.size(), kMaxSources));
  response->mutable_by_source()->Assign(sorted.begin(), sorted.end());
}

void FillMonths(const Counts& counts, v1::AssessPropositionResponse* response) {
  for (const auto& [key, count] : counts) {
    if (!key.empty()) {
      *response->add_by_month() = count;
    }
  }
  if (const auto undated = counts.find(""); undated != counts.end()) {
    *response->add_by_month() = undated->second;
  }
}

}  // namespace

bool IsHedged(const v1::Claim& claim) {
  return claim.modality() == v1::MODALITY_POSSIBLE || claim.modality() == v1::MODALITY_CONDITIONAL;
}

std::vector<Position> PositionsOf(const v1::Claim& claim, v1::Relation relation) {
  if (claim.holders().empty()) {
    return {};
  }
  const int innermost = claim.holders_size() - 1;
  const bool is_own = claim.holders(innermost).kind() == v1::HOLDER_KIND_AUTHOR;
  const bool is_question =
      claim.act() == v1::ACT_QUESTION || claim.modality() == v1::MODALITY_QUESTIONED;
  const bool rejected = claim.commitment() == v1::COMMITMENT_REJECTED;
  v1::Relation side = claim.act() == v1::ACT_DENY ? Opposite(relation) : relation;
  if (is_question) {
    side = v1::RELATION_DISCUSS;
  } else if (is_own && rejected) {
    // An author's denial may be told by act, by commitment, or by both: it turns the side once.
    side = Opposite(relation);
  }
  if (is_own) {
    return {{side, innermost}};
  }
  std::vector<Position> positions = {{side, innermost}};
  if (rejected) {
    positions.push_back({Opposite(relation), 0});
  } else if (claim.commitment() == v1::COMMITMENT_COMMITTED) {
    positions.push_back({relation, 0});
  }
  return positions;
}

void FillSides(absl::Span<const JudgedClaim> claims, int max_evidence,
               v1::AssessPropositionResponse* response) {
  std::map<v1::Relation, std::vector<Stand>> stands;
  for (const JudgedClaim& judged : claims) {
    for (const Position& position : PositionsOf(judged.claim, judged.judgement.relation())) {
      stands[position.side].push_back({&judged, &judged.claim.holders(position.holder)});
    }
  }
  Counts sources;
  Counts months;
  for (const v1::Relation relation :
       {v1::RELATION_SUPPORT, v1::RELATION_OPPOSE, v1::RELATION_DISCUSS}) {
    const std::vector<Voice> voices = ToVoices(std::move(stands[relation]));
    v1::Side* side = response->add_sides();
    side->set_relation(relation);
    FillSide(voices, max_evidence, side);
    for (const Voice& voice : voices) {
      Count(voice[0].source(), relation, &sources);
      Count(MonthOf(voice[0]), relation, &months);
    }
  }
  FillSources(sources, response);
  FillMonths(months, response);
}

}  // namespace standpoint
