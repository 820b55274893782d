#include "ingest/offsets/offset_map.h"

#include <algorithm>

namespace standpoint {
namespace {

// Adds a run whose bytes do not correspond one to one, though its lengths may be equal by chance:
// then in two parts.
void PushInexact(const OffsetRun& run, OffsetMap& map) {
  const int32_t half = (run.text_end - run.text_begin) / 2;
  if (!run.one_to_one() || half == 0) {
    map.push_back(run);
    return;
  }
  map.push_back({run.text_begin, run.text_begin + half, run.original_begin, run.original_end});
  map.push_back({run.text_begin + half, run.text_end, run.original_begin, run.original_end});
}

}  // namespace

void OffsetMapBuilder::Append(int32_t text_size, int32_t original_begin, int32_t original_size,
                              bool blank) {
  const OffsetRun piece{text_size_, text_size_ + text_size, original_begin,
                        original_begin + original_size};
  text_size_ += text_size;
  const bool neighbours = !runs_.empty() && runs_.back().text_end == piece.text_begin &&
                          runs_.back().original_end == piece.original_begin;
  if (neighbours && open_ && (!piece.one_to_one() || blank)) {
    const OffsetRun joined{runs_.back().text_begin, piece.text_end, runs_.back().original_begin,
                           piece.original_end};
    if (!joined.one_to_one()) {  // lengths that are equal by chance would promise too much
      runs_.back() = joined;
      open_ = !blank;
      return;
    }
  }
  if (neighbours && !open_ && piece.one_to_one() && runs_.back().one_to_one()) {
    runs_.back().text_end = piece.text_end;
    runs_.back().original_end = piece.original_end;
    return;
  }
  runs_.push_back(piece);
  open_ = !piece.one_to_one() && !blank;
}

void OffsetMapBuilder::Skip(int32_t text_size) {
  text_size_ += text_size;
  open_ = false;
}

void OffsetMapBuilder::Truncate(int32_t text_size) {
  text_size_ -= text_size;
  while (!runs_.empty() && runs_.back().text_begin >= text_size_) {
    runs_.pop_back();
  }
  if (!runs_.empty() && runs_.back().text_end > text_size_) {
    OffsetRun cut = runs_.back();
    runs_.pop_back();
    const int32_t surplus = cut.text_end - text_size_;
    cut.text_end -= surplus;
    if (cut.original_end - cut.original_begin == cut.text_end - cut.text_begin + surplus) {
      cut.original_end -= surplus;
      runs_.push_back(cut);
    } else {
      PushInexact(cut, runs_);
    }
  }
  open_ = false;
}

OffsetMap IdentityMap(int32_t size) {
  return size == 0 ? OffsetMap{} : OffsetMap{{0, size, 0, size}};
}

bool IsIdentity(const OffsetMap& map, int32_t text_size, int32_t original_size) {
  return text_size == original_size && map == IdentityMap(text_size);
}

OffsetMap Compose(const OffsetMap& outer, const OffsetMap& inner) {
  OffsetMap composed;
  for (const OffsetRun& run : outer) {
    auto it = std::partition_point(inner.begin(), inner.end(), [&run](const OffsetRun& r) {
      return r.text_end <= run.original_begin;
    });
    if (!run.one_to_one()) {  // the whole of it comes from all that the middle stretch touches
      OffsetRun joined{run.text_begin, run.text_end, INT32_MAX, 0};
      for (; it != inner.end() && it->text_begin < run.original_end; ++it) {
        const bool exact = it->one_to_one();
        const int32_t begin = std::max(run.original_begin, it->text_begin) - it->text_begin;
        const int32_t end = std::min(run.original_end, it->text_end) - it->text_begin;
        joined.original_begin =
            std::min(joined.original_begin, it->original_begin + (exact ? begin : 0));
        joined.original_end =
            std::max(joined.original_end, exact ? it->original_begin + end : it->original_end);
      }
      if (joined.original_begin <= joined.original_end) {
        PushInexact(joined, composed);
      }
      continue;
    }
    const int32_t shift = run.text_begin - run.original_begin;
    for (; it != inner.end() && it->text_begin < run.original_end; ++it) {
      const int32_t begin = std::max(run.original_begin, it->text_begin);
      const int32_t end = std::min(run.original_end, it->text_end);
      if (it->one_to_one()) {
        const int32_t back = it->original_begin - it->text_begin;
        composed.push_back({begin + shift, end + shift, begin + back, end + back});
      } else {
        PushInexact({begin + shift, end + shift, it->original_begin, it->original_end}, composed);
      }
    }
  }
  return composed;
}

OffsetMap Coarsen(OffsetMap map, size_t max_runs) {
  if (map.size() <= max_runs) {
    return map;
  }
  // Twice as coarse as need be, as PushInexact may add a second part to each.
  const size_t stride = 2 * ((map.size() + max_runs - 1) / max_runs);
  OffsetMap coarse;
  coarse.reserve(max_runs);
  for (size_t i = 0; i < map.size(); i += stride) {
    OffsetRun joined = map[i];
    for (size_t k = i + 1; k < std::min(map.size(), i + stride); ++k) {
      joined.text_end = map[k].text_end;
      joined.original_begin = std::min(joined.original_begin, map[k].original_begin);
      joined.original_end = std::max(joined.original_end, map[k].original_end);
    }
    PushInexact(joined, coarse);
  }
  return coarse;
}

}  // namespace standpoint
