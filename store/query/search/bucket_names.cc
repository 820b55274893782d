#include "store/query/search/bucket_names.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "store/chunk/piece_list.h"
#include "store/index/columns.h"
#include "store/index/fold.h"

namespace standpoint {
namespace {

uint32_t HashOf(absl::string_view word) {
  return static_cast<uint32_t>(XXH3_64bits(word.data(), word.size()));
}

// Numbers by name, while the column is read. Views into it.
class NumbersByName {
 public:
  void Add(absl::string_view name, uint16_t number) {
    if (name.empty()) {
      return;
    }
    std::vector<uint16_t>& numbers = numbers_[name];
    if (numbers.empty() || numbers.back() != number) {
      numbers.push_back(number);
    }
  }

  const absl::flat_hash_map<absl::string_view, std::vector<uint16_t>>& all() const {
    return numbers_;
  }

 private:
  absl::flat_hash_map<absl::string_view, std::vector<uint16_t>> numbers_;
};

bool ReadColumn(absl::string_view column, NumbersByName* names) {
  PieceReader pieces(column);
  HolderList holders;
  for (Piece piece; pieces.Next(&piece);) {
    ListReader list(piece.payload);
    for (uint32_t i = 0; i < piece.count; ++i) {
      if (!list.ReadHolders(&holders)) {
        return false;
      }
      for (const HolderNames& holder : holders.mentions) {
        names->Add(holder.mention, static_cast<uint16_t>(piece.offset + i));
        names->Add(holder.full_name, static_cast<uint16_t>(piece.offset + i));
      }
    }
  }
  return !pieces.broken();
}

}  // namespace

std::shared_ptr<const BucketNames> BucketNames::Read(absl::string_view column, uint32_t end) {
  NumbersByName names;
  if (!ReadColumn(column, &names)) {
    return nullptr;
  }
  auto read = std::make_shared<BucketNames>();
  read->end_ = end;
  for (const auto& [name, numbers] : names.all()) {
    const auto index = static_cast<uint32_t>(read->starts_.size());
    for (const std::string& word : FoldedWords(name)) {
      read->words_.push_back({HashOf(word), index});
    }
    read->starts_.push_back(static_cast<uint32_t>(read->numbers_.size()));
    read->numbers_.insert(read->numbers_.end(), numbers.begin(), numbers.end());
  }
  read->starts_.push_back(static_cast<uint32_t>(read->numbers_.size()));
  std::sort(read->words_.begin(), read->words_.end());
  read->words_.erase(std::unique(read->words_.begin(), read->words_.end()), read->words_.end());
  read->words_.shrink_to_fit();
  read->starts_.shrink_to_fit();
  read->numbers_.shrink_to_fit();
  return read;
}

size_t BucketNames::byte_size() const {
  return sizeof(BucketNames) + words_.size() * sizeof(WordOfName) +
         starts_.size() * sizeof(uint32_t) + numbers_.size() * sizeof(uint16_t);
}

std::vector<uint32_t> BucketNames::NamesWith(const std::string& word) const {
  std::vector<uint32_t> names;
  const uint32_t hash = HashOf(word);
  for (auto it = std::lower_bound(words_.begin(), words_.end(), WordOfName{hash, 0});
       it != words_.end() && it->hash == hash; ++it) {
    names.push_back(it->name);
  }
  return names;
}

void BucketNames::Find(absl::Span<const std::string> words, std::vector<uint16_t>* offsets) const {
  std::vector<uint32_t> names = NamesWith(words[0]);
  for (const std::string& word : words.subspan(1)) {
    const std::vector<uint32_t> others = NamesWith(word);
    std::vector<uint32_t> both;
    std::set_intersection(names.begin(), names.end(), others.begin(), others.end(),
                          std::back_inserter(both));
    names = std::move(both);
  }
  offsets->clear();
  for (const uint32_t name : names) {
    offsets->insert(offsets->end(), numbers_.begin() + starts_[name],
                    numbers_.begin() + starts_[name + 1]);
  }
  if (names.size() > 1) {
    std::sort(offsets->begin(), offsets->end());
  }
  offsets->erase(std::unique(offsets->begin(), offsets->end()), offsets->end());
}

}  // namespace standpoint
