#include "store/query/search/filter_numbers.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/chunk/posting_chunk.h"
#include "store/query/search/filter_words.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

bool IsWordsOfName(const Restriction& restriction) {
  return (restriction.field == FilterField::kHolder ||
          restriction.field == FilterField::kInnermostHolder) &&
         restriction.comparator == Comparator::kHas && !restriction.is_presence &&
         !restriction.words.empty();
}

using Offsets = std::vector<uint16_t>;

Offsets Intersection(const Offsets& a, const Offsets& b) {
  Offsets both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

Offsets Union(const Offsets& a, const Offsets& b) {
  Offsets either;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(either));
  return either;
}

}  // namespace

absl::StatusOr<FilterNumbers> FilterNumbers::Open(const Snapshot& snapshot,
                                                  absl::string_view corpus,
                                                  const BoundFilter& filter,
                                                  BucketNamesCache* names) {
  FilterNumbers numbers(snapshot, corpus, names);
  ASSIGN_OR_RETURN(numbers.root_, numbers.OpenNode(filter));
  if (!numbers.narrows()) {
    return numbers;
  }
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found, snapshot.Get(Family::kMeta, NumbersKey(corpus), &bytes));
  if (found) {
    ASSIGN_OR_RETURN(const DocumentNumbers next, DecodeNextNumbers(bytes));
    numbers.next_ = next.first_claim;
  }
  if (numbers.uses_names_ && !names->HasRoomFor(numbers.bucket_end())) {
    numbers.names_ = nullptr;
    ASSIGN_OR_RETURN(numbers.root_, numbers.OpenNode(filter));
  }
  return numbers;
}

uint32_t FilterNumbers::bucket_end() const { return next_ == 0 ? 0 : BucketOf(next_ - 1) + 1; }

absl::Status FilterNumbers::Find(uint32_t bucket, std::vector<uint16_t>* offsets) {
  return FindOf(&root_, bucket, offsets);
}

absl::StatusOr<FilterNumbers::Node> FilterNumbers::OpenRestriction(const Restriction& restriction) {
  Node node;
  if (const auto word = WordOf(Space::kClaim, restriction)) {
    ASSIGN_OR_RETURN(TermList list, TermList::Open(*snapshot_, corpus_, Space::kClaim, *word));
    node.kind = Kind::kWord;
    node.word.push_back(std::move(list));
  } else if (names_ != nullptr && IsWordsOfName(restriction)) {
    uses_names_ = true;
    node.kind = Kind::kNames;
    node.words = restriction.words;
  }
  return node;
}

absl::StatusOr<FilterNumbers::Node> FilterNumbers::OpenNode(const BoundFilter& filter) {
  Node node;
  if (filter.kind == FilterNode::Kind::kRestriction) {
    return OpenRestriction(filter.restriction);
  }
  if (filter.kind == FilterNode::Kind::kNot) {
    return node;
  }
  const bool is_or = filter.kind == FilterNode::Kind::kOr;
  for (const BoundFilter& child : filter.children) {
    ASSIGN_OR_RETURN(Node opened, OpenNode(child));
    if (opened.kind != Kind::kAll) {
      node.children.push_back(std::move(opened));
    } else if (is_or) {
      return Node();
    }
  }
  if (!node.children.empty()) {
    node.kind = is_or ? Kind::kOr : Kind::kAnd;
  }
  return node;
}

absl::Status FilterNumbers::FindOf(Node* node, uint32_t bucket, Offsets* offsets) {
  offsets->clear();
  switch (node->kind) {
    case Kind::kAll:
      break;
    case Kind::kWord:
      return FindWord(&node->word[0], bucket, offsets);
    case Kind::kNames:
      return FindNames(node->words, bucket, offsets);
    case Kind::kAnd:
    case Kind::kOr:
      for (size_t i = 0; i < node->children.size(); ++i) {
        Offsets of_child;
        RETURN_IF_ERROR(FindOf(&node->children[i], bucket, &of_child));
        *offsets = i == 0                    ? std::move(of_child)
                   : node->kind == Kind::kOr ? Union(*offsets, of_child)
                                             : Intersection(*offsets, of_child);
        if (node->kind == Kind::kAnd && offsets->empty()) {
          break;
        }
      }
  }
  return absl::OkStatus();
}

absl::Status FilterNumbers::FindWord(TermList* list, uint32_t bucket, Offsets* offsets) {
  if (list->Find(bucket) == nullptr) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const absl::string_view bytes, list->Read(bucket));
  PostingChunk chunk;
  PostingChunk::Block block;
  bool whole = chunk.Parse(bytes);
  for (uint32_t i = 0; whole && i < chunk.block_count(); ++i) {
    whole = chunk.Decode(i, &block);
    offsets->insert(offsets->end(), block.offsets.begin(), block.offsets.begin() + block.size);
  }
  return whole ? absl::OkStatus() : BrokenList();
}

absl::Status FilterNumbers::FindNames(const std::vector<std::string>& words, uint32_t bucket,
                                      Offsets* offsets) {
  const std::string key = BucketKey(ColumnPrefix(corpus_, Space::kClaim, Column::kHolders), bucket);
  const auto end = static_cast<uint32_t>(
      std::min<uint64_t>(kBucketSize, next_ - std::min(next_, NumberAt(bucket, 0))));
  std::shared_ptr<const BucketNames> names = names_->Find(key);
  if (names == nullptr || names->end() < end) {
    std::string column;
    ASSIGN_OR_RETURN(const bool found, snapshot_->Get(Family::kColumn, key, &column));
    names = BucketNames::Read(found ? column : std::string(), end);
    if (names == nullptr) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "a column of the index cannot be read");
    }
    names_->Keep(key, names);
  }
  names->Find(words, offsets);
  return absl::OkStatus();
}

}  // namespace standpoint
