// A client that keeps a number of unary calls under way: each answer starts the next call.

#ifndef STANDPOINT_BENCH_SERVING_CLOSED_LOOP_H_
#define STANDPOINT_BENCH_SERVING_CLOSED_LOOP_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace standpoint {

// What a run gave.
struct LoopResult {
  int64_t calls = 0;
  int64_t failed = 0;
  absl::Duration elapsed;

  double PerSecond() const {
    return static_cast<double>(calls - failed) / absl::ToDoubleSeconds(elapsed);
  }
};

// Makes `calls` calls, `in_flight` at a time. `prepare` fills the request of the n-th call, `start` begins it on a stub.
// Both are called from gRPC's threads, for different calls at the same time. Blocks until all are answered.
template <typename Request, typename Response>
LoopResult RunClosedLoop(int in_flight, int64_t calls,
                         const std::function<void(int64_t, Request&)>& prepare,
                         const std::function<void(grpc::ClientContext*, const Request*, Response*,
                                                  std::function<void(grpc::Status)>)>& start) {
  struct Slot {
    std::unique_ptr<grpc::ClientContext> context;
    Request request;
    Response response;
    std::function<void()> next;
  };
  std::vector<Slot> slots(in_flight);
  std::atomic<int64_t> begun = 0;
  std::atomic<int64_t> failed = 0;
  absl::BlockingCounter running(in_flight);
  const absl::Time begin = absl::Now();
  for (Slot& slot : slots) {
    slot.next = [&] {
      const int64_t number = begun.fetch_add(1);
      if (number >= calls) {
        running.DecrementCount();
        return;
      }
      slot.context = std::make_unique<grpc::ClientContext>();
      slot.request.Clear();
      prepare(number, slot.request);
      start(slot.context.get(), &slot.request, &slot.response, [&](const grpc::Status& status) {
        failed += status.ok() ? 0 : 1;
        slot.next();
      });
    };
  }
  for (Slot& slot : slots) {
    slot.next();
  }
  running.Wait();
  return {calls, failed, absl::Now() - begin};
}

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SERVING_CLOSED_LOOP_H_
