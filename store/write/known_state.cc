#include "store/write/known_state.h"

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

// Calls `take` with corpus and value of every key of family meta that begins with `prefix`.
absl::Status ForEachCorpus(
    const Snapshot& snapshot, absl::string_view prefix,
    absl::FunctionRef<absl::Status(const std::string&, absl::string_view)> take) {
  const auto it = snapshot.NewIterator(Family::kMeta, PrefixRange(prefix));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    RETURN_IF_ERROR(take(std::string(CorpusOfKey(it->key())), it->value()));
  }
  return it->status();
}

}  // namespace

absl::StatusOr<KnownState> LoadKnownState(Engine& engine) {
  KnownState known;
  const auto snapshot = engine.GetSnapshot();
  RETURN_IF_ERROR(
      ForEachCorpus(*snapshot, CorpusKeyPrefix(),
                    [&](const std::string& corpus, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(known.corpora[corpus].counts, DecodeCorpusCounts(value));
                      return absl::OkStatus();
                    }));
  RETURN_IF_ERROR(
      ForEachCorpus(*snapshot, NumbersKeyPrefix(),
                    [&](const std::string& corpus, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(known.corpora[corpus].next, DecodeNextNumbers(value));
                      return absl::OkStatus();
                    }));
  RETURN_IF_ERROR(
      ForEachCorpus(*snapshot, RemovedCorpusKeyPrefix(),
                    [&](const std::string& corpus, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(known.removed_corpora[corpus], DecodeRemovedCorpus(value));
                      return absl::OkStatus();
                    }));
  ASSIGN_OR_RETURN(known.log, LoadLogState(*snapshot));
  return known;
}

// A corpus exists while it holds a document; its numbers go on behind those that it ever gave.
void PutChanged(const KnownState& changed, WriteBatch* batch) {
  for (const auto& [corpus, state] : changed.corpora) {
    if (state.counts.documents > 0) {
      batch->Put(Family::kMeta, CorpusKey(corpus), EncodeCorpusCounts(state.counts));
    } else {
      batch->Delete(Family::kMeta, CorpusKey(corpus));
    }
    batch->Put(Family::kMeta, NumbersKey(corpus), EncodeNextNumbers(state.next));
  }
  for (const auto& [partition, position] : changed.log.positions) {
    PutLogPosition(partition, position, batch);
  }
}

void Merge(const KnownState& changed, KnownState* known) {
  for (const auto& [corpus, state] : changed.corpora) {
    known->corpora[corpus] = state;
  }
  for (const auto& [corpus, revision] : changed.removed_corpora) {
    known->removed_corpora[corpus] = revision;
  }
  for (const auto& [partition, position] : changed.log.positions) {
    known->log.positions[partition] = position;
  }
}

}  // namespace standpoint
