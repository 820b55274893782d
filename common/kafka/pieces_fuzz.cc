// Records of anybody's making must be joined or refused; a value cut into pieces must come back whole, in whatever order the pieces come.
// Input: for each record its number of header bytes, the header `piece`, its number of value bytes and the value.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/kafka/pieces.h"
#include "common/testing/require.h"

namespace standpoint {
namespace {

constexpr int kSmallRecords = 17 << 10;  // cuts from a KiB on

// The next bytes as the length before them says.
absl::string_view Take(absl::string_view& bytes) {
  if (bytes.empty()) {
    return "";
  }
  const auto length = static_cast<uint8_t>(bytes.front());
  const absl::string_view taken = bytes.substr(1, length);
  bytes.remove_prefix(1 + taken.size());
  return taken;
}

void JoinRecords(absl::string_view bytes) {
  PieceJoiner joiner;
  for (int64_t offset = 0; !bytes.empty(); ++offset) {
    LogRead record;
    record.offset = offset;
    const absl::string_view piece = Take(bytes);
    if (!piece.empty()) {
      record.headers.emplace_back("piece", std::string(piece));
    }
    if (offset % 3 == 2) {
      record.headers.emplace_back("encoding", "zstd");
    }
    record.value = std::string(Take(bytes));
    const auto joined = joiner.Add(std::move(record));
    if (joined.ok() && joined->has_value()) {
      Require(std::is_sorted((*joined)->offsets.begin(), (*joined)->offsets.end()));
      Require((*joined)->last_offset == offset);
    }
    Require(!joiner.OldestIncomplete() || *joiner.OldestIncomplete() <= offset);
  }
}

void CutAndJoin(absl::string_view bytes) {
  LogWrite whole;
  whole.key = "key";
  whole.value = std::string(bytes);
  auto pieces = CutIntoPieces(whole, kSmallRecords);
  Require(pieces.ok());
  if (!bytes.empty() && bytes.size() % 2 == 0) {
    std::reverse(pieces->begin(), pieces->end());
  }
  PieceJoiner joiner;
  int64_t offset = 0;
  for (LogWrite& piece : *pieces) {
    LogRead record;
    record.offset = offset;
    record.value = std::move(piece.value);
    record.headers = std::move(piece.headers);
    const auto joined = joiner.Add(std::move(record));
    ++offset;
    Require(joined.ok());
    Require(joined->has_value() == (offset == static_cast<int64_t>(pieces->size())));
    if (joined->has_value()) {
      Require((*joined)->record.value == std::string(bytes));
    }
  }
}

}  // namespace
}  // namespace standpoint

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  standpoint::JoinRecords(bytes);
  standpoint::CutAndJoin(bytes);
  return 0;
}
