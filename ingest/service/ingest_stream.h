// The stream of IngestService: any number of documents, flow-controlled.

#ifndef STANDPOINT_INGEST_SERVICE_INGEST_STREAM_H_
#define STANDPOINT_INGEST_SERVICE_INGEST_STREAM_H_

#include <grpcpp/support/server_callback.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/synchronization/mutex.h"
#include "common/concurrency/executor.h"
#include "common/rpc/served_call.h"
#include "ingest/pipeline/ingestor.h"
#include "standpoint/v1/ingest_service.pb.h"

namespace standpoint {

// How far a stream reads ahead of its answers.
struct StreamWindow {
  int max_items = 64;
  int64_t max_bytes = 32 << 20;
};

class IngestStream;

// The streams under way, so that a drain reaches them. Threads: safe.
class IngestStreams {
 public:
  // Streams answer what they have accepted and then end with UNAVAILABLE; so do later ones, at once.
  void Drain() ABSL_LOCKS_EXCLUDED(mu_);

 private:
  friend class IngestStream;

  // Returns whether a drain has begun.
  bool Add(IngestStream* stream) ABSL_LOCKS_EXCLUDED(mu_);
  void Remove(IngestStream* stream) ABSL_LOCKS_EXCLUDED(mu_);

  absl::Mutex mu_;  // before a stream's
  bool draining_ ABSL_GUARDED_BY(mu_) = false;
  absl::flat_hash_set<IngestStream*> streams_ ABSL_GUARDED_BY(mu_);
};

// One stream. An item counts against the window from when it was read until its answer was written; while the window is
// full nothing is read, and HTTP/2 slows the client. Deletes itself when gRPC is done with it.
class IngestStream final : public grpc::ServerBidiReactor<v1::StreamIngestDocumentsRequest,
                                                          v1::StreamIngestDocumentsResponse> {
 public:
  // Lifetime: all but `call` outlive the stream.
  IngestStream(std::unique_ptr<ServedCall> call, const StreamWindow& window, Ingestor* ingestor,
               Executor* executor, IngestStreams* streams);

  void Drain() ABSL_LOCKS_EXCLUDED(mu_);

  void OnReadDone(bool ok) override ABSL_LOCKS_EXCLUDED(mu_);
  void OnWriteDone(bool ok) override ABSL_LOCKS_EXCLUDED(mu_);
  void OnCancel() override ABSL_LOCKS_EXCLUDED(mu_);
  void OnDone() override;

 private:
  using Request = v1::StreamIngestDocumentsRequest;
  using Response = v1::StreamIngestDocumentsResponse;

  void Process(const Request& request, const std::string& parent);
  void Answer(int64_t sequence, int64_t bytes, Ingestor::Result result) ABSL_LOCKS_EXCLUDED(mu_);

  // Starts what can be started: a write, a read, the end. gRPC is called without the lock, and the end comes only when
  // no other thread is about to call it; after it `this` may be gone, so nothing follows a call of this.
  void AdvanceAndUnlock() ABSL_UNLOCK_FUNCTION(mu_);
  bool CanRead() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  bool CanFinish() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const std::unique_ptr<ServedCall> call_;
  const StreamWindow window_;
  Ingestor* const ingestor_;
  Executor* const executor_;
  IngestStreams* const streams_;

  Request incoming_;   // of the read under way
  Response outgoing_;  // of the write under way

  absl::Mutex mu_;
  std::string parent_ ABSL_GUARDED_BY(mu_);  // the last one given
  std::deque<Response> answers_ ABSL_GUARDED_BY(mu_);
  int processing_ ABSL_GUARDED_BY(mu_) = 0;  // items read and not answered yet
  int64_t processing_bytes_ ABSL_GUARDED_BY(mu_) = 0;
  int calling_ ABSL_GUARDED_BY(mu_) = 0;  // threads that are about to call gRPC
  bool reading_ ABSL_GUARDED_BY(mu_) = false;
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool half_closed_ ABSL_GUARDED_BY(mu_) = false;  // the client sends no more
  bool broken_ ABSL_GUARDED_BY(mu_) = false;       // answers reach nobody any more
  bool draining_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_INGEST_STREAM_H_
