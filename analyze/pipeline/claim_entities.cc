#include "analyze/pipeline/claim_entities.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "analyze/coreference/mentions.h"
#include "analyze/segment/letter_case.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morphology.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/span.pb.h"

namespace standpoint {
namespace {

constexpr size_t kMostEntities = 32;  // of a claim
constexpr int kMostMentions = 16;     // of an entity in a claim
constexpr size_t kLongestName = 256;  // bytes

bool IsPossessive(absl::string_view form) { return form == "'s" || form == "\u2019s"; }

absl::string_view FirstWord(absl::string_view name) { return name.substr(0, name.find(' ')); }

v1::ClaimEntity* EntityNamed(absl::string_view name, v1::Claim& claim) {
  for (v1::ClaimEntity& entity : *claim.mutable_entities()) {
    if (name == absl::string_view(entity.name())) return &entity;
  }
  return nullptr;
}

}  // namespace

ClaimEntities::ClaimEntities(absl::string_view text, const Syntax& syntax, const HolderNames& names)
    : text_(text), syntax_(syntax), names_(names) {
  known_.reserve(syntax.coreference.mentions.size() + syntax.entities.entities.size());
  FindLongerNames();
  AddPeople();
  AddNames();
  AddInitials();
  DropOverlaps();
}

ByteSpan ClaimEntities::Bytes(size_t first_word, size_t last_word) const {
  return {syntax_.segments.words[first_word].begin, syntax_.segments.words[last_word - 1].end};
}

// "Harbour Licensing" in "Harbour Licensing Board": names of organizations go on as long as proper nouns do.
uint32_t ClaimEntities::EndOf(const Entity& entity) const {
  const std::vector<SentenceSpan>& sentences = syntax_.segments.sentences;
  const auto next = std::upper_bound(
      sentences.begin(), sentences.end(), entity.first_word,
      [](uint32_t word, const SentenceSpan& sentence) { return word < sentence.first_word; });
  uint32_t end = entity.last_word;
  if (entity.type != EntityType::kOrganization) return end;
  while (end < std::prev(next)->last_word && syntax_.morphology.words[end].upos == Upos::kPropn &&
         IsCapitalized(syntax_.segments.Form(text_, end))) {
    ++end;
  }
  return end;
}

// Without "the" before it and "'s" behind it.
ByteSpan ClaimEntities::Trimmed(const Entity& entity) const {
  uint32_t first = entity.first_word;
  uint32_t last = EndOf(entity);
  const Segments& segments = syntax_.segments;
  while (last > first + 1 && IsPossessive(segments.Form(text_, last - 1))) --last;
  if (last > first + 1 && absl::EqualsIgnoreCase(segments.Form(text_, first), "the")) ++first;
  return Bytes(first, last);
}

void ClaimEntities::FindLongerNames() {
  for (const Entity& entity : syntax_.entities.entities) {
    if (entity.type != EntityType::kOrganization) continue;
    const ByteSpan span = Trimmed(entity);
    const absl::string_view name = text_.substr(span.begin, span.end - span.begin);
    const absl::string_view first = FirstWord(name);
    if (first.size() == name.size()) continue;
    const auto [it, is_new] = longer_.try_emplace(first, name);
    if (!is_new && it->second != name) it->second = absl::string_view();
  }
}

absl::string_view ClaimEntities::NameOf(const Entity& entity, ByteSpan span) const {
  const absl::string_view name = text_.substr(span.begin, span.end - span.begin);
  if (entity.type == EntityType::kPerson || IsInitials(name)) {
    const ByteSpan full = names_.FullName(span);
    return full.empty() ? name : text_.substr(full.begin, full.end - full.begin);
  }
  const auto longer = longer_.find(name);
  const bool is_short = entity.type == EntityType::kOrganization && longer != longer_.end();
  return is_short && !longer->second.empty() ? longer->second : name;
}

void ClaimEntities::Add(ByteSpan span, absl::string_view name, EntityType type) {
  if (name.empty() || name.size() > kLongestName) return;
  const auto [it, is_new] = known_by_name_.try_emplace(name, static_cast<uint32_t>(known_.size()));
  if (is_new) known_.push_back({std::string(name), {}});
  ++known_[it->second].types[static_cast<size_t>(type)];
  mentions_.push_back({span, it->second});
}

// Whom coreference knows by name, wherever they are mentioned.
void ClaimEntities::AddPeople() {
  const Coreference& coreference = syntax_.coreference;
  for (const standpoint::Mention& mention : coreference.mentions) {
    const uint32_t named = coreference.referents[mention.referent].full_name;
    if (named == Referent::kNoName) continue;
    const standpoint::Mention& full = coreference.mentions[named];
    const ByteSpan words = Bytes(full.first_word, full.last_word);
    const ByteSpan bare = names_.FullName(words);
    const ByteSpan name = bare.empty() ? words : bare;
    Add(Bytes(mention.first_word, mention.last_word),
        text_.substr(name.begin, name.end - name.begin), EntityType::kPerson);
  }
}

void ClaimEntities::AddNames() {
  for (const Entity& entity : syntax_.entities.entities) {
    const ByteSpan span = Trimmed(entity);
    Add(span, NameOf(entity, span), entity.type);
  }
}

// The tagger knows few initials; what the text itself introduces behind a name ("Harbour Licensing Board (HLB)") stands for that name.
void ClaimEntities::AddInitials() {
  const Segments& segments = syntax_.segments;
  for (size_t word = 0; word < segments.words.size(); ++word) {
    if (!IsInitials(segments.Form(text_, word))) continue;
    const ByteSpan span = Bytes(word, word + 1);
    const ByteSpan full = names_.FullName(span);
    const absl::string_view name = text_.substr(full.begin, full.end - full.begin);
    const auto known = known_by_name_.find(name);
    if (full.end - full.begin > span.end - span.begin && known != known_by_name_.end()) {
      mentions_.push_back({span, known->second});
    }
  }
}

// Of those that share a word the first, and of two that begin at once the one that was added first.
void ClaimEntities::DropOverlaps() {
  std::stable_sort(mentions_.begin(), mentions_.end(),
                   [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  uint32_t end = 0;
  std::erase_if(mentions_, [&end](const Mention& mention) {
    if (mention.span.begin < end) return true;
    end = mention.span.end;
    return false;
  });
}

v1::EntityKind ClaimEntities::KindOf(const Known& known) const {
  const auto most = std::max_element(known.types.begin(), known.types.end());
  switch (static_cast<EntityType>(most - known.types.begin())) {
    case EntityType::kPerson:
      return v1::ENTITY_KIND_PERSON;
    case EntityType::kOrganization:
      return v1::ENTITY_KIND_ORGANIZATION;
    case EntityType::kPlace:
      return v1::ENTITY_KIND_PLACE;
  }
  return v1::ENTITY_KIND_UNSPECIFIED;
}

void ClaimEntities::Fill(v1::Analysis& analysis) const {
  for (v1::Claim& claim : *analysis.mutable_claims()) {
    const auto end = static_cast<uint32_t>(claim.span().end());
    auto mention = std::lower_bound(
        mentions_.begin(), mentions_.end(), static_cast<uint32_t>(claim.span().begin()),
        [](const Mention& m, uint32_t begin) { return m.span.begin < begin; });
    for (; mention != mentions_.end() && mention->span.end <= end; ++mention) {
      const Known& known = known_[mention->known];
      v1::ClaimEntity* entity = EntityNamed(known.name, claim);
      if (entity == nullptr) {
        if (static_cast<size_t>(claim.entities_size()) == kMostEntities) continue;
        entity = claim.add_entities();
        entity->set_name(known.name);
        entity->set_kind(KindOf(known));
      }
      if (entity->mentions_size() < kMostMentions) {
        v1::Span& span = *entity->add_mentions();
        span.set_begin(static_cast<int32_t>(mention->span.begin));
        span.set_end(static_cast<int32_t>(mention->span.end));
      }
    }
  }
}

}  // namespace standpoint
