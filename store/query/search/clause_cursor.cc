#include "store/query/search/clause_cursor.h"

#include <algorithm>

namespace standpoint {
namespace {

constexpr uint32_t kStride = 8;  // of a block, passed over at once

}  // namespace

bool ClauseCursor::OpenChunk(absl::string_view bytes, uint32_t rarity) {
  list_ = nullptr;
  at_ = 0;
  block_index_ = 0;
  decoded_ = ~0u;
  positions_decoded_ = ~0u;
  rarity_ = rarity;
  broken_ = !chunk_.Parse(bytes);
  count_ = chunk_.size();
  bound_ = static_cast<uint64_t>(chunk_.max_impact()) * rarity;
  return !broken_;
}

void ClauseCursor::OpenList(const std::vector<ScoredOffset>* list) {
  list_ = list;
  at_ = 0;
  broken_ = false;
  count_ = static_cast<uint32_t>(list->size());
  bound_ = 0;
  for (const auto& [offset, score] : *list) {
    bound_ = std::max<uint64_t>(bound_, score);
  }
}

bool ClauseCursor::FindBlock(uint32_t target) {
  const uint32_t blocks = chunk_.block_count();
  if (block_index_ < blocks && chunk_.block_last(block_index_) >= target) {
    return true;
  }
  // Gallop, then halve.
  uint32_t step = 1;
  uint32_t low = block_index_;
  while (low + step < blocks && chunk_.block_last(low + step) < target) {
    low += step;
    step *= 2;
  }
  uint32_t high = std::min(low + step, blocks);
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    if (chunk_.block_last(middle) < target) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  block_index_ = low;
  return block_index_ < blocks;
}

uint32_t ClauseCursor::Seek(uint32_t target) {
  if (list_ != nullptr) {
    while (at_ < list_->size() && (*list_)[at_].first < target) {
      ++at_;
    }
    return at_ < list_->size() ? (*list_)[at_].first : kEnd;
  }
  while (target < kEnd && FindBlock(target)) {
    if (decoded_ != block_index_) {
      if (!chunk_.Decode(block_index_, &block_)) {
        broken_ = true;
        return kEnd;
      }
      decoded_ = block_index_;
      at_ = 0;
    }
    while (at_ + kStride <= block_.size && block_.offsets[at_ + kStride - 1] < target) {
      at_ += kStride;
    }
    while (at_ < block_.size && block_.offsets[at_] < target) {
      ++at_;
    }
    if (at_ < block_.size) {
      return block_.offsets[at_];
    }
    ++block_index_;  // only the last block's bound is loose
  }
  return kEnd;
}

uint64_t ClauseCursor::score() const {
  return list_ != nullptr ? (*list_)[at_].second
                          : static_cast<uint64_t>(block_.impacts[at_]) * rarity_;
}

uint8_t ClauseCursor::position() {
  if (list_ != nullptr) {
    return 0;
  }
  if (positions_decoded_ != block_index_) {
    if (!chunk_.DecodePositions(block_index_, &positions_)) {
      broken_ = true;
      return 0;
    }
    positions_decoded_ = block_index_;
  }
  return positions_[at_];
}

uint64_t ClauseCursor::BoundFrom(uint32_t target, uint32_t* last) {
  if (list_ != nullptr || chunk_.block_count() <= 1) {
    *last = kEnd - 1;
    return bound_;
  }
  if (!FindBlock(target)) {
    *last = kEnd - 1;
    return 0;
  }
  *last = chunk_.block_last(block_index_);
  return static_cast<uint64_t>(chunk_.block_max_impact(block_index_)) * rarity_;
}

}  // namespace standpoint
