// A store that remembers, for tests of its callers.

#ifndef STANDPOINT_STORE_CLIENT_FAKE_STORE_CLIENT_H_
#define STANDPOINT_STORE_CLIENT_FAKE_STORE_CLIENT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "store/client/store_client.h"

namespace standpoint {

// Keeps documents and deletions as the store does: the higher revision wins. Threads: safe.
class FakeStoreClient : public StoreClient {
 public:
  std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) override;
  absl::StatusOr<bool> Remove(absl::string_view document, int64_t revision) override;
  absl::StatusOr<int64_t> RemoveCorpus(absl::string_view corpus, int64_t revision,
                                       bool reclaim) override;
  // The cursor is the name of the next document.
  absl::StatusOr<internal::v1::ReadDocumentsResponse> ReadDocuments(
      const internal::v1::ReadDocumentsRequest& request) override;

  // The next `calls` calls answer `status` (each document of a commit gets it) and change nothing.
  void FailNext(int calls, absl::Status status);

  // What is visible, by name.
  std::map<std::string, internal::v1::AnalyzedDocument> Documents() const;
  // Documents of all commits that were not made to fail, skipped ones included, in order.
  std::vector<std::string> Commits() const;
  // Calls of either kind, those that failed included.
  int call_count() const;

 private:
  // Takes one failure from those that are due; OK when there is none.
  // Whether `name` was removed as of `revision` or later.
  bool IsGone(const std::string& name, int64_t revision) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status NextFailure() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  mutable absl::Mutex mu_;
  std::map<std::string, internal::v1::AnalyzedDocument> documents_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, int64_t> tombstones_ ABSL_GUARDED_BY(mu_);  // of documents and corpora
  std::vector<std::string> commits_ ABSL_GUARDED_BY(mu_);
  int call_count_ ABSL_GUARDED_BY(mu_) = 0;
  int failures_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CLIENT_FAKE_STORE_CLIENT_H_
