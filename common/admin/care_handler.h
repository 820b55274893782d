// The part of AdminService that cares for the data, without gRPC: backups, checks, corpora, and the operations that do it.

#ifndef STANDPOINT_COMMON_ADMIN_CARE_HANDLER_H_
#define STANDPOINT_COMMON_ADMIN_CARE_HANDLER_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/admin/operations.h"
#include "common/rpc/call_context.h"
#include "common/storage/backups.h"
#include "common/time/clock.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {

// What is done with whole corpora where documents are taken in. Threads: safe; each blocks until it is done.
class CorpusAdmin {
 public:
  virtual ~CorpusAdmin() = default;

  // `name`: a corpus'. As DeleteCorpus and ReanalyzeCorpus of admin_service.proto.
  virtual absl::Status Delete(const std::string& name, OperationRun& run,
                              v1::CorpusDeletion* deletion) = 0;
  virtual absl::Status Reanalyze(const v1::ReanalyzeCorpusRequest& request, OperationRun& run,
                                 v1::Reanalysis* reanalysis) = 0;
};

// Looks at a part of the data as the request says, and adds what it found.
using ConsistencyCheck = std::function<absl::Status(const v1::CheckConsistencyRequest& request,
                                                    OperationRun& run, v1::ConsistencyReport*)>;

// What this server hosts; what it does not is null or empty. Lifetime: all of it outlives the operations.
struct CareParts {
  Operations* operations = nullptr;  // required
  Backups* backups = nullptr;
  std::vector<BackupPart> backup_parts;
  std::vector<ConsistencyCheck> checks;
  CorpusAdmin* corpora = nullptr;
};

// Threads: safe. Errors: as admin_service.proto says.
class CareHandler {
 public:
  explicit CareHandler(CareParts parts, const Clock& clock = *Clock::Real());

  absl::Status CreateBackup(const CallContext& call, const v1::CreateBackupRequest& request,
                            v1::Operation* operation);
  absl::Status ListBackups(const CallContext& call, const v1::ListBackupsRequest& request,
                           v1::ListBackupsResponse* response);
  absl::Status VerifyBackup(const CallContext& call, const v1::VerifyBackupRequest& request,
                            v1::Operation* operation);
  absl::Status DeleteBackup(const CallContext& call, const v1::DeleteBackupRequest& request);
  absl::Status CheckConsistency(const CallContext& call, const v1::CheckConsistencyRequest& request,
                                v1::Operation* operation);
  absl::Status DeleteCorpus(const CallContext& call, const v1::DeleteCorpusRequest& request,
                            v1::Operation* operation);
  absl::Status ReanalyzeCorpus(const CallContext& call, const v1::ReanalyzeCorpusRequest& request,
                               v1::Operation* operation);
  absl::Status GetOperation(const CallContext& call, const v1::GetOperationRequest& request,
                            v1::Operation* operation);
  absl::Status ListOperations(const CallContext& call, const v1::ListOperationsRequest& request,
                              v1::ListOperationsResponse* response);
  absl::Status CancelOperation(const CallContext& call, const v1::CancelOperationRequest& request);

  Operations& operations() { return *parts_.operations; }

 private:
  // The message of a backup; with the time of its verification.
  void FillBackup(const Backups::Manifest& manifest, v1::Backup* backup);
  absl::Status Start(absl::string_view method, absl::string_view resource, Operations::Work work,
                     v1::Operation* operation);

  const CareParts parts_;
  const Clock& clock_;
  absl::Mutex mu_;
  std::map<std::string, absl::Time> verified_ ABSL_GUARDED_BY(mu_);  // by id
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_ADMIN_CARE_HANDLER_H_
