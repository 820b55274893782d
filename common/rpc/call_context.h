// What a handler knows of the call it serves, without gRPC: handlers, pipelines and engines take a
// CallContext and look at it between shards, documents and sentences.

#ifndef STANDPOINT_COMMON_RPC_CALL_CONTEXT_H_
#define STANDPOINT_COMMON_RPC_CALL_CONTEXT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/time/clock.h"

namespace standpoint {

// What the transport tells of a call under way. Threads: safe.
class CallSource {
 public:
  virtual ~CallSource() = default;

  // Whether nobody waits for the answer any more.
  virtual bool cancelled() const = 0;

  // The `traceparent` header; empty when there was none.
  virtual const std::string& traceparent() const = 0;
};

// Threads: safe. Lifetime: ends with the call; keep nothing of it beyond.
class CallContext {
 public:
  // Without `source` the call is never cancelled and in no trace: for tests and for calls within
  // the process.
  explicit CallContext(absl::Time deadline = absl::InfiniteFuture(),
                       const CallSource* source = nullptr, const Clock* clock = Clock::Real())
      : deadline_(deadline), source_(source), clock_(clock) {}

  // When the answer is of no use any more: the client's deadline, the server's default where it set
  // none, and no later than the server's cap.
  absl::Time deadline() const { return deadline_; }

  // Whether the client gave up. Costs a lock; not in innermost loops.
  bool cancelled() const { return source_ != nullptr && source_->cancelled(); }

  // OK while an answer is wanted. Errors: DEADLINE_EXCEEDED (DEADLINE_PASSED), CANCELLED
  // (CALL_CANCELLED).
  absl::Status Check() const;

  // Of the client's trace: 32 hexadecimal digits; empty outside of a trace.
  std::string trace_id() const;

  // As it came, to be passed on; empty outside of a trace or when it was malformed.
  std::string traceparent() const;

 private:
  absl::Time deadline_;
  const CallSource* source_;
  const Clock* clock_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_CALL_CONTEXT_H_
