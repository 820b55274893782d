// Questions to shards: all at once, each to one of the shard's replicas, to another one where that fails or takes long.

#ifndef STANDPOINT_ROUTER_FLEET_SHARD_CALLS_H_
#define STANDPOINT_ROUTER_FLEET_SHARD_CALLS_H_

#include <google/protobuf/message.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "router/fleet/fleet.h"
#include "router/fleet/latencies.h"

namespace standpoint {

// An rpc of a store. `start`: calls it, without waiting.
template <typename Request, typename Response>
struct ShardMethod {
  absl::string_view name;
  void (*start)(Replica& replica, grpc::ClientContext* context, const Request* request,
                Response* response, std::function<void(grpc::Status)> done);
};

// What one shard is asked. Lifetime: the shard outlives the call.
template <typename Request>
struct ShardQuestion {
  const Shard* shard = nullptr;
  Request request;
};

// Whether `status` says that a shard did not answer, not what it answers.
bool IsUnreachable(const absl::Status& status);

// Threads: safe. Lifetime: `metrics` outlives it.
class ShardCalls {
 public:
  ShardCalls(Hedging& hedging, Metrics& metrics);

  // Blocks until every shard has answered or failed, at `deadline` at the latest, or the call is cancelled. One result per
  // question, in order. Errors: what the shard answers; UNAVAILABLE or DEADLINE_EXCEEDED when none of its replicas does.
  template <typename Request, typename Response>
  std::vector<absl::StatusOr<Response>> Ask(const ShardMethod<Request, Response>& method,
                                            std::vector<ShardQuestion<Request>> questions,
                                            const CallContext& call, absl::Time deadline) {
    std::vector<Question> started;
    for (ShardQuestion<Request>& question : questions) {
      auto request = std::make_shared<const Request>(std::move(question.request));
      started.push_back({question.shard, [request, start = method.start](
                                             Replica& replica, grpc::ClientContext* context,
                                             google::protobuf::Message* response,
                                             std::function<void(grpc::Status)> done) {
                           start(replica, context, request.get(), static_cast<Response*>(response),
                                 std::move(done));
                         }});
    }
    std::vector<Answer> answers = Run(
        method.name, std::move(started), [] { return std::make_unique<Response>(); }, call,
        deadline);
    std::vector<absl::StatusOr<Response>> responses;
    for (Answer& answer : answers) {
      if (answer.ok()) {
        responses.push_back(std::move(static_cast<Response&>(**answer)));
      } else {
        responses.push_back(answer.status());
      }
    }
    return responses;
  }

 private:
  friend class Gathering;
  using Start = std::function<void(Replica&, grpc::ClientContext*, google::protobuf::Message*,
                                   std::function<void(grpc::Status)>)>;
  using Answer = absl::StatusOr<std::unique_ptr<google::protobuf::Message>>;
  struct Question {
    const Shard* shard;
    Start start;
  };

  std::vector<Answer> Run(absl::string_view method, std::vector<Question> questions,
                          std::function<std::unique_ptr<google::protobuf::Message>()> new_response,
                          const CallContext& call, absl::Time deadline);

  Hedging& hedging_;
  prometheus::Counter& calls_;
  prometheus::Counter& retries_;
  prometheus::Counter& hedges_;
  prometheus::Counter& hedge_wins_;
  prometheus::Counter& unreachable_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_FLEET_SHARD_CALLS_H_
