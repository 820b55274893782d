#include "common/admin/admin_service.h"

#include <grpcpp/alarm.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/functional/bind_front.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr absl::Duration kMargin = absl::Milliseconds(50);  // for the answer's way to the client

// A call that waits for an operation: answered once, when its alarm goes off or is cancelled.
struct OperationWait {
  OperationWait(Operations& operations, std::string name, v1::Operation* response, CallDone done)
      : operations(operations), name(std::move(name)), response(response), done(std::move(done)) {}

  void Answer() {
    absl::StatusOr<v1::Operation> operation = operations.Get(name);
    const absl::Status status = operation.status();
    if (status.ok()) {
      *response = *std::move(operation);
    }
    done(status);
  }

  Operations& operations;
  const std::string name;
  v1::Operation* const response;
  CallDone done;
  grpc::Alarm alarm;
};

}  // namespace

grpc::ServerUnaryReactor* AdminService::GetStatus(grpc::CallbackServerContext* context,
                                                  const v1::GetStatusRequest* request,
                                                  v1::GetStatusResponse* response) {
  return runner_.Pooled("standpoint.v1.AdminService/GetStatus", context, request, response,
                        [this](const CallContext& call, const v1::GetStatusRequest& request,
                               v1::GetStatusResponse* response) {
                          return handler_.GetStatus(call, request, response);
                        });
}

grpc::ServerUnaryReactor* AdminService::ListDeadLetters(grpc::CallbackServerContext* context,
                                                        const v1::ListDeadLettersRequest* request,
                                                        v1::ListDeadLettersResponse* response) {
  return runner_.Pooled("standpoint.v1.AdminService/ListDeadLetters", context, request, response,
                        [this](const CallContext& call, const v1::ListDeadLettersRequest& request,
                               v1::ListDeadLettersResponse* response) {
                          return handler_.ListDeadLetters(call, request, response);
                        });
}

grpc::ServerUnaryReactor* AdminService::RedriveDeadLetters(
    grpc::CallbackServerContext* context, const v1::RedriveDeadLettersRequest* request,
    v1::RedriveDeadLettersResponse* response) {
  return runner_.Pooled(
      "standpoint.v1.AdminService/RedriveDeadLetters", context, request, response,
      [this](const CallContext& call, const v1::RedriveDeadLettersRequest& request,
             v1::RedriveDeadLettersResponse* response) {
        return handler_.RedriveDeadLetters(call, request, response);
      });
}

grpc::ServerUnaryReactor* AdminService::CreateBackup(grpc::CallbackServerContext* context,
                                                     const v1::CreateBackupRequest* request,
                                                     v1::Operation* response) {
  return runner_.Pooled("standpoint.v1.AdminService/CreateBackup", context, request, response,
                        absl::bind_front(&CareHandler::CreateBackup, &care_));
}

grpc::ServerUnaryReactor* AdminService::ListBackups(grpc::CallbackServerContext* context,
                                                    const v1::ListBackupsRequest* request,
                                                    v1::ListBackupsResponse* response) {
  return runner_.Pooled("standpoint.v1.AdminService/ListBackups", context, request, response,
                        absl::bind_front(&CareHandler::ListBackups, &care_));
}

grpc::ServerUnaryReactor* AdminService::VerifyBackup(grpc::CallbackServerContext* context,
                                                     const v1::VerifyBackupRequest* request,
                                                     v1::Operation* response) {
  return runner_.Pooled("standpoint.v1.AdminService/VerifyBackup", context, request, response,
                        absl::bind_front(&CareHandler::VerifyBackup, &care_));
}

grpc::ServerUnaryReactor* AdminService::CheckConsistency(grpc::CallbackServerContext* context,
                                                         const v1::CheckConsistencyRequest* request,
                                                         v1::Operation* response) {
  return runner_.Pooled("standpoint.v1.AdminService/CheckConsistency", context, request, response,
                        absl::bind_front(&CareHandler::CheckConsistency, &care_));
}

grpc::ServerUnaryReactor* AdminService::DeleteCorpus(grpc::CallbackServerContext* context,
                                                     const v1::DeleteCorpusRequest* request,
                                                     v1::Operation* response) {
  return runner_.Pooled("standpoint.v1.AdminService/DeleteCorpus", context, request, response,
                        absl::bind_front(&CareHandler::DeleteCorpus, &care_));
}

grpc::ServerUnaryReactor* AdminService::ReanalyzeCorpus(grpc::CallbackServerContext* context,
                                                        const v1::ReanalyzeCorpusRequest* request,
                                                        v1::Operation* response) {
  return runner_.Pooled("standpoint.v1.AdminService/ReanalyzeCorpus", context, request, response,
                        absl::bind_front(&CareHandler::ReanalyzeCorpus, &care_));
}

grpc::ServerUnaryReactor* AdminService::GetOperation(grpc::CallbackServerContext* context,
                                                     const v1::GetOperationRequest* request,
                                                     v1::Operation* response) {
  return runner_.Pooled("standpoint.v1.AdminService/GetOperation", context, request, response,
                        absl::bind_front(&CareHandler::GetOperation, &care_));
}

grpc::ServerUnaryReactor* AdminService::ListOperations(grpc::CallbackServerContext* context,
                                                       const v1::ListOperationsRequest* request,
                                                       v1::ListOperationsResponse* response) {
  return runner_.Pooled("standpoint.v1.AdminService/ListOperations", context, request, response,
                        absl::bind_front(&CareHandler::ListOperations, &care_));
}

grpc::ServerUnaryReactor* AdminService::DeleteBackup(grpc::CallbackServerContext* context,
                                                     const v1::DeleteBackupRequest* request,
                                                     google::protobuf::Empty* response) {
  return runner_.Pooled(
      "standpoint.v1.AdminService/DeleteBackup", context, request, response,
      [this](const CallContext& call, const v1::DeleteBackupRequest& request,
             google::protobuf::Empty*) { return care_.DeleteBackup(call, request); });
}

grpc::ServerUnaryReactor* AdminService::CancelOperation(grpc::CallbackServerContext* context,
                                                        const v1::CancelOperationRequest* request,
                                                        v1::CancelOperationResponse* response) {
  return runner_.Pooled(
      "standpoint.v1.AdminService/CancelOperation", context, request, response,
      [this](const CallContext& call, const v1::CancelOperationRequest& request,
             v1::CancelOperationResponse*) { return care_.CancelOperation(call, request); });
}

grpc::ServerUnaryReactor* AdminService::WaitOperation(grpc::CallbackServerContext* context,
                                                      const v1::WaitOperationRequest* request,
                                                      v1::Operation* response) {
  return runner_.Async("standpoint.v1.AdminService/WaitOperation", context, request, response,
                       [this](const CallContext& call, const v1::WaitOperationRequest& request,
                              v1::Operation* response, CallDone done) {
                         const absl::Time now = absl::Now();
                         absl::Time until = call.deadline() - kMargin;
                         if (request.has_timeout()) {
                           until = std::min(until, now + ToAbslDuration(request.timeout()));
                         }
                         const auto wait = std::make_shared<OperationWait>(
                             care_.operations(), request.name(), response, std::move(done));
                         // The alarm keeps its callback, so the callback lets go of what holds the alarm.
                         const auto held = std::make_shared<std::shared_ptr<OperationWait>>(wait);
                         wait->alarm.Set(absl::ToChronoTime(std::max(until, now)), [held](bool) {
                           const std::shared_ptr<OperationWait> answered = std::move(*held);
                           answered->Answer();
                         });
                         const absl::Status status = care_.operations().WhenEnded(
                             request.name(), [wait] { wait->alarm.Cancel(); });
                         if (!status.ok()) {
                           wait->alarm.Cancel();  // which answers, with the same error
                         }
                       });
}

}  // namespace standpoint
