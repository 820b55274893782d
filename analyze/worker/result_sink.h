// Where the worker's analyses go: the store, or the log of a cluster.

#ifndef STANDPOINT_ANALYZE_WORKER_RESULT_SINK_H_
#define STANDPOINT_ANALYZE_WORKER_RESULT_SINK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// Threads: safe.
class ResultSink {
 public:
  virtual ~ResultSink() = default;

  // Hands over documents, each leased under the id at its place; one status per document, in order. OK: durable. NOT_FOUND: the lease has
  // ended, and the document is somebody else's. UNAVAILABLE: to be repeated; documents may have been handed over all the same, which a
  // repeat does not change.
  virtual std::vector<absl::Status> Commit(
      absl::Span<const std::string> lease_ids,
      absl::Span<const internal::v1::AnalyzedDocument> documents) = 0;

  // Whether an OK has completed the lease, too.
  virtual bool completes_leases() const = 0;
};

// The store, by calls; leases are completed afterwards. Lifetime: `store` outlives it.
class StoreSink final : public ResultSink {
 public:
  explicit StoreSink(StoreClient& store) : store_(store) {}

  std::vector<absl::Status> Commit(
      absl::Span<const std::string> /*lease_ids*/,
      absl::Span<const internal::v1::AnalyzedDocument> documents) override {
    return store_.Commit(documents);
  }
  bool completes_leases() const override { return false; }

 private:
  StoreClient& store_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_RESULT_SINK_H_
