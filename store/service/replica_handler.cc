#include "store/service/replica_handler.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/time/proto_time.h"
#include "store/record/applied.h"

namespace standpoint {
namespace {

constexpr int kMaxDocuments = 1000;

internal::v1::ReplicaStatus::State ToProto(ReplicaState state) {
  switch (state) {
    case ReplicaState::kCatchingUp:
      return internal::v1::ReplicaStatus::STATE_CATCHING_UP;
    case ReplicaState::kServing:
      return internal::v1::ReplicaStatus::STATE_SERVING;
    case ReplicaState::kLagging:
      return internal::v1::ReplicaStatus::STATE_LAGGING;
    case ReplicaState::kStopped:
      return internal::v1::ReplicaStatus::STATE_STOPPED;
  }
  return internal::v1::ReplicaStatus::STATE_UNSPECIFIED;
}

}  // namespace

absl::Status ReplicaHandler::GetAppliedDocuments(
    const CallContext&, const internal::v1::GetAppliedDocumentsRequest& request,
    internal::v1::GetAppliedDocumentsResponse* response) const {
  if (request.documents().empty() || request.documents_size() > kMaxDocuments) {
    return InvalidField("documents", "must be 1 to 1,000");
  }
  const std::unique_ptr<Snapshot> snapshot = engine_->GetSnapshot();
  for (int i = 0; i < request.documents_size(); ++i) {
    const internal::v1::DocumentRevision& asked = request.documents(i);
    const std::string field = absl::StrCat("documents[", i, "]");
    ASSIGN_OR_RETURN(const DocumentName name,
                     DocumentName::Parse(absl::StrCat(field, ".name"), asked.name()));
    if (asked.revision() <= 0) {
      return InvalidField(absl::StrCat(field, ".revision"), "must be positive");
    }
    ASSIGN_OR_RETURN(const bool applied,
                     IsApplied(*snapshot, name.corpus, name.document, asked.revision()));
    response->add_applied(applied);
  }
  return absl::OkStatus();
}

absl::Status ReplicaHandler::GetReplicaStatus(const CallContext&,
                                              const internal::v1::GetReplicaStatusRequest&,
                                              internal::v1::ReplicaStatus* response) const {
  if (standing_ == nullptr) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                     "this store is on no log");
  }
  const ReplicaReport report = standing_->Report();
  response->set_state(ToProto(report.state));
  response->set_reason(ErrorReason(report.stopped));
  *response->mutable_log() = report.binding;
  for (const auto& [number, lag] : report.partitions) {
    auto& partition = *response->add_partitions();
    partition.set_partition(number);
    partition.set_next_offset(lag.next_offset);
    partition.set_log_start_offset(lag.range.start);
    partition.set_log_end_offset(lag.range.end);
    if (lag.age != absl::InfiniteDuration()) {
      *partition.mutable_lag() = ToProtoDuration(lag.age);
    }
  }
  return absl::OkStatus();
}

}  // namespace standpoint
