#include "store/record/log_state.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/engine/family.h"
#include "store/record/coding.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr absl::string_view kBindingKey = "l";
constexpr char kPositionTag = 'p';
constexpr int kPartitionBytes = 4;

std::string PositionKeyPrefix() { return std::string(1, kPositionTag); }

std::string PositionKey(int partition) {
  std::string key = PositionKeyPrefix();
  AppendBigEndian(partition, kPartitionBytes, &key);
  return key;
}

}  // namespace

int64_t LogState::next_offset(int partition) const {
  const auto position = positions.find(partition);
  return position == positions.end() ? 0 : position->second.next_offset();
}

absl::StatusOr<LogState> LoadLogState(const Snapshot& snapshot) {
  LogState state;
  std::string bytes;
  ASSIGN_OR_RETURN(const bool bound, snapshot.Get(Family::kMeta, kBindingKey, &bytes));
  if (bound) {
    RETURN_IF_ERROR(DecodeMessage("log binding", bytes, &state.binding.emplace()));
  }
  const auto it = snapshot.NewIterator(Family::kMeta, PrefixRange(PositionKeyPrefix()));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    ByteReader key(it->key().substr(1));
    uint64_t partition = 0;
    if (!key.ReadBigEndian(kPartitionBytes, &partition) || !key.empty()) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "the key of a stored log position cannot be read");
    }
    RETURN_IF_ERROR(
        DecodeMessage("log position", it->value(), &state.positions[static_cast<int>(partition)]));
  }
  RETURN_IF_ERROR(it->status());
  return state;
}

void PutLogState(const LogState& state, WriteBatch* batch) {
  if (state.binding) {
    batch->Put(Family::kMeta, kBindingKey, EncodeMessage(*state.binding));
  }
  for (const auto& [partition, position] : state.positions) {
    PutLogPosition(partition, position, batch);
  }
}

void PutLogPosition(int partition, const internal::v1::LogPosition& position, WriteBatch* batch) {
  batch->Put(Family::kMeta, PositionKey(partition), EncodeMessage(position));
}

}  // namespace standpoint
