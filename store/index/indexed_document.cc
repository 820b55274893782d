#include "store/index/indexed_document.h"

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "store/chunk/posting_chunk.h"
#include "store/index/columns.h"
#include "store/index/field_words.h"
#include "store/index/fold.h"
#include "store/index/impact.h"
#include "store/index/words.h"

namespace standpoint {
namespace {

// The words of one claim or document, weighted by field.
class WordBag {
 public:
  struct Weighed {
    float weight = 0;
    uint32_t count = 0;     // in the text
    uint32_t position = 0;  // of the last one there, from 1 on, all words counted

    uint8_t only_position() const {
      return count == 1 && position <= kMaxPosition ? static_cast<uint8_t>(position) : 0;
    }
  };

  // Words of a text that counts for the length.
  void AddText(absl::string_view text, float weight) {
    uint32_t position = 0;
    for (IndexWord& word : IndexWords(text)) {
      ++position;
      if (!word.is_stop) {
        Weighed& weighed = words_[std::move(word.stem)];
        weighed.weight += weight;
        weighed.count += 1;
        weighed.position = position;
        length_ += 1;
      }
    }
  }
  // Adds to what is there; words that are not there come in, and no length.
  void AddName(absl::string_view text, float weight) {
    for (IndexWord& word : IndexWords(text)) {
      if (!word.is_stop) {
        float& sum = words_[std::move(word.stem)].weight;
        sum = std::max(sum, weight);
      }
    }
  }
  void AddTerm(const std::string& term, float weight) {
    words_.try_emplace(term, Weighed{weight, 0, 0});
  }
  void Raise(absl::string_view text, float weight) {
    absl::flat_hash_set<std::string> seen;
    for (IndexWord& word : IndexWords(text)) {
      const auto it = words_.find(word.stem);
      if (it != words_.end() && seen.insert(word.stem).second) {
        it->second.weight += weight;
      }
    }
  }

  const absl::flat_hash_map<std::string, Weighed>& words() const { return words_; }
  float length() const { return length_; }

 private:
  absl::flat_hash_map<std::string, Weighed> words_;
  float length_ = 0;
};

using WordMap = absl::flat_hash_map<std::string, std::vector<WordAt>>;

void AddBag(const WordBag& bag, uint32_t ordinal, float usual_length, WordMap* words) {
  for (const auto& [stem, weighed] : bag.words()) {
    (*words)[stem].push_back(
        {ordinal, ImpactOf(weighed.weight, bag.length(), usual_length), weighed.only_position()});
  }
}

// A field's value as a word, which narrows and weighs nothing.
void AddField(WordField field, absl::string_view value, uint32_t ordinal, WordMap* words) {
  if (value.empty()) {
    return;
  }
  std::vector<WordAt>& places = (*words)[FieldWord(field, value)];
  if (places.empty() || places.back().ordinal != ordinal) {
    places.push_back({ordinal, /*impact=*/1, /*position=*/0});
  }
}

void AddHolder(const v1::Holder& holder, uint32_t ordinal, WordMap* words) {
  AddField(WordField::kHolder, FoldCase(holder.text()), ordinal, words);
  AddField(WordField::kHolder, FoldCase(holder.full_name()), ordinal, words);
}

void TakeWords(WordMap&& words, SpaceEntries* entries) {
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
  for (const auto& [stem, weighed] : title.words()) {
    bag.AddTerm(stem, 0);
  }
  for (const auto& [stem, weighed] : bag.words()) {
    const auto in_title = title.words().find(stem);
    const float sum =
        weighed.weight + (in_title == title.words().end() ? 0 : in_title->second.weight);
    words[stem].push_back({0, ImpactOf(sum, bag.length(), kUsualDocument), /*position=*/0});
  }
  AddField(WordField::kSource, record.document.document().source(), 0, &words);
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

// A word for each name; a column of a document in which a claim has some.
void AddEntities(const AnalyzedRecord& record, WordMap* words, SpaceEntries* entries) {
  std::string column;
  bool any = false;
  for (uint32_t i = 0; i < record.claims.size(); ++i) {
    std::vector<std::string> names;
    for (const v1::ClaimEntity& entity : record.claims[i].record.claim().entities()) {
      names.push_back(FoldCase(entity.name()));
      AddField(WordField::kEntity, names.back(), i, words);
    }
    any = any || !names.empty();
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    AppendNames(names, &column);
  }
  if (any) {
    entries->columns.emplace_back(Column::kEntities, std::move(column));
  }
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
    AddField(WordField::kSource, record.document.document().source(), i, &words);
    for (const v1::Holder& holder : claim.holders()) {
      AddHolder(holder, i, &words);
    }
    AppendKinds({static_cast<uint8_t>(claim.act()), static_cast<uint8_t>(claim.polarity()),
                 static_cast<uint8_t>(claim.modality()), static_cast<uint8_t>(claim.commitment())},
                &kinds);
    AppendHolders(claim.holders(), &holders);
    const auto& of_claim = record.claims[i].record.targets();
    for (const std::string& target : of_claim) {
      AddField(WordField::kTarget, target, i, &words);
    }
    AppendNames(std::vector<std::string>(of_claim.begin(), of_claim.end()), &targets);
  }
  AddEntities(record, &words, &entries);
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
  WordMap words;
  for (uint32_t i = 0; i < record.stances.size(); ++i) {
    const v1::Stance& stance = record.stances[i].stance();
    const std::string target = FoldCase(stance.target().text());
    const auto direction = static_cast<char>(stance.direction());
    AddHolder(stance.holder(), i, &words);
    AddField(WordField::kTarget, target, i, &words);
    AddField(WordField::kDirection, absl::string_view(&direction, 1), i, &words);
    kinds.push_back(direction);
    google::protobuf::RepeatedPtrField<v1::Holder> holder;
    *holder.Add() = stance.holder();
    AppendHolders(holder, &holders);
    AppendNames({target}, &targets);
  }
  TakeWords(std::move(words), &entries);
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
      size += sizeof(std::string) + word.size() + sizeof(std::vector<WordAt>) +
              places.size() * sizeof(WordAt);
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
