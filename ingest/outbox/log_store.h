// The store's writing end on a cluster: removals go through the log.

#ifndef STANDPOINT_INGEST_OUTBOX_LOG_STORE_H_
#define STANDPOINT_INGEST_OUTBOX_LOG_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/kafka/kafka_record.h"
#include "common/time/clock.h"
#include "ingest/outbox/written_documents.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

struct LogStoreOptions {
  std::string topic;  // of the analyses
  int partitions = 1;
  absl::Duration limit = absl::Seconds(20);  // for all replicas to have applied a removal
  absl::Duration look_every = absl::Milliseconds(50);
  Clock* clock = Clock::Real();
};

// A removal is written to the log and answered when every replica that it concerns has applied it: what was answered is gone for
// everybody who reads, and is on the stores' disks. UNAVAILABLE, reason REMOVAL_NOT_APPLIED, when a replica does not get there in time; the
// removal then happens all the same, and is to be repeated. How many documents were removed is not known here: Remove says true, RemoveCorpus 0.
// Threads: safe. Lifetime: the arguments outlive it.
class LogStore final : public StoreClient {
 public:
  using Write = absl::AnyInvocable<absl::Status(std::vector<LogWrite>)>;

  // `write` writes all records or none. `reader` answers ReadDocuments.
  LogStore(LogStoreOptions options, Write write, WrittenDocuments& stores, StoreClient& reader)
      : options_(std::move(options)), write_(std::move(write)), stores_(stores), reader_(reader) {}

  // UNIMPLEMENTED: workers commit through the log.
  std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) override;
  absl::StatusOr<bool> Remove(absl::string_view document, int64_t revision) override;
  absl::StatusOr<int64_t> RemoveCorpus(absl::string_view corpus, int64_t revision,
                                       bool reclaim) override;
  absl::StatusOr<internal::v1::ReadDocumentsResponse> ReadDocuments(
      const internal::v1::ReadDocumentsRequest& request) override {
    return reader_.ReadDocuments(request);
  }

 private:
  absl::Status AwaitWritten(const std::vector<DocumentWrite>& writes);

  const LogStoreOptions options_;
  absl::Mutex write_mu_;
  Write write_ ABSL_GUARDED_BY(write_mu_);
  WrittenDocuments& stores_;
  StoreClient& reader_;
};

// For each partition the name of a document of the corpus that would be there, to ask every shard about the corpus.
std::vector<std::string> NamesInAllPartitions(absl::string_view corpus, int partitions);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_OUTBOX_LOG_STORE_H_
