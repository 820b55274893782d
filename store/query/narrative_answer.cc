#include "store/query/narrative_answer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>

#include "store/index/fold.h"
#include "store/query/contradiction_pairs.h"
#include "store/query/same_voice.h"
#include "store/query/voices.h"

namespace standpoint {
namespace {

constexpr int kMaxCopies = 100;
constexpr size_t kMaxGroups = 20;
constexpr size_t kMaxTimes = 1000;

// A telling with what its saying is.
struct Told {
  Telling telling;
  bool denied = false;
  double confidence = 0;

  const v1::Claim& claim() const { return *telling.claim; }
  // Who says less firmly what he tells is the weaker quote.
  double strength() const { return confidence * (IsHedged(claim()) ? kHedgedWeight : 1); }
};

bool IsEarlier(const Told& a, const Told& b) {
  return a.telling.claim == b.telling.claim ? std::make_tuple(a.telling.holder, a.denied) <
                                                  std::make_tuple(b.telling.holder, b.denied)
                                            : IsPublishedBefore(a.claim(), b.claim());
}

std::vector<Told> AllTold(absl::Span<const Saying> sayings, const NarrativeGroup& group,
                          absl::Span<const double> confidences) {
  std::vector<Told> all;
  for (size_t i = 0; i < group.sayings.size(); ++i) {
    const Saying& saying = sayings[group.sayings[i]];
    for (const Telling& telling : saying.tellings) {
      all.push_back({telling, saying.denied, confidences[i]});
    }
  }
  std::sort(all.begin(), all.end(), IsEarlier);
  return all;
}

// What each voice tells, the earliest first; the voices by what they tell first.
using Voice = std::vector<Told>;

std::vector<Voice> ToVoices(const std::vector<Told>& all) {
  std::vector<Voice> voices;
  std::map<size_t, size_t> place;
  for (const Told& told : all) {
    const auto [it, is_new] = place.try_emplace(told.telling.voice, voices.size());
    if (is_new) {
      voices.emplace_back();
    }
    voices[it->second].push_back(told);
  }
  return voices;
}

// `voice`: all that the same voice tells.
void FillQuote(const Told& told, const Voice& voice, v1::NarrativeQuote* quote) {
  *quote->mutable_claim() = told.claim();
  *quote->mutable_holder() = told.claim().holders(told.telling.holder);
  quote->set_denied(told.denied);
  quote->set_confidence(static_cast<float>(told.strength()));
  std::set<std::string> copies;
  for (const Told& other : voice) {
    copies.insert(other.claim().document().name());
  }
  copies.erase(told.claim().document().name());
  for (const std::string& copy : copies) {
    if (quote->copies_size() < kMaxCopies) {
      quote->add_copies(copy);
    }
  }
}

// Counts by time, source and holder. The documents of what is counted come one after the other.
class Counter {
 public:
  explicit Counter(GroupBy by) : table_(by) {}

  void Count(const Told& told) {
    const v1::DocumentSummary& summary = told.claim().document();
    CountedDocument document;
    document.number = texts_.Number(summary.name());
    document.is_dated = summary.has_publish_time();
    document.seconds = summary.publish_time().seconds();
    document.nanos = summary.publish_time().nanos();
    document.source = texts_.Number(summary.source());
    const uint32_t holder = NumberOfHolder(HolderName(told.telling.voiced()));
    const bool by_holder = table_.by() == GroupBy::kHolder;
    table_.At(by_holder ? holder : table_.KeyOf(document, 0)).Count(document, holder);
    total_.Count(document, holder);
  }

  void FillTotal(v1::AggregateGroup* total) const { total_.Fill("", total); }

  void FillGroups(size_t max_groups,
                  google::protobuf::RepeatedPtrField<v1::AggregateGroup>* groups) const {
    v1::AggregateTable table;
    table_.Fill("", max_groups, texts_, &table);
    groups->Swap(table.mutable_groups());
  }

 private:
  // The same in any case; shown as it is spelt where it was counted first.
  uint32_t NumberOfHolder(const std::string& name) {
    const auto [it, is_new] = holders_.try_emplace(FoldCase(name), 0);
    if (is_new) {
      it->second = texts_.Number(name);
    }
    return it->second;
  }

  TextNumbers texts_;
  std::map<std::string, uint32_t> holders_;
  Group total_;
  GroupTable table_;
};

// Documents one after the other, as counting wants them.
void SortByDocument(std::vector<Told>& all) {
  std::stable_sort(all.begin(), all.end(), [](const Told& a, const Told& b) {
    return a.claim().document().name() < b.claim().document().name();
  });
}

// Each claim once: by who tells it innermost.
std::vector<Told> ClaimsOf(const std::vector<Told>& all) {
  std::map<const v1::Claim*, Told> by_claim;
  for (const Told& told : all) {
    by_claim[told.telling.claim] = told;
  }
  std::vector<Told> claims;
  for (const Told& told : all) {
    const auto it = by_claim.find(told.telling.claim);
    if (it != by_claim.end()) {
      claims.push_back(it->second);
      by_claim.erase(it);
    }
  }
  SortByDocument(claims);
  return claims;
}

void FillCounts(const std::vector<Told>& all, const std::vector<Voice>& voices, GroupBy time_bucket,
                v1::Narrative* narrative) {
  Counter by_time(time_bucket);
  Counter by_source(GroupBy::kSource);
  for (const Told& told : ClaimsOf(all)) {
    by_time.Count(told);
    by_source.Count(told);
  }
  by_time.FillTotal(narrative->mutable_total());
  by_time.FillGroups(kMaxTimes, narrative->mutable_by_time());
  by_source.FillGroups(kMaxGroups, narrative->mutable_by_source());
  std::vector<Told> firsts;
  std::set<const v1::Claim*> first_claims;
  for (const Voice& voice : voices) {
    firsts.push_back(voice[0]);
    first_claims.insert(voice[0].telling.claim);
  }
  SortByDocument(firsts);
  Counter by_holder(GroupBy::kHolder);
  for (const Told& told : firsts) {
    by_holder.Count(told);
  }
  by_holder.FillGroups(kMaxGroups, narrative->mutable_by_holder());
  narrative->set_voice_count(static_cast<int>(voices.size()));
  narrative->set_copy_count(
      static_cast<int>(narrative->total().count() - static_cast<int64_t>(first_claims.size())));
}

void FillQuotes(std::vector<Voice> voices, int max_quotes, v1::Narrative* narrative) {
  std::stable_sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) {
    return a[0].strength() > b[0].strength();
  });
  for (const Voice& voice : voices) {
    if (narrative->quotes_size() < max_quotes) {
      FillQuote(voice[0], voice, narrative->add_quotes());
    }
  }
}

}  // namespace

void FillNarrative(absl::Span<const Saying> sayings, const NarrativeGroup& group,
                   absl::Span<const double> confidences, const NarrativeAnswerOptions& options,
                   v1::Narrative* narrative) {
  const std::vector<Told> all = AllTold(sayings, group, confidences);
  const std::vector<Voice> voices = ToVoices(all);
  const auto voice_of = [&](const Told& told) {
    return *std::find_if(voices.begin(), voices.end(), [&](const Voice& voice) {
      return voice[0].telling.voice == told.telling.voice;
    });
  };
  const Saying& typical = sayings[group.typical];
  const Told label{typical.tellings[0], typical.denied, 1};
  narrative->set_label(label.claim().standalone_text().empty() ? label.claim().text()
                                                               : label.claim().standalone_text());
  FillQuote(label, voice_of(label), narrative->mutable_typical());
  if (all[0].claim().document().has_publish_time()) {
    FillQuote(all[0], voice_of(all[0]), narrative->mutable_first());
  }
  FillQuotes(voices, options.max_quotes, narrative);
  FillCounts(all, voices, options.time_bucket, narrative);
  narrative->set_cohesion(static_cast<float>(group.cohesion));
}

}  // namespace standpoint
