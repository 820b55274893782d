#include "store/chunk/posting_chunk.h"

#include <algorithm>

#include "store/chunk/bit_packing.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

// An entry of the directory: u16 last offset, u8 largest impact, u24 where the block begins.
constexpr size_t kEntry = 6;

// One block: u8 widths, u8 least impact, u8 width of positions if the chunk has any, gaps less one, impacts less the
// least, positions.
void AppendBlock(absl::Span<const ChunkPosting> postings, uint32_t next, bool has_positions,
                 std::string* out) {
  uint32_t largest_gap = 0;
  uint8_t least = kMaxImpact;
  uint8_t most = 0;
  uint8_t last_position = 0;
  uint32_t expected = next;
  for (const ChunkPosting& posting : postings) {
    last_position = std::max(last_position, posting.position);
    largest_gap = std::max<uint32_t>(largest_gap, posting.offset - expected);
    expected = posting.offset + 1u;
    least = std::min(least, posting.impact);
    most = std::max(most, posting.impact);
  }
  const int gap_width = WidthOf(largest_gap);
  const int impact_width = WidthOf(most - least);
  out->push_back(static_cast<char>(gap_width * 8 + impact_width));
  out->push_back(static_cast<char>(least));
  if (has_positions) {
    out->push_back(static_cast<char>(WidthOf(last_position)));
  }
  const auto count = static_cast<uint32_t>(postings.size());
  Pack(
      count, gap_width,
      [&](uint32_t i) {
        const uint32_t gap = postings[i].offset - next;
        next = postings[i].offset + 1u;
        return gap;
      },
      out);
  Pack(
      count, impact_width, [&](uint32_t i) { return postings[i].impact - least; }, out);
  if (has_positions) {
    Pack(
        count, WidthOf(last_position), [&](uint32_t i) { return postings[i].position; }, out);
  }
}

}  // namespace

std::string EncodeChunk(absl::Span<const ChunkPosting> postings,
                        absl::Span<const uint16_t> removed) {
  std::string out;
  if (postings.empty() && removed.empty()) {
    return out;
  }
  const bool has_positions =
      std::any_of(postings.begin(), postings.end(),
                  [](const ChunkPosting& posting) { return posting.position > 0; });
  AppendVarint(postings.size() * 4 + (has_positions ? 2 : 0) + (removed.empty() ? 0 : 1), &out);
  if (!removed.empty()) {
    AppendVarint(removed.size(), &out);
    for (const uint16_t offset : removed) {
      AppendLittle(offset, 2, &out);
    }
  }
  if (postings.empty()) {
    return out;
  }
  uint8_t most = 0;
  for (const ChunkPosting& posting : postings) {
    most = std::max(most, posting.impact);
  }
  out.push_back(static_cast<char>(most));
  std::string blocks;
  uint32_t next = 0;
  for (size_t at = 0; at < postings.size(); at += PostingChunk::kBlock) {
    const auto block = postings.subspan(at, PostingChunk::kBlock);
    if (postings.size() > PostingChunk::kBlock) {
      uint8_t block_most = 0;
      for (const ChunkPosting& posting : block) {
        block_most = std::max(block_most, posting.impact);
      }
      AppendLittle(block.back().offset, 2, &out);
      out.push_back(static_cast<char>(block_most));
      AppendLittle(static_cast<uint32_t>(blocks.size()), 3, &out);
    }
    AppendBlock(block, next, has_positions, &blocks);
    next = block.back().offset + 1u;
  }
  out.append(blocks);
  return out;
}

bool PostingChunk::Parse(absl::string_view bytes) {
  *this = PostingChunk();
  if (bytes.empty()) {
    return true;
  }
  ByteReader reader(bytes);
  uint64_t head = 0;
  if (!reader.ReadVarint(&head) || head / 4 > kBucketSize) {
    return false;
  }
  uint64_t removed = 0;
  if (head % 2 == 1 && (!reader.ReadVarint(&removed) || removed == 0 || removed > kBucketSize ||
                        !reader.ReadBytes(2 * removed, &removed_))) {
    return false;
  }
  size_ = static_cast<uint32_t>(head / 4);
  has_positions_ = (head & 2) != 0;
  if (size_ == 0) {
    return reader.empty();
  }
  absl::string_view most;
  if (!reader.ReadBytes(1, &most) ||
      (has_directory() && !reader.ReadBytes(kEntry * block_count(), &directory_))) {
    return false;
  }
  max_impact_ = static_cast<uint8_t>(most[0]);
  blocks_ = reader.rest();
  return true;
}

uint16_t PostingChunk::block_last(uint32_t i) const {
  return has_directory() ? static_cast<uint16_t>(ReadLittle(directory_, kEntry * i, 2)) : 0xFFFF;
}

uint8_t PostingChunk::block_max_impact(uint32_t i) const {
  return has_directory() ? static_cast<uint8_t>(directory_[kEntry * i + 2]) : max_impact_;
}

bool PostingChunk::Find(uint32_t i, Layout* layout) const {
  const size_t begin = has_directory() ? ReadLittle(directory_, kEntry * i + 3, 3) : 0;
  const size_t head = has_positions_ ? 3 : 2;
  layout->size = std::min(kBlock, size_ - i * kBlock);
  if (begin + head > blocks_.size()) {
    return false;
  }
  const absl::string_view block = blocks_.substr(begin);
  layout->gap_width = static_cast<uint8_t>(block[0]) / 8;
  layout->impact_width = static_cast<uint8_t>(block[0]) % 8;
  layout->least_impact = static_cast<uint8_t>(block[1]);
  layout->position_width = has_positions_ ? static_cast<uint8_t>(block[2]) : 0;
  const size_t gaps = PackedSize(layout->size, layout->gap_width);
  const size_t impacts = PackedSize(layout->size, layout->impact_width);
  const size_t positions = PackedSize(layout->size, layout->position_width);
  if (layout->gap_width > 16 || layout->impact_width > 6 || layout->position_width > 6 ||
      head + gaps + impacts + positions > block.size()) {
    return false;
  }
  // What lies behind the numbers may be read with them; it is masked away.
  layout->gaps = block.substr(head);
  layout->impacts = layout->gaps.substr(gaps);
  layout->positions = layout->impacts.substr(impacts);
  return true;
}

bool PostingChunk::Decode(uint32_t i, Block* block) const {
  Layout layout;
  if (!Find(i, &layout)) {
    return false;
  }
  block->size = layout.size;
  uint32_t next = i == 0 ? 0 : block_last(i - 1) + 1u;
  Unpack(layout.gaps, layout.size, layout.gap_width, [&](uint32_t at, uint32_t gap) {
    next += gap;
    block->offsets[at] = static_cast<uint16_t>(next++);
  });
  Unpack(layout.impacts, layout.size, layout.impact_width, [&](uint32_t at, uint32_t more) {
    block->impacts[at] = static_cast<uint8_t>(layout.least_impact + more);
  });
  return next <= kBucketSize;
}

bool PostingChunk::DecodePositions(uint32_t i, Positions* positions) const {
  Layout layout;
  if (!Find(i, &layout)) {
    return false;
  }
  Unpack(layout.positions, layout.size, layout.position_width, [&](uint32_t at, uint32_t position) {
    (*positions)[at] = static_cast<uint8_t>(position);
  });
  return true;
}

bool PostingChunk::DecodeAll(std::vector<ChunkPosting>* postings) const {
  Block block;
  Positions positions;
  size_t next = postings->size();
  postings->resize(next + size_);
  for (uint32_t i = 0; i < block_count(); ++i) {
    if (!Decode(i, &block) || !DecodePositions(i, &positions)) {
      return false;
    }
    for (uint32_t at = 0; at < block.size; ++at) {
      (*postings)[next++] = {block.offsets[at], std::min(block.impacts[at], kMaxImpact),
                             positions[at]};
    }
  }
  return true;
}

bool PostingChunk::DecodeRemoved(std::vector<uint16_t>* removed) const {
  for (size_t at = 0; at < removed_.size(); at += 2) {
    removed->push_back(static_cast<uint16_t>(ReadLittle(removed_, at, 2)));
  }
  return true;
}

bool CombineChunks(absl::Span<const absl::string_view> chunks, bool whole, std::string* out) {
  std::vector<ChunkPosting> postings;
  std::vector<uint16_t> removed;
  for (const absl::string_view bytes : chunks) {
    PostingChunk chunk;
    if (!chunk.Parse(bytes) || !chunk.DecodeAll(&postings) || !chunk.DecodeRemoved(&removed)) {
      return false;
    }
  }
  const auto is_out_of_order = [](const ChunkPosting& a, const ChunkPosting& b) {
    return a.offset >= b.offset;
  };
  if (std::adjacent_find(postings.begin(), postings.end(), is_out_of_order) != postings.end()) {
    std::stable_sort(
        postings.begin(), postings.end(),
        [](const ChunkPosting& a, const ChunkPosting& b) { return a.offset < b.offset; });
    // What no writer makes, a number given twice, is made one.
    postings.erase(std::unique(postings.begin(), postings.end(),
                               [](const ChunkPosting& a, const ChunkPosting& b) {
                                 return a.offset == b.offset;
                               }),
                   postings.end());
  }
  std::sort(removed.begin(), removed.end());
  removed.erase(std::unique(removed.begin(), removed.end()), removed.end());
  const auto is_gone = [&](const ChunkPosting& posting) {
    return std::binary_search(removed.begin(), removed.end(), posting.offset);
  };
  if (!removed.empty()) {
    postings.erase(std::remove_if(postings.begin(), postings.end(), is_gone), postings.end());
  }
  if (whole) {
    removed.clear();
  }
  *out = EncodeChunk(postings, removed);
  return true;
}

}  // namespace standpoint
