#include "router/fleet/shard_calls.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

// How long a client that gave up may go unnoticed.
constexpr absl::Duration kLook = absl::Milliseconds(100);

bool IsOfLog(const absl::Status& status) {
  return status.code() == absl::StatusCode::kFailedPrecondition &&
         absl::StartsWith(ErrorReason(status), "LOG_");
}

// Whether another replica may answer what this one did not.
bool MayOtherAnswer(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kCancelled:
      return ErrorReason(status) != "AGGREGATE_TOO_LARGE";
    default:
      return IsOfLog(status);
  }
}

}  // namespace

bool IsUnreachable(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return ErrorReason(status) != "NOT_YET_VISIBLE";
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return true;
    default:
      return IsOfLog(status);
  }
}

// The calls of one Run. Shared with the callbacks of those that nobody waits for any more.
class Gathering : public std::enable_shared_from_this<Gathering> {
 public:
  Gathering(ShardCalls& calls, absl::string_view method,
            std::vector<ShardCalls::Question> questions,
            std::function<std::unique_ptr<google::protobuf::Message>()> new_response,
            const CallContext& call, absl::Time deadline)
      : calls_(calls),
        method_(method),
        new_response_(std::move(new_response)),
        traceparent_(call.traceparent()),
        deadline_(deadline),
        questions_(questions.size()) {
    for (size_t i = 0; i < questions.size(); ++i) {
      questions_[i].asked = std::move(questions[i]);
    }
  }

  std::vector<ShardCalls::Answer> Run(const CallContext& call) {
    const absl::Time begin = absl::Now();
    for (size_t i = 0; i < questions_.size(); ++i) {
      calls_.calls_.Increment();
      const absl::Duration delay = calls_.hedging_.Begin(method_);
      questions_[i].began = begin;
      questions_[i].hedge_at = begin + delay;
      Try(i, /*is_hedge=*/false);
    }
    while (!Done()) {
      const absl::Time now = absl::Now();
      if (now >= deadline_ || call.cancelled()) {
        GiveUp();
        break;
      }
      HedgeWhatIsLate(now);
      Wait(std::min({deadline_, NextHedge(), now + kLook}));
      for (Event& event : TakeEvents()) {
        Take(std::move(event));
      }
    }
    std::vector<ShardCalls::Answer> answers;
    for (Asked& asked : questions_) {
      if (!asked.answer->ok() && IsUnreachable(asked.answer->status())) {
        calls_.unreachable_.Increment();
      }
      answers.push_back(*std::move(asked.answer));
    }
    return answers;
  }

 private:
  // A call of a replica. Lives until its callback is through.
  struct Attempt {
    size_t question = 0;
    bool is_hedge = false;
    std::shared_ptr<Replica> replica;
    grpc::ClientContext context;
    std::unique_ptr<google::protobuf::Message> response;
  };
  struct Event {
    std::shared_ptr<Attempt> attempt;
    absl::Status status;
  };
  struct Asked {
    ShardCalls::Question asked;
    absl::Time began;
    absl::Time hedge_at;
    std::set<const Replica*> tried;
    std::vector<std::shared_ptr<Attempt>> running;
    absl::Status error;  // that would be the answer now
    std::optional<ShardCalls::Answer> answer;
  };

  bool Done() const {
    return std::all_of(questions_.begin(), questions_.end(),
                       [](const Asked& asked) { return asked.answer.has_value(); });
  }

  // False when all replicas were tried.
  bool Try(size_t question, bool is_hedge) {
    Asked& asked = questions_[question];
    auto attempt = std::make_shared<Attempt>();
    attempt->question = question;
    attempt->is_hedge = is_hedge;
    attempt->replica = asked.asked.shard->Choose(asked.tried, absl::Now());
    if (attempt->replica == nullptr) {
      return false;
    }
    asked.tried.insert(attempt->replica.get());
    asked.running.push_back(attempt);
    attempt->response = new_response_();
    attempt->context.set_deadline(absl::ToChronoTime(deadline_));
    if (!traceparent_.empty()) {
      attempt->context.AddMetadata("traceparent", traceparent_);
    }
    attempt->replica->Began();
    asked.asked.start(*attempt->replica, &attempt->context, attempt->response.get(),
                      [self = shared_from_this(), attempt](const grpc::Status& status) {
                        attempt->replica->Ended();
                        self->Tell({attempt, FromGrpcStatus(status)});
                      });
    return true;
  }

  void Tell(Event event) ABSL_LOCKS_EXCLUDED(mu_) {
    const absl::MutexLock lock(&mu_);
    events_.push_back(std::move(event));
  }

  std::deque<Event> TakeEvents() ABSL_LOCKS_EXCLUDED(mu_) {
    const absl::MutexLock lock(&mu_);
    return std::exchange(events_, {});
  }

  void Wait(absl::Time until) ABSL_LOCKS_EXCLUDED(mu_) {
    const absl::MutexLock lock(&mu_);
    mu_.AwaitWithDeadline(
        absl::Condition(
            +[](std::deque<Event>* events) { return !events->empty(); }, &events_),
        until);
  }

  absl::Time NextHedge() const {
    absl::Time next = absl::InfiniteFuture();
    for (const Asked& asked : questions_) {
      if (!asked.answer) {
        next = std::min(next, asked.hedge_at);
      }
    }
    return next;
  }

  void HedgeWhatIsLate(absl::Time now) {
    for (size_t i = 0; i < questions_.size(); ++i) {
      Asked& asked = questions_[i];
      if (asked.answer || now < asked.hedge_at) {
        continue;
      }
      asked.hedge_at = absl::InfiniteFuture();  // once
      if (asked.tried.size() < asked.asked.shard->replicas.size() && calls_.hedging_.MayHedge() &&
          Try(i, /*is_hedge=*/true)) {
        calls_.hedges_.Increment();
      }
    }
  }

  void Take(Event event) {
    Asked& asked = questions_[event.attempt->question];
    std::erase(asked.running, event.attempt);
    if (asked.answer) {
      return;  // another replica was faster
    }
    if (event.status.ok()) {
      calls_.hedging_.Answered(method_, absl::Now() - asked.began);
      if (event.attempt->is_hedge) {
        calls_.hedge_wins_.Increment();
      }
      Settle(asked, std::move(event.attempt->response));
      return;
    }
    if (!MayOtherAnswer(event.status) && !IsUnreachable(event.status)) {
      Settle(asked, event.status);
      return;
    }
    event.attempt->replica->Failed(absl::Now());
    if (asked.error.ok() || IsUnreachable(asked.error)) {
      asked.error = std::move(event.status);
    }
    if (Try(event.attempt->question, /*is_hedge=*/false)) {
      calls_.retries_.Increment();
    } else if (asked.running.empty()) {
      Settle(asked, asked.error);
    }
  }

  void Settle(Asked& asked, ShardCalls::Answer answer) {
    asked.answer = std::move(answer);
    for (const auto& attempt : asked.running) {
      attempt->context.TryCancel();
    }
  }

  void GiveUp() {
    for (Asked& asked : questions_) {
      if (asked.answer) {
        continue;
      }
      for (const auto& attempt : asked.running) {
        attempt->replica->Failed(absl::Now());
      }
      Settle(asked, MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                              "the shard did not answer in time"));
    }
  }

  ShardCalls& calls_;
  const absl::string_view method_;
  const std::function<std::unique_ptr<google::protobuf::Message>()> new_response_;
  const std::string traceparent_;
  const absl::Time deadline_;
  std::vector<Asked> questions_;

  absl::Mutex mu_;
  std::deque<Event> events_ ABSL_GUARDED_BY(mu_);
};

ShardCalls::ShardCalls(Hedging& hedging, Metrics& metrics)
    : hedging_(hedging),
      calls_(metrics.Counter("standpoint_router_shard_calls_total", "Questions to shards")),
      retries_(metrics.Counter("standpoint_router_shard_retries_total",
                               "Questions that went on to another replica after a failure")),
      hedges_(metrics.Counter("standpoint_router_hedges_total",
                              "Questions that a second replica was asked because the first was "
                              "slow")),
      hedge_wins_(metrics.Counter("standpoint_router_hedge_wins_total",
                                  "Of these, answered by the second replica first")),
      unreachable_(metrics.Counter("standpoint_router_shard_unreachable_total",
                                   "Questions that no replica of the shard answered")) {}

std::vector<ShardCalls::Answer> ShardCalls::Run(
    absl::string_view method, std::vector<Question> questions,
    std::function<std::unique_ptr<google::protobuf::Message>()> new_response,
    const CallContext& call, absl::Time deadline) {
  return std::make_shared<Gathering>(*this, method, std::move(questions), std::move(new_response),
                                     call, deadline)
      ->Run(call);
}

}  // namespace standpoint
