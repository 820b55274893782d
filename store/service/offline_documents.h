// Which documents a store that no server has open knows of.

#ifndef STANDPOINT_STORE_SERVICE_OFFLINE_DOCUMENTS_H_
#define STANDPOINT_STORE_SERVICE_OFFLINE_DOCUMENTS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"

namespace standpoint {

// As of when it was opened. Threads: one at a time.
class OfflineDocuments {
 public:
  // Changes nothing in `directory`. Errors: as of CheckStoreOffline.
  static absl::StatusOr<OfflineDocuments> Open(const std::string& directory);

  // Whether the document is there, or deleted, as of `revision` or later. Errors: INVALID_ARGUMENT for what is no name of
  // a document; INTERNAL.
  absl::StatusOr<bool> Knows(absl::string_view name, int64_t revision) const;

 private:
  explicit OfflineDocuments(std::unique_ptr<Engine> engine)
      : engine_(std::move(engine)), snapshot_(engine_->GetSnapshot()) {}

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Snapshot> snapshot_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_OFFLINE_DOCUMENTS_H_
