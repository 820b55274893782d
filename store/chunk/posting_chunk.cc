#include "store/chunk/posting_chunk.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "store/record/coding.h"

namespace standpoint {
namespace {

// An entry of the directory: u16 last offset, u8 largest impact, u24 where the block begins.
constexpr size_t kEntry = 6;

uint32_t ReadLittle(absl::string_view bytes, size_t at, int size) {
  uint32_t value = 0;
  for (int i = 0; i < size; ++i) {
    value |= static_cast<uint32_t>(static_cast<uint8_t>(bytes[at + i])) << (8 * i);
  }
  return value;
}

void AppendLittle(uint32_t value, int size, std::string* out) {
  for (int i = 0; i < size; ++i) {
    out->push_back(static_cast<char>(value >> (8 * i)));
  }
}

int WidthOf(uint32_t largest) { return std::bit_width(largest); }

// Numbers of `width` bits one after the other, the lowest bit first.
class BitWriter {
 public:
  explicit BitWriter(std::string* out) : out_(out) {}
  void Add(uint32_t value, int width) {
    pending_ |= static_cast<uint64_t>(value) << bits_;
    bits_ += width;
    for (; bits_ >= 8; bits_ -= 8) {
      out_->push_back(static_cast<char>(pending_));
      pending_ >>= 8;
    }
  }
  void Flush() {
    if (bits_ > 0) {
      out_->push_back(static_cast<char>(pending_));
    }
    bits_ = 0;
    pending_ = 0;
  }

 private:
  std::string* const out_;
  uint64_t pending_ = 0;
  int bits_ = 0;
};

size_t PackedSize(uint32_t count, int width) {
  return (static_cast<size_t>(count) * width + 7) / 8;
}

// Calls `take(i, value)` for `count` packed numbers of up to 16 bits.
template <typename Take>
void Unpack(absl::string_view bytes, uint32_t count, int width, Take take) {
  const uint32_t mask = (1u << width) - 1;
  size_t bit = 0;
  for (uint32_t i = 0; i < count; ++i, bit += width) {
    uint32_t window = 0;
    const size_t at = bit / 8;
    if (at + sizeof(window) <= bytes.size()) {
      std::memcpy(&window, bytes.data() + at, sizeof(window));
      static_assert(std::endian::native == std::endian::little);
    } else if (at < bytes.size()) {
      window = ReadLittle(bytes, at, static_cast<int>(bytes.size() - at));
    }
    take(i, (window >> (bit % 8)) & mask);
  }
}

// One block: u8 widths, u8 least impact, gaps less one, impacts less the least.
void AppendBlock(absl::Span<const ChunkPosting> postings, uint32_t next, std::string* out) {
  uint32_t largest_gap = 0;
  uint8_t least = kMaxImpact;
  uint8_t most = 0;
  uint32_t expected = next;
  for (const ChunkPosting& posting : postings) {
    largest_gap = std::max<uint32_t>(largest_gap, posting.offset - expected);
    expected = posting.offset + 1u;
    least = std::min(least, posting.impact);
    most = std::max(most, posting.impact);
  }
  const int gap_width = WidthOf(largest_gap);
  const int impact_width = WidthOf(most - least);
  out->push_back(static_cast<char>(gap_width * 8 + impact_width));
  out->push_back(static_cast<char>(least));
  BitWriter gaps(out);
  for (const ChunkPosting& posting : postings) {
    gaps.Add(posting.offset - next, gap_width);
    next = posting.offset + 1u;
  }
  gaps.Flush();
  BitWriter impacts(out);
  for (const ChunkPosting& posting : postings) {
    impacts.Add(posting.impact - least, impact_width);
  }
  impacts.Flush();
}

}  // namespace

std::string EncodeChunk(absl::Span<const ChunkPosting> postings,
                        absl::Span<const uint16_t> removed) {
  std::string out;
  if (postings.empty() && removed.empty()) {
    return out;
  }
  AppendVarint(postings.size() * 2 + (removed.empty() ? 0 : 1), &out);
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
    AppendBlock(block, next, &blocks);
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
  if (!reader.ReadVarint(&head) || head / 2 > kBucketSize) {
    return false;
  }
  uint64_t removed = 0;
  if (head % 2 == 1 && (!reader.ReadVarint(&removed) || removed == 0 || removed > kBucketSize ||
                        !reader.ReadBytes(2 * removed, &removed_))) {
    return false;
  }
  size_ = static_cast<uint32_t>(head / 2);
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

bool PostingChunk::Decode(uint32_t i, Block* block) const {
  const size_t begin = has_directory() ? ReadLittle(directory_, kEntry * i + 3, 3) : 0;
  block->size = std::min(kBlock, size_ - i * kBlock);
  if (begin + 2 > blocks_.size()) {
    return false;
  }
  const uint8_t widths = static_cast<uint8_t>(blocks_[begin]);
  const int gap_width = widths / 8;
  const int impact_width = widths % 8;
  const size_t gaps = PackedSize(block->size, gap_width);
  const size_t impacts = PackedSize(block->size, impact_width);
  if (gap_width > 16 || impact_width > 6 || begin + 2 + gaps + impacts > blocks_.size()) {
    return false;
  }
  const uint8_t least = static_cast<uint8_t>(blocks_[begin + 1]);
  uint32_t next = i == 0 ? 0 : block_last(i - 1) + 1u;
  // What lies behind the numbers may be read with them; it is masked away.
  Unpack(blocks_.substr(begin + 2), block->size, gap_width, [&](uint32_t at, uint32_t gap) {
    next += gap;
    block->offsets[at] = static_cast<uint16_t>(next++);
  });
  Unpack(
      blocks_.substr(begin + 2 + gaps), block->size, impact_width,
      [&](uint32_t at, uint32_t more) { block->impacts[at] = static_cast<uint8_t>(least + more); });
  return next <= kBucketSize;
}

bool PostingChunk::DecodeAll(std::vector<ChunkPosting>* postings) const {
  Block block;
  for (uint32_t i = 0; i < block_count(); ++i) {
    if (!Decode(i, &block)) {
      return false;
    }
    for (uint32_t at = 0; at < block.size; ++at) {
      postings->push_back({block.offsets[at], std::min(block.impacts[at], kMaxImpact)});
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
  const auto is_before = [](const ChunkPosting& a, const ChunkPosting& b) {
    return a.offset < b.offset;
  };
  if (!std::is_sorted(postings.begin(), postings.end(), is_before)) {
    std::stable_sort(postings.begin(), postings.end(), is_before);
  }
  std::sort(removed.begin(), removed.end());
  removed.erase(std::unique(removed.begin(), removed.end()), removed.end());
  const auto is_gone = [&](const ChunkPosting& posting) {
    return std::binary_search(removed.begin(), removed.end(), posting.offset);
  };
  if (!removed.empty()) {
    postings.erase(std::remove_if(postings.begin(), postings.end(), is_gone), postings.end());
  }
  // What no writer makes, a number given twice, is made one.
  postings.erase(std::unique(postings.begin(), postings.end(),
                             [](const ChunkPosting& a, const ChunkPosting& b) {
                               return a.offset == b.offset;
                             }),
                 postings.end());
  if (whole) {
    removed.clear();
  }
  *out = EncodeChunk(postings, removed);
  return true;
}

}  // namespace standpoint
