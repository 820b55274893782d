#include "cli/ingest/sender.h"

#include <grpcpp/support/sync_stream.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "common/status/errors.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

int64_t BytesOf(const SourceItem& item) {
  return static_cast<int64_t>(item.input.content().size());
}

// Whether the same document may be taken a moment later.
bool IsPassing(absl::StatusCode code) {
  return code == absl::StatusCode::kUnavailable || code == absl::StatusCode::kResourceExhausted ||
         code == absl::StatusCode::kDeadlineExceeded || code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kAborted;
}

// A stream also ends like this when a proxy or our own stall limit cut it.
bool IsWorthAnotherStream(absl::StatusCode code) {
  return IsPassing(code) || code == absl::StatusCode::kOk || code == absl::StatusCode::kCancelled ||
         code == absl::StatusCode::kUnknown;
}

absl::Duration BackOff(const SenderOptions& options, int failures) {
  absl::Duration delay = options.first_back_off;
  for (int i = 1; i < failures && delay < options.longest_back_off; ++i) delay *= 2;
  return std::min(delay, options.longest_back_off);
}

}  // namespace

class IngestSender::Stream {
 public:
  explicit Stream(v1::IngestService::Stub& stub) : stream_(stub.StreamIngestDocuments(&context)) {}

  grpc::ClientContext context;
  auto& operator*() { return *stream_; }
  auto* operator->() { return stream_.get(); }

 private:
  std::unique_ptr<
      grpc::ClientReaderWriter<v1::StreamIngestDocumentsRequest, v1::StreamIngestDocumentsResponse>>
      stream_;
};

IngestSender::IngestSender(Connection& connection, SenderOptions options, Clock* clock)
    : connection_(connection), options_(std::move(options)), clock_(clock) {}

absl::Status IngestSender::Send(const NextItem& next, const OnResult& on_result) {
  on_result_ = on_result;
  for (int failures = 0;;) {
    const absl::Status status = RunStream(next);
    {
      absl::MutexLock lock(&mu_);
      if (IsDone()) return absl::OkStatus();
      failures = answers_ > 0 ? 1 : failures + 1;
    }
    if (!IsWorthAnotherStream(status.code()) || failures >= options_.max_broken_streams) {
      return status.ok() ? MakeError(absl::StatusCode::kUnavailable, "STREAM_ENDED",
                                     "the server ended the stream without answering all documents")
                         : status;
    }
    Wait(RetryDelay(status, BackOff(options_, failures)));
  }
}

absl::Status IngestSender::RunStream(const NextItem& next) {
  Stream stream(connection_.ingest());
  {
    absl::MutexLock lock(&mu_);
    for (auto& [sequence, pending] : in_flight_) again_.push_back(std::move(pending));
    in_flight_.clear();
    broken_ = false;
    answers_ = 0;
    last_event_ = clock_->Now();
    context_ = &stream.context;
  }
  std::thread reader([&] {
    v1::StreamIngestDocumentsResponse answer;
    while (stream->Read(&answer)) OnAnswer(answer);
    absl::MutexLock lock(&mu_);
    broken_ = true;
  });
  WriteAll(next, stream);
  stream->WritesDone();
  reader.join();
  const grpc::Status status = stream->Finish();
  absl::MutexLock lock(&mu_);
  context_ = nullptr;
  return connection_.ingest_server().Explained(status);
}

void IngestSender::WriteAll(const NextItem& next, Stream& stream) {
  v1::StreamIngestDocumentsRequest request;
  while (AwaitTurn()) {
    if (!TakeNext(next, request)) continue;  // the source ended: wait for the answers
    if (!stream->Write(request)) return;
  }
}

// Waits until a document may be written; false when the stream is over or everything has its answer.
bool IngestSender::AwaitTurn() {
  absl::MutexLock lock(&mu_);
  const auto settled = [this]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return broken_ || IsDone() || MayWrite();
  };
  while (true) {
    clock_->AwaitUntil(mu_, absl::Condition(&settled), absl::InfiniteFuture());
    if (broken_ || IsDone()) return false;
    if (clock_->Now() >= pause_until_) return true;
    clock_->AwaitUntil(mu_, absl::Condition(&broken_), pause_until_);
  }
}

bool IngestSender::MayWrite() const {
  const int held = static_cast<int>(in_flight_.size() + again_.size());
  if (!again_.empty()) return true;  // within the window already
  return !source_ended_ && held < options_.window &&
         (held == 0 || held_bytes_ < options_.window_bytes);
}

bool IngestSender::IsDone() const { return source_ended_ && in_flight_.empty() && again_.empty(); }

bool IngestSender::TakeNext(const NextItem& next, v1::StreamIngestDocumentsRequest& request) {
  Pending pending;
  bool is_new = false;
  {
    absl::MutexLock lock(&mu_);
    if (!again_.empty()) {
      pending = std::move(again_.front());
      again_.pop_front();
    } else {
      is_new = true;
    }
  }
  // Reading a file may take its time: not under the lock.
  if (is_new && !next(pending.item)) {
    absl::MutexLock lock(&mu_);
    source_ended_ = true;
    return false;
  }
  ++pending.attempts;
  request.set_parent(options_.parent);
  *request.mutable_input() = pending.item.input;
  absl::MutexLock lock(&mu_);
  if (is_new) held_bytes_ += BytesOf(pending.item);
  if (in_flight_.empty()) last_event_ = clock_->Now();
  request.set_sequence(next_sequence_);
  in_flight_.emplace(next_sequence_++, std::move(pending));
  return true;
}

void IngestSender::OnAnswer(const v1::StreamIngestDocumentsResponse& answer) {
  Pending pending;
  {
    absl::MutexLock lock(&mu_);
    last_event_ = clock_->Now();
    const auto it = in_flight_.find(answer.sequence());
    if (it == in_flight_.end()) return;  // nothing that we asked
    pending = std::move(it->second);
    in_flight_.erase(it);
    ++answers_;
    const absl::Status status = FromRpcStatus(answer.result().error());
    if (IsPassing(status.code()) && pending.attempts < options_.max_attempts) {
      Retry(std::move(pending), status);
      return;
    }
    held_bytes_ -= BytesOf(pending.item);
  }
  on_result_(pending.item, answer.result());
}

// The whole stream pauses: a server that refuses one document refuses the next as well.
void IngestSender::Retry(Pending pending, const absl::Status& status) {
  const absl::Duration delay =
      std::max(RetryDelay(status, absl::ZeroDuration()), BackOff(options_, pending.attempts));
  pause_until_ = std::max(pause_until_, clock_->Now() + delay);
  again_.push_back(std::move(pending));
}

void IngestSender::CancelIfStalled() {
  absl::MutexLock lock(&mu_);
  if (context_ != nullptr && !in_flight_.empty() &&
      clock_->Now() - last_event_ > options_.stall_limit) {
    context_->TryCancel();
  }
}

void IngestSender::Wait(absl::Duration duration) {
  absl::MutexLock lock(&mu_);
  const bool never = false;
  clock_->AwaitUntil(mu_, absl::Condition(&never), clock_->Now() + duration);
}

}  // namespace standpoint
