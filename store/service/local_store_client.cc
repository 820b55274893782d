#include "store/service/local_store_client.h"

#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "common/status/macros.h"
#include "store/query/inputs.h"
#include "store/service/corpus_care.h"

namespace standpoint {

std::vector<absl::Status> LocalStoreClient::Commit(
    absl::Span<const internal::v1::AnalyzedDocument> documents) {
  std::vector<absl::Status> statuses(documents.size());
  absl::BlockingCounter waiting(static_cast<int>(documents.size()));
  for (size_t i = 0; i < documents.size(); ++i) {
    writer_->Commit(documents[i], [&status = statuses[i], &waiting](absl::Status result) {
      status = std::move(result);
      waiting.DecrementCount();
    });
  }
  waiting.Wait();
  return statuses;
}

absl::StatusOr<bool> LocalStoreClient::Remove(absl::string_view document, int64_t revision) {
  absl::StatusOr<bool> removed;
  absl::Notification done;
  writer_->Remove(document, revision, [&](absl::StatusOr<bool> result) {
    removed = std::move(result);
    done.Notify();
  });
  done.WaitForNotification();
  return removed;
}

absl::StatusOr<int64_t> LocalStoreClient::RemoveCorpus(absl::string_view corpus, int64_t revision,
                                                       bool reclaim) {
  absl::StatusOr<int64_t> removed;
  absl::Notification done;
  writer_->RemoveCorpus(corpus, revision, [&](absl::StatusOr<int64_t> result) {
    removed = std::move(result);
    done.Notify();
  });
  done.WaitForNotification();
  if (removed.ok() && reclaim) {
    RETURN_IF_ERROR(ReclaimCorpus(*engine_, corpus));
  }
  return removed;
}

absl::StatusOr<internal::v1::ReadDocumentsResponse> LocalStoreClient::ReadDocuments(
    const internal::v1::ReadDocumentsRequest& request) {
  internal::v1::ReadDocumentsResponse response;
  RETURN_IF_ERROR(ReadInputs(*engine_->GetSnapshot(), request, kMaxReadBytes, &response));
  return response;
}

}  // namespace standpoint
