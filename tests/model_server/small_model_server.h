// A server of the KServe v2 inference protocol that a test programs.

#ifndef STANDPOINT_TESTS_MODEL_SERVER_SMALL_MODEL_SERVER_H_
#define STANDPOINT_TESTS_MODEL_SERVER_SMALL_MODEL_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/server.h"
#include "grpcpp/server_context.h"
#include "kserve/v2/inference.grpc.pb.h"

namespace standpoint {

// How the server gives its numbers.
enum class AnswerForm { kContents, kRaw };

// Threads: safe.
class SmallModelServer final : public inference::GRPCInferenceService::Service {
 public:
  // One row of the output from the texts of one row of the inputs, in the inputs' order.
  using Model = std::function<std::vector<float>(const std::vector<std::string>&)>;

  // Listens on a port of the loopback.
  explicit SmallModelServer(Model model, AnswerForm form = AnswerForm::kContents);
  ~SmallModelServer() override;

  const std::string& address() const { return server_->address(); }

  // The next `calls` answer `status` in place of an inference.
  void FailNext(int calls, grpc::Status status);

  // Every request that came, those that failed included.
  std::vector<inference::ModelInferRequest> Requests() const;

  grpc::Status ModelInfer(grpc::ServerContext* context, const inference::ModelInferRequest* request,
                          inference::ModelInferResponse* response) override;

 private:
  const Model model_;
  const AnswerForm form_;
  mutable absl::Mutex mu_;
  int failing_ ABSL_GUARDED_BY(mu_) = 0;
  grpc::Status failure_ ABSL_GUARDED_BY(mu_);
  std::vector<inference::ModelInferRequest> requests_ ABSL_GUARDED_BY(mu_);
  std::unique_ptr<RpcServer> server_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_MODEL_SERVER_SMALL_MODEL_SERVER_H_
