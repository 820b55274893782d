#include "store/index/indexed_document.h"

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "store/index/columns.h"
#include "store/index/fold.h"
#include "store/index/impact.h"
#include "store/index/words.h"

namespace standpoint {
namespace {

// The words of one claim or document, weighted by field.
class WordBag {
 public:
  // Words of a text that counts for the length.
  void AddText(absl::string_view text, float weight) {
    for (IndexWord& word : IndexWords(text)) {
      if (!word.is_stop) {
        weights_[std::move(word.stem)] += weight;
        length_ += 1;
      }
    }
  }
  // Adds to what is there; words that are not there come in, and no length.
  void AddName(absl::string_view text, float weight) {
    for (IndexWord& word : IndexWords(text)) {
      if (!word.is_stop) {
        float& sum = weights_[std::move(word.stem)];
        sum = std::max(sum, weight);
      }
    }
  }
  void AddTerm(const std::string& term, float weight) { weights_.try_emplace(term, weight); }
  void Raise(absl::string_view text, float weight) {
    absl::flat_hash_set<std::string> seen;
    for (IndexWord& word : IndexWords(text)) {
      const auto it = weights_.find(word.stem);
      if (it != weights_.end() && seen.insert(word.stem).second) {
        it->second += weight;
      }
    }
  }

  const absl::flat_hash_map<std::string, float>& weights() const { return weights_; }
  float length() const { return length_; }

 private:
  absl::flat_hash_map<std::string, float> weights_;
  float length_ = 0;
};

using WordMap = absl::flat_hash_map<std::string, std::vector<WordAt>>;

void AddBag(const WordBag& bag, uint32_t ordinal, float usual_length, WordMap* words) {
  for (const auto& [stem, weight] : bag.weights()) {
    (*words)[stem].push_back({ordinal, ImpactOf(weight, bag.length(), usual_length)});
  }
}

void TakeWords(WordMap words, SpaceEntries* entries) {
  entries->words.reserve(words.size());
  for (auto& [stem, places] : words) {
    entries->words.emplace_back(stem, std::move(places));
  }
}

SpaceEntries NewSpace(const AnalyzedRecord& record, Space space, size_t count) {
  SpaceEntries entries;
  entries.space = space;
  entries.count = static_cast<uint32_t>(count);
  AppendFacts(record.document, &entries.columns.emplace_back(Column::kFacts, std::string()).second);
  return entries;
}

SpaceEntries IndexText(const AnalyzedRecord& record) {
  SpaceEntries entries = NewSpace(record, Space::kDocument, 1);
  WordBag bag;
  bag.AddText(record.text, kTextWeight);
  WordBag title;
  title.AddText(record.document.document().title(), kTitleWeight);
  WordMap words;
  for (const auto& [stem, weight] : title.weights()) {
    bag.AddTerm(stem, 0);
  }
  for (const auto& [stem, weight] : bag.weights()) {
    const auto in_title = title.weights().find(stem);
    const float sum = weight + (in_title == title.weights().end() ? 0 : in_title->second);
    words[stem].push_back({0, ImpactOf(sum, bag.length(), kUsualDocument)});
  }
  TakeWords(std::move(words), &entries);
  return entries;
}

void AddClaimWords(const ClaimWithTerms& claim, uint32_t ordinal, WordMap* words) {
  WordBag bag;
  bag.AddText(claim.record.claim().text(), kTextWeight);
  for (const std::string& target : claim.record.targets()) {
    bag.Raise(target, kTargetWeight);
  }
  for (const v1::Holder& holder : claim.record.claim().holders()) {
    if (holder.kind() == v1::HOLDER_KIND_MENTION) {
      bag.AddName(holder.text(), kHolderWeight);
      bag.AddName(holder.full_name(), kHolderWeight);
    }
  }
  for (const std::string& term : claim.terms) {
    bag.AddTerm(term, kTermWeight);
  }
  AddBag(bag, ordinal, kUsualClaim, words);
}

void AddSketches(const AnalyzedRecord& record, SpaceEntries* entries) {
  std::vector<absl::string_view> embeddings;
  bool any = false;
  for (const ClaimWithTerms& claim : record.claims) {
    embeddings.push_back(claim.record.claim().embedding());
    any = any || !embeddings.back().empty();
  }
  if (any) {
    AppendSketches(embeddings,
                   &entries->columns.emplace_back(Column::kSketches, std::string()).second);
  }
}

SpaceEntries IndexClaims(const AnalyzedRecord& record) {
  SpaceEntries entries = NewSpace(record, Space::kClaim, record.claims.size());
  WordMap words;
  std::string kinds;
  std::string holders;
  std::string targets;
  for (uint32_t i = 0; i < record.claims.size(); ++i) {
    const v1::Claim& claim = record.claims[i].record.claim();
    AddClaimWords(record.claims[i], i, &words);
    AppendKinds({static_cast<uint8_t>(claim.act()), static_cast<uint8_t>(claim.polarity()),
                 static_cast<uint8_t>(claim.modality()), static_cast<uint8_t>(claim.commitment())},
                &kinds);
    AppendHolders(claim.holders(), &holders);
    const auto& of_claim = record.claims[i].record.targets();
    AppendTargets({of_claim.begin(), of_claim.end()}, &targets);
  }
  TakeWords(std::move(words), &entries);
  entries.columns.emplace_back(Column::kKinds, std::move(kinds));
  entries.columns.emplace_back(Column::kHolders, std::move(holders));
  entries.columns.emplace_back(Column::kTargets, std::move(targets));
  AddSketches(record, &entries);
  return entries;
}

SpaceEntries IndexStances(const AnalyzedRecord& record) {
  SpaceEntries entries = NewSpace(record, Space::kStance, record.stances.size());
  std::string kinds;
  std::string holders;
  std::string targets;
  for (const internal::v1::StanceRecord& stored : record.stances) {
    const v1::Stance& stance = stored.stance();
    kinds.push_back(static_cast<char>(stance.direction()));
    google::protobuf::RepeatedPtrField<v1::Holder> holder;
    *holder.Add() = stance.holder();
    AppendHolders(holder, &holders);
    AppendTargets({FoldCase(stance.target().text())}, &targets);
  }
  entries.columns.emplace_back(Column::kKinds, std::move(kinds));
  entries.columns.emplace_back(Column::kHolders, std::move(holders));
  entries.columns.emplace_back(Column::kTargets, std::move(targets));
  return entries;
}

}  // namespace

size_t IndexedDocument::byte_size() const {
  size_t size = 0;
  for (const SpaceEntries& space : spaces) {
    for (const auto& [word, places] : space.words) {
      size += sizeof(word) + word.size() + sizeof(places) + places.size() * sizeof(WordAt);
    }
    for (const auto& [column, payload] : space.columns) {
      size += payload.size();
    }
  }
  return size;
}

IndexedDocument IndexDocument(const AnalyzedRecord& record) {
  IndexedDocument indexed;
  indexed.spaces.push_back(IndexText(record));
  if (!record.claims.empty()) {
    indexed.spaces.push_back(IndexClaims(record));
  }
  if (!record.stances.empty()) {
    indexed.spaces.push_back(IndexStances(record));
  }
  return indexed;
}

}  // namespace standpoint
