// A store for tests that answers when it is let, or with an error.

#ifndef STANDPOINT_TESTS_ROUTER_STUBBORN_STORE_H_
#define STANDPOINT_TESTS_ROUTER_STUBBORN_STORE_H_

#include <grpcpp/support/server_callback.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/server.h"
#include "common/status/rpc_status.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/internal/v1/shard.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// Takes GetDocument and PlaceDocuments, which wait until they are answered; its health is good. Threads: safe.
class StubbornStore {
 public:
  StubbornStore() {
    internal::v1::ServerConfig settings;
    settings.set_address("127.0.0.1:0");
    server_ =
        *RpcServer::Start(settings, {{v1::QueryService::service_full_name(), &query_},
                                     {internal::v1::ShardService::service_full_name(), &shard_}});
  }
  ~StubbornStore() {
    state_.Answer(absl::UnavailableError("over"));
    server_.reset();
  }

  const std::string& address() const { return server_->address(); }
  // Answers all calls with it from now on, those that wait too.
  void Answer(absl::Status status) { state_.Answer(std::move(status)); }
  int calls() const { return state_.calls(); }

 private:
  class State {
   public:
    grpc::ServerUnaryReactor* Call(grpc::CallbackServerContext*) ABSL_LOCKS_EXCLUDED(mu_) {
      auto* const reactor = new Reactor(*this);
      const absl::MutexLock lock(&mu_);
      ++calls_;
      if (answer_.ok()) {
        waiting_.push_back(reactor);
      } else {
        reactor->Finish(ToGrpcStatus(answer_));
      }
      return reactor;
    }
    void Answer(absl::Status status) ABSL_LOCKS_EXCLUDED(mu_) {
      const absl::MutexLock lock(&mu_);
      answer_ = std::move(status);
      for (grpc::ServerUnaryReactor* const reactor : waiting_) {
        reactor->Finish(ToGrpcStatus(answer_));
      }
      waiting_.clear();
    }
    int calls() const ABSL_LOCKS_EXCLUDED(mu_) {
      const absl::MutexLock lock(&mu_);
      return calls_;
    }

   private:
    class Reactor final : public grpc::ServerUnaryReactor {
     public:
      explicit Reactor(State& state) : state_(state) {}
      void OnCancel() override {
        const absl::MutexLock lock(&state_.mu_);
        if (std::erase(state_.waiting_, this) > 0) {
          Finish(grpc::Status::CANCELLED);
        }
      }
      void OnDone() override { delete this; }

     private:
      State& state_;
    };

    mutable absl::Mutex mu_;
    absl::Status answer_ ABSL_GUARDED_BY(mu_);  // OK: none yet
    std::vector<grpc::ServerUnaryReactor*> waiting_ ABSL_GUARDED_BY(mu_);
    int calls_ ABSL_GUARDED_BY(mu_) = 0;
  };
  class Query final : public v1::QueryService::CallbackService {
   public:
    explicit Query(State& state) : state_(state) {}
    grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context,
                                          const v1::GetDocumentRequest*, v1::Document*) override {
      return state_.Call(context);
    }

   private:
    State& state_;
  };
  class Shard final : public internal::v1::ShardService::CallbackService {
   public:
    explicit Shard(State& state) : state_(state) {}
    grpc::ServerUnaryReactor* PlaceDocuments(grpc::CallbackServerContext* context,
                                             const internal::v1::PlaceDocumentsRequest*,
                                             internal::v1::PlaceDocumentsResponse*) override {
      return state_.Call(context);
    }

   private:
    State& state_;
  };

  State state_;
  Query query_{state_};
  Shard shard_{state_};
  std::unique_ptr<RpcServer> server_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_ROUTER_STUBBORN_STORE_H_
