// A store that remembers how often each document was committed, for tests of the worker.

#ifndef STANDPOINT_ANALYZE_WORKER_RECORDING_STORE_H_
#define STANDPOINT_ANALYZE_WORKER_RECORDING_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// Refuses as it is told. Threads: safe.
class RecordingStore final : public StoreClient {
 public:
  std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) override {
    absl::MutexLock lock(&mu_);
    ++calls_;
    std::vector<absl::Status> statuses;
    for (const auto& document : documents) {
      statuses.push_back(refuse_ ? refuse_(document, documents.size()) : absl::OkStatus());
      if (statuses.back().ok()) {
        ++commits_[document.document().name()];
      }
    }
    return statuses;
  }

  // It holds nothing that could be removed or read.
  absl::StatusOr<bool> Remove(absl::string_view, int64_t) override { return false; }
  absl::StatusOr<int64_t> RemoveCorpus(absl::string_view, int64_t, bool) override { return 0; }
  absl::StatusOr<internal::v1::ReadDocumentsResponse> ReadDocuments(
      const internal::v1::ReadDocumentsRequest&) override {
    return internal::v1::ReadDocumentsResponse();
  }

  // What becomes of a document in a commit of `batch` documents.
  using Refuse = std::function<absl::Status(const internal::v1::AnalyzedDocument&, size_t batch)>;
  void SetRefuse(Refuse refuse) {
    absl::MutexLock lock(&mu_);
    refuse_ = std::move(refuse);
  }

  // Accepted, by document.
  std::map<std::string, int> commits() const {
    absl::MutexLock lock(&mu_);
    return commits_;
  }

  // Waits for so many commits, refused ones included.
  void AwaitCalls(int calls) const {
    const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return calls_ >= calls; };
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(&enough));
  }

 private:
  mutable absl::Mutex mu_;
  Refuse refuse_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, int> commits_ ABSL_GUARDED_BY(mu_);
  int calls_ ABSL_GUARDED_BY(mu_) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_RECORDING_STORE_H_
