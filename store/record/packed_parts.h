// What packed claims and packed stances have in common. For store/record alone.

#ifndef STANDPOINT_STORE_RECORD_PACKED_PARTS_H_
#define STANDPOINT_STORE_RECORD_PACKED_PARTS_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/text/content_id.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/record/coding.h"
#include "store/record/slice_reader.h"

namespace standpoint {

// Flags of an item. The two lowest bits tell how its id is made: 0 not, else ContentId with one less earlier items.
inline constexpr uint64_t kIdMask = 3;
inline constexpr uint64_t kOfAuthor = 4;  // the author is the only holder
inline constexpr uint64_t kHasRest = 8;   // what is not packed, as a message
inline constexpr uint64_t kHasFieldConfidence = 16;
inline constexpr uint64_t kHasFactuality = 32;
inline constexpr uint64_t kHasStandalone = 64;
inline constexpr uint64_t kHasEmbedding = 128;
inline constexpr uint64_t kOfClaim = 16;  // of a stance: the ordinal of its claim

template <typename Item>
uint64_t IdFlag(const Item& item, absl::string_view id) {
  for (int earlier = 0; earlier < static_cast<int>(kIdMask); ++earlier) {
    if (ContentId(item, earlier) == id) {
      return static_cast<uint64_t>(earlier) + 1;
    }
  }
  return 0;
}

// An author of whom nothing else is known.
bool IsPlainAuthor(const v1::Holder& holder);

// A size and as many bytes.
void AppendSized(absl::string_view bytes, std::string* out);
bool ReadSized(ByteReader* reader, absl::string_view* bytes);

// A number as thousandths.
float RoundScore(float score);
void AppendScore(float score, std::string* out);
bool ReadScore(ByteReader* reader, float* score);

// Components of an embedding as one of 16 steps each, two a byte, the first in the lower half.
void RoundEmbedding(std::string* embedding);
void AppendEmbedding(absl::string_view embedding, std::string* out);
bool ReadEmbedding(ByteReader* reader, std::string* embedding);

// Where `span` begins, from `base` on, and its size.
void AppendPlace(const v1::Span& span, int64_t base, std::string* out);
bool ReadPlace(ByteReader* reader, int64_t base, v1::Span* span);

// The bytes that `span` names. Errors: those of `slice`.
absl::Status ReadSlice(const v1::Span& span, SliceReader slice, std::string* text);

// The sum, wrapped, so that whatever stands in a span comes back.
int32_t WrappedSum(int32_t a, int64_t b);
// Before words that are none, or begin with it, where the text says something else.
inline constexpr char kWrittenOut = '\0';

// Takes away what `text` tells, and counts the place from `base` on; and back. `words`: the verbatim text; null: none.
void HidePlace(absl::string_view text, int64_t base, std::string* words, v1::Span* span);
absl::Status ShowPlace(SliceReader slice, int64_t base, std::string* words, v1::Span* span);

// Calls `take` with every verbatim text (or null) and its span in what is not packed.
using PlaceTaker = absl::FunctionRef<void(std::string* words, v1::Span* span)>;
void ForEachPlace(v1::Claim* claim, PlaceTaker take);
void ForEachPlace(v1::Stance* stance, PlaceTaker take);

// What is not packed: `rest`, whose item is `item`, with its places hidden. Empty when nothing is left.
template <typename Record, typename Item>
std::string PackRest(absl::string_view text, int64_t base, const Record& rest, Item* item) {
  ForEachPlace(item,
               [&](std::string* words, v1::Span* span) { HidePlace(text, base, words, span); });
  return rest.SerializeAsString();
}

template <typename Item>
absl::Status ShowPlaces(SliceReader slice, int64_t base, Item* item) {
  absl::Status status;
  ForEachPlace(item, [&](std::string* words, v1::Span* span) {
    status.Update(ShowPlace(slice, base, words, span));
  });
  return status;
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_PACKED_PARTS_H_
