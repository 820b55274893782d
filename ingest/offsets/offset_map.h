// How stretches of a derived text map back to the bytes that it came from.

#ifndef STANDPOINT_INGEST_OFFSETS_OFFSET_MAP_H_
#define STANDPOINT_INGEST_OFFSETS_OFFSET_MAP_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace standpoint {

// [text_begin, text_end) came from [original_begin, original_end). Units: bytes.
// Of equal length: bytes correspond one to one. Otherwise: the whole of one corresponds to the
// whole of the other.
struct OffsetRun {
  int32_t text_begin = 0;
  int32_t text_end = 0;
  int32_t original_begin = 0;
  int32_t original_end = 0;

  bool one_to_one() const { return text_end - text_begin == original_end - original_begin; }
  friend bool operator==(const OffsetRun&, const OffsetRun&) = default;
};

// Runs in order of the text, not overlapping in it. Text between runs was not in the original (a
// paragraph break). The originals of HTML that a browser would rearrange may be out of order.
using OffsetMap = std::vector<OffsetRun>;

// Builds a map in order of the text, joining what can be joined: neighbouring one-to-one pieces
// always, neighbouring pieces of unequal length up to the next blank, so that a text in another
// character set costs one run a word.
class OffsetMapBuilder {
 public:
  // The next `text_size` bytes of the text came from [original_begin, original_begin +
  // original_size). `blank`: the piece is white space.
  void Append(int32_t text_size, int32_t original_begin, int32_t original_size, bool blank);

  // The next `text_size` bytes of the text are not in the original.
  void Skip(int32_t text_size);

  // Takes the last `text_size` bytes of the text back; their run, if of unequal length, keeps its
  // whole original.
  void Truncate(int32_t text_size);

  int32_t text_size() const { return text_size_; }
  OffsetMap Build() && { return std::move(runs_); }

 private:
  OffsetMap runs_;
  int32_t text_size_ = 0;
  bool open_ = false;  // the last run is of unequal length and may grow
};

// The map that says of a text of `size` bytes that it is the original, byte for byte.
OffsetMap IdentityMap(int32_t size);

// Whether `map` says that a text of `text_size` and an original of `original_size` bytes are the
// same.
bool IsIdentity(const OffsetMap& map, int32_t text_size, int32_t original_size);

// `outer` maps a text to bytes that `inner` maps to the original: the map from the text to the
// original. Text whose bytes `inner` does not know of is left out.
OffsetMap Compose(const OffsetMap& outer, const OffsetMap& inner);

// At most `max_runs` runs, neighbours joined evenly where there are more.
OffsetMap Coarsen(OffsetMap map, size_t max_runs);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_OFFSETS_OFFSET_MAP_H_
