#include "tests/cluster/traffic.h"

#include <grpcpp/client_context.h>

#include <algorithm>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "tests/faults/clients.h"
#include "tests/faults/document_generator.h"

namespace standpoint {
namespace {

constexpr absl::Duration kCallTimeout = absl::Seconds(15);
constexpr absl::Duration kPause = absl::Milliseconds(50);
constexpr size_t kMostWrong = 20;

// As docs/api.md gives it to clients: every call of both services is safe to repeat.
std::shared_ptr<grpc::Channel> Dial(const std::string& target, bool retry_policy) {
  if (!retry_policy) {
    return Connect(target, {});
  }
  return Connect(target, {{"standpoint.v1.IngestService", ""}, {"standpoint.v1.QueryService", ""}});
}

bool Refused(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsDeadlineExceeded(status);
}

}  // namespace

absl::Duration CallCount::Percentile(double part) const {
  if (took.empty()) {
    return absl::ZeroDuration();
  }
  std::vector<absl::Duration> sorted = took;
  std::sort(sorted.begin(), sorted.end());
  return sorted[static_cast<size_t>(part * static_cast<double>(sorted.size() - 1))];
}

Traffic::Traffic(TrafficOptions options)
    : options_(std::move(options)),
      ingest_(v1::IngestService::NewStub(Dial(options_.ingest_target, options_.retry_policy))),
      questions_(v1::QueryService::NewStub(Dial(options_.query_target, options_.retry_policy)),
                 options_.corpus) {}

void Traffic::Start() {
  for (int writer = 0; writer < options_.writers; ++writer) {
    threads_.emplace_back([this] { Write(); });
  }
  for (int reader = 0; reader < options_.readers; ++reader) {
    threads_.emplace_back([this, reader] { Read(reader); });
  }
}

void Traffic::Stop() {
  stopped_ = true;
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

bool Traffic::AwaitAcknowledged(int64_t count, absl::Duration timeout) const {
  return Await(timeout, [&] { return acknowledged_count() >= count; });
}

void Traffic::Count(const absl::Status& status, absl::Duration took, CallCount& counts) {
  if (status.ok()) {
    ++counts.answered;
    counts.took.push_back(took);
  } else {
    ++counts.refused;
    ++counts.refusals[absl::StrCat(absl::StatusCodeToString(status.code()), " ",
                                   ErrorReason(status))];
  }
}

void Traffic::Wrong(const std::string& what) {
  if (wrong_.size() < kMostWrong) {
    wrong_.push_back(what);
  }
}

void Traffic::Pause(absl::Duration time) {
  mu_.AwaitWithTimeout(absl::Condition(
                           +[](std::atomic<bool>* stop) { return stop->load(); }, &stopped_),
                       time);
}

void Traffic::Write() {
  while (!stopped_) {
    const int number = next_document_++;
    v1::IngestDocumentRequest request;
    request.set_parent(absl::StrCat("corpora/", options_.corpus));
    request.mutable_input()->set_content(GenerateText(number));
    request.mutable_input()->set_media_type("text/plain");
    request.mutable_input()->set_source("generator");
    while (true) {
      grpc::ClientContext context;
      context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTimeout));
      v1::IngestDocumentResponse response;
      const absl::Time begin = absl::Now();
      const absl::Status status =
          FromGrpcStatus(ingest_->IngestDocument(&context, request, &response));
      absl::MutexLock lock(&mu_);
      Count(status, absl::Now() - begin, writes_);
      if (status.ok()) {
        acknowledged_[response.document()] = request.input().content();
        written_.push_back(
            {response.document(), request.input().content(), response.consistency_token(), number});
        acknowledged_count_ = static_cast<int64_t>(acknowledged_.size());
        Pause(options_.pause);
        break;
      }
      if (!Refused(status)) {
        Wrong(absl::StrCat("ingest: ", status.ToString()));
      }
      if (stopped_) {
        unanswered_.insert(request.input().content());
        break;
      }
      Pause(kPause);
    }
  }
}

void Traffic::Read(int reader) {
  std::mt19937_64 random(options_.seed * 1'000 + static_cast<uint64_t>(reader));
  while (!stopped_) {
    Written written;
    {
      absl::MutexLock lock(&mu_);
      if (written_.empty()) {
        mu_.AwaitWithTimeout(
            absl::Condition(
                +[](std::vector<Written>* all) { return !all->empty(); }, &written_),
            kPause);
        continue;
      }
      written = written_[random() % written_.size()];
    }
    const absl::Time begin = absl::Now();
    const Answer answer = questions_.Ask(random(), written);
    absl::MutexLock lock(&mu_);
    Count(answer.status, absl::Now() - begin, reads_);
    reads_.partial += answer.partial ? 1 : 0;
    if (!answer.status.ok() && !Refused(answer.status)) {
      Wrong(absl::StrCat(written.name, ": ", answer.status.ToString()));
    }
    if (!answer.wrong.empty()) {
      Wrong(answer.wrong);
    }
  }
}

}  // namespace standpoint
