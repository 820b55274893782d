#include "store/query/place.h"

#include "store/record/coding.h"

namespace standpoint {

bool IsBefore(TimeRank a, TimeRank b, bool newest_first) {
  if (a == kUndated || b == kUndated || !newest_first) {
    return a < b;
  }
  return b < a;
}

bool IsBefore(const ScanPlace& a, const ScanPlace& b, bool newest_first) {
  if (a.posting.time != b.posting.time) {
    return IsBefore(a.posting.time, b.posting.time, newest_first);
  }
  if (!(a.posting.ref == b.posting.ref)) {
    const bool backward = newest_first && a.posting.time != kUndated;
    return backward ? b.posting.ref < a.posting.ref : a.posting.ref < b.posting.ref;
  }
  return a.ordinal < b.ordinal;
}

std::string EncodePlace(const ScanPlace& place) {
  std::string bytes;
  AppendBigEndian(place.posting.time, kTimeRankBytes, &bytes);
  bytes.append(place.posting.ref.bytes);
  AppendBigEndian(place.ordinal, kOrdinalSize, &bytes);
  return bytes;
}

bool DecodePlace(absl::string_view bytes, ScanPlace* place) {
  ByteReader reader(bytes);
  absl::string_view ref;
  uint64_t ordinal = 0;
  if (!reader.ReadBigEndian(kTimeRankBytes, &place->posting.time) ||
      !reader.ReadBytes(DocumentRef::kSize, &ref) ||
      !reader.ReadBigEndian(kOrdinalSize, &ordinal) || !reader.empty()) {
    return false;
  }
  place->posting.ref.bytes = std::string(ref);
  place->ordinal = static_cast<uint32_t>(ordinal);
  return true;
}

}  // namespace standpoint
