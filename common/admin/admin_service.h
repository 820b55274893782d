// AdminService over gRPC.

#ifndef STANDPOINT_COMMON_ADMIN_ADMIN_SERVICE_H_
#define STANDPOINT_COMMON_ADMIN_ADMIN_SERVICE_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "common/admin/admin_handler.h"
#include "common/admin/care_handler.h"
#include "common/rpc/call_runner.h"
#include "standpoint/v1/admin_service.grpc.pb.h"

namespace standpoint {

// Lifetime: the arguments outlive it.
class AdminService final : public v1::AdminService::CallbackService {
 public:
  AdminService(AdminHandler& handler, CareHandler& care, CallRunner& runner)
      : handler_(handler), care_(care), runner_(runner) {}

  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* context,
                                            const v1::ListDeadLettersRequest* request,
                                            v1::ListDeadLettersResponse* response) override;
  grpc::ServerUnaryReactor* RedriveDeadLetters(grpc::CallbackServerContext* context,
                                               const v1::RedriveDeadLettersRequest* request,
                                               v1::RedriveDeadLettersResponse* response) override;
  grpc::ServerUnaryReactor* CreateBackup(grpc::CallbackServerContext* context,
                                         const v1::CreateBackupRequest* request,
                                         v1::Operation* response) override;
  grpc::ServerUnaryReactor* ListBackups(grpc::CallbackServerContext* context,
                                        const v1::ListBackupsRequest* request,
                                        v1::ListBackupsResponse* response) override;
  grpc::ServerUnaryReactor* VerifyBackup(grpc::CallbackServerContext* context,
                                         const v1::VerifyBackupRequest* request,
                                         v1::Operation* response) override;
  grpc::ServerUnaryReactor* CheckConsistency(grpc::CallbackServerContext* context,
                                             const v1::CheckConsistencyRequest* request,
                                             v1::Operation* response) override;
  grpc::ServerUnaryReactor* DeleteCorpus(grpc::CallbackServerContext* context,
                                         const v1::DeleteCorpusRequest* request,
                                         v1::Operation* response) override;
  grpc::ServerUnaryReactor* ReanalyzeCorpus(grpc::CallbackServerContext* context,
                                            const v1::ReanalyzeCorpusRequest* request,
                                            v1::Operation* response) override;
  grpc::ServerUnaryReactor* GetOperation(grpc::CallbackServerContext* context,
                                         const v1::GetOperationRequest* request,
                                         v1::Operation* response) override;
  grpc::ServerUnaryReactor* ListOperations(grpc::CallbackServerContext* context,
                                           const v1::ListOperationsRequest* request,
                                           v1::ListOperationsResponse* response) override;
  grpc::ServerUnaryReactor* DeleteBackup(grpc::CallbackServerContext* context,
                                         const v1::DeleteBackupRequest* request,
                                         google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* CancelOperation(grpc::CallbackServerContext* context,
                                            const v1::CancelOperationRequest* request,
                                            v1::CancelOperationResponse* response) override;
  // Waits on no thread.
  grpc::ServerUnaryReactor* WaitOperation(grpc::CallbackServerContext* context,
                                          const v1::WaitOperationRequest* request,
                                          v1::Operation* response) override;

 private:
  AdminHandler& handler_;
  CareHandler& care_;
  CallRunner& runner_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_ADMIN_ADMIN_SERVICE_H_
