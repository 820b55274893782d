// Sends documents over StreamIngestDocuments until each has an answer.

#ifndef STANDPOINT_CLI_INGEST_SENDER_H_
#define STANDPOINT_CLI_INGEST_SENDER_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "cli/client/connection.h"
#include "cli/ingest/document_source.h"
#include "common/time/clock.h"
#include "standpoint/v1/ingest_service.pb.h"

namespace standpoint {

struct SenderOptions {
  std::string parent;  // "corpora/default"
  // Documents without an answer at a time, and their bytes; one larger document goes alone.
  int window = 256;
  int64_t window_bytes = 32 << 20;
  // How often one document is sent while the server says that it is busy.
  int max_attempts = 10;
  // How often a stream may break in a row without one answer.
  int max_broken_streams = 8;
  absl::Duration first_back_off = absl::Milliseconds(200);
  absl::Duration longest_back_off = absl::Seconds(30);
  // A stream that gives no answer for so long, though documents wait, counts as broken.
  absl::Duration stall_limit = absl::Minutes(2);
};

// Memory: the window. Threads: Send by one thread, once; CancelIfStalled by another one.
class IngestSender {
 public:
  // Gives the next document; false at the end. Items with an error are not for the sender.
  using NextItem = std::function<bool(SourceItem&)>;
  // Told of each document once: the last answer to it. On threads of the sender, one call at a time.
  using OnResult = std::function<void(const SourceItem&, const v1::IngestResult&)>;

  IngestSender(Connection& connection, SenderOptions options, Clock* clock);

  // Sends everything that `next` gives. After a break of the stream it sends what has no answer again.
  // Errors: of the stream, when breaking it again and again gave no answer, or at once when
  // repeating cannot help (wrong corpus name); documents may be without an answer then.
  absl::Status Send(const NextItem& next, const OnResult& on_result);

  // Breaks a stream that has stalled. To be called every now and then while Send runs.
  void CancelIfStalled();

 private:
  struct Pending {
    SourceItem item;
    int attempts = 0;
  };
  class Stream;

  absl::Status RunStream(const NextItem& next);
  void WriteAll(const NextItem& next, Stream& stream);
  bool AwaitTurn();
  bool MayWrite() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  bool IsDone() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  bool TakeNext(const NextItem& next, v1::StreamIngestDocumentsRequest& request);
  void OnAnswer(const v1::StreamIngestDocumentsResponse& answer);
  void Retry(Pending pending, const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Wait(absl::Duration duration);

  Connection& connection_;
  const SenderOptions options_;
  Clock* const clock_;
  OnResult on_result_;

  absl::Mutex mu_;
  std::map<int64_t, Pending> in_flight_ ABSL_GUARDED_BY(mu_);  // by sequence
  std::deque<Pending> again_ ABSL_GUARDED_BY(mu_);             // to be sent again
  int64_t next_sequence_ ABSL_GUARDED_BY(mu_) = 1;
  int64_t held_bytes_ ABSL_GUARDED_BY(mu_) = 0;  // of in_flight_ and again_
  bool source_ended_ ABSL_GUARDED_BY(mu_) = false;
  bool broken_ ABSL_GUARDED_BY(mu_) = false;  // the stream under way gives no more answers
  int answers_ ABSL_GUARDED_BY(mu_) = 0;      // of the stream under way
  absl::Time pause_until_ ABSL_GUARDED_BY(mu_) = absl::InfinitePast();
  absl::Time last_event_ ABSL_GUARDED_BY(mu_) = absl::InfinitePast();
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mu_) = nullptr;  // of the stream under way
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_SENDER_H_
