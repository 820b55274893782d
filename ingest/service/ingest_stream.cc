#include "ingest/service/ingest_stream.h"

#include <memory>
#include <utility>

#include "common/status/errors.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

absl::Status DrainingError() {
  return MakeError(absl::StatusCode::kUnavailable, "SERVER_DRAINING",
                   "the server is stopping; send the documents without an answer again elsewhere");
}

}  // namespace

void IngestStreams::Drain() {
  absl::MutexLock lock(&mu_);
  draining_ = true;
  for (IngestStream* stream : streams_) {
    stream->Drain();
  }
}

bool IngestStreams::Add(IngestStream* stream) {
  absl::MutexLock lock(&mu_);
  streams_.insert(stream);
  return draining_;
}

void IngestStreams::Remove(IngestStream* stream) {
  absl::MutexLock lock(&mu_);
  streams_.erase(stream);
}

IngestStream::IngestStream(std::unique_ptr<ServedCall> call, const StreamWindow& window,
                           Ingestor* ingestor, Executor* executor, IngestStreams* streams)
    : call_(std::move(call)),
      window_(window),
      ingestor_(ingestor),
      executor_(executor),
      streams_(streams) {
  const bool draining = streams_->Add(this);
  mu_.Lock();
  draining_ = draining_ || draining;
  AdvanceAndUnlock();
}

bool IngestStream::CanRead() const {
  return !reading_ && !half_closed_ && !broken_ && !draining_ && !finished_ &&
         processing_ + static_cast<int>(answers_.size()) + (writing_ ? 1 : 0) < window_.max_items &&
         processing_bytes_ < window_.max_bytes;
}

bool IngestStream::CanFinish() const {
  return !finished_ && calling_ == 0 && !writing_ && answers_.empty() && processing_ == 0 &&
         (half_closed_ || broken_ || draining_);
}

void IngestStream::AdvanceAndUnlock() {
  while (true) {
    if (!writing_ && !answers_.empty()) {
      writing_ = true;
      outgoing_ = std::move(answers_.front());
      answers_.pop_front();
      ++calling_;
      mu_.Unlock();
      StartWrite(&outgoing_);
      mu_.Lock();
      --calling_;
    } else if (CanRead()) {
      reading_ = true;
      ++calling_;
      mu_.Unlock();
      StartRead(&incoming_);
      mu_.Lock();
      --calling_;
    } else {
      break;
    }
  }
  const bool finish = CanFinish();
  finished_ = finished_ || finish;
  const bool cut = draining_ && !half_closed_;
  mu_.Unlock();
  if (finish) {
    Finish(call_->End(cut ? DrainingError() : absl::OkStatus()));  // from here on OnDone may come
  }
}

void IngestStream::Drain() {
  mu_.Lock();
  draining_ = true;
  AdvanceAndUnlock();
}

void IngestStream::OnReadDone(bool ok) {
  mu_.Lock();
  reading_ = false;
  half_closed_ = half_closed_ || !ok;
  // What is read after the drain began stays without an answer: the client sends it again.
  if (!ok || draining_ || finished_) {
    AdvanceAndUnlock();
    return;
  }
  const auto request = std::make_shared<Request>(std::move(incoming_));
  incoming_.Clear();
  if (!request->parent().empty()) {
    parent_ = request->parent();
  }
  ++processing_;
  processing_bytes_ += static_cast<int64_t>(request->ByteSizeLong());
  ++calling_;  // holds the end back until this thread is through
  const std::string parent = parent_;
  mu_.Unlock();
  if (!executor_->TrySchedule([this, request, parent] { Process(*request, parent); })) {
    Process(
        *request,
        parent);  // here: this thread reads nothing else meanwhile, so that the stream slows down
  }
  mu_.Lock();
  --calling_;
  AdvanceAndUnlock();
}

void IngestStream::Process(const Request& request, const std::string& parent) {
  const auto bytes = static_cast<int64_t>(request.ByteSizeLong());
  const int64_t sequence = request.sequence();
  if (!request.has_input()) {
    Answer(sequence, bytes, InvalidField("input", "is required"));
    return;
  }
  ingestor_->IngestItem(call_->context(), parent, request.input(),
                        [this, sequence, bytes](Ingestor::Result result) {
                          Answer(sequence, bytes, std::move(result));
                        });
}

void IngestStream::Answer(int64_t sequence, int64_t bytes, Ingestor::Result result) {
  Response response;
  response.set_sequence(sequence);
  if (result.ok()) {
    *response.mutable_result()->mutable_response() = *std::move(result);
  } else {
    *response.mutable_result()->mutable_error() = ToRpcStatus(result.status());
  }
  mu_.Lock();
  --processing_;
  processing_bytes_ -= bytes;
  if (!broken_) {
    answers_.push_back(std::move(response));
  }
  AdvanceAndUnlock();
}

void IngestStream::OnWriteDone(bool ok) {
  mu_.Lock();
  writing_ = false;
  if (!ok) {
    broken_ = true;
    answers_.clear();
  }
  AdvanceAndUnlock();
}

void IngestStream::OnCancel() {
  mu_.Lock();
  broken_ = true;
  answers_.clear();
  AdvanceAndUnlock();
}

void IngestStream::OnDone() {
  streams_->Remove(this);
  delete this;
}

}  // namespace standpoint
