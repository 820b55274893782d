#include "common/admin/care_handler.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/metrics/metrics.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr int kDefaultPage = 50;
constexpr int kMaxPage = 1000;
constexpr int kMaxKeep = 1000;
constexpr absl::string_view kBackups = "backups/";
constexpr absl::string_view kTokenPrefix = "before ";

absl::Status NotHosted(absl::string_view part, absl::string_view ask) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                   absl::StrCat("this server hosts no ", part, "; ask ", ask),
                   {{"part", std::string(part)}});
}

// The id in `backups/{id}`: digits and dashes alone, for it becomes the name of a file.
absl::StatusOr<std::string> BackupId(absl::string_view name) {
  absl::string_view id = name;
  const bool right =
      absl::ConsumePrefix(&id, kBackups) && !id.empty() && id.size() < 64 &&
      std::all_of(id.begin(), id.end(), [](char c) { return absl::ascii_isdigit(c) || c == '-'; });
  return right ? absl::StatusOr<std::string>(std::string(id))
               : InvalidField("name", "must be backups/{backup}");
}

absl::StatusOr<int> PageSize(int wanted) {
  if (wanted < 0) {
    return InvalidField("page_size", "may not be negative");
  }
  return wanted == 0 ? kDefaultPage : std::min(wanted, kMaxPage);
}

std::string PageToken(absl::string_view last) {
  return absl::WebSafeBase64Escape(absl::StrCat(kTokenPrefix, last));
}

// What the page begins before; empty: the beginning.
absl::StatusOr<std::string> ReadPageToken(absl::string_view token) {
  std::string plain;
  absl::string_view last;
  if (token.empty()) {
    return std::string();
  }
  if (absl::WebSafeBase64Unescape(token, &plain)) {
    last = plain;
  }
  if (!absl::ConsumePrefix(&last, kTokenPrefix) || last.empty()) {
    return InvalidField("page_token", "is not one that this server gave");
  }
  return std::string(last);
}

BackupProgress ProgressOf(OperationRun& run) {
  return {[&run] { return run.cancelled(); },
          [&run](int64_t done, int64_t total) {
            run.SetDone(done);
            run.SetTotal(total);
          }};
}

}  // namespace

CareHandler::CareHandler(CareParts parts, const Clock& clock)
    : parts_(std::move(parts)), clock_(clock) {}

absl::Status CareHandler::Start(absl::string_view method, absl::string_view resource,
                                Operations::Work work, v1::Operation* operation) {
  ASSIGN_OR_RETURN(*operation, parts_.operations->Start(method, resource, std::move(work)));
  return absl::OkStatus();
}

void CareHandler::FillBackup(const Backups::Manifest& manifest, v1::Backup* backup) {
  backup->set_name(absl::StrCat(kBackups, manifest.id()));
  *backup->mutable_create_time() = ToProtoTimestamp(absl::FromUnixMicros(manifest.create_micros()));
  backup->set_server_version(manifest.server_version());
  for (const auto& part : manifest.parts()) {
    v1::Backup::Part& to = *backup->add_parts();
    to.set_name(part.name());
    to.set_size_bytes(part.size_bytes());
    to.set_file_count(part.file_count());
  }
  absl::MutexLock lock(&mu_);
  if (const auto verified = verified_.find(manifest.id()); verified != verified_.end()) {
    *backup->mutable_verify_time() = ToProtoTimestamp(verified->second);
  }
}

absl::Status CareHandler::CreateBackup(const CallContext&, const v1::CreateBackupRequest& request,
                                       v1::Operation* operation) {
  if (parts_.backups == nullptr) {
    return NotHosted("data", "a server that keeps some");
  }
  if (request.keep_count() < 0 || request.keep_count() > kMaxKeep) {
    return InvalidField("keep_count", absl::StrCat("must be 0 to ", kMaxKeep));
  }
  return Start(
      "CreateBackup", "",
      [this, keep = request.keep_count()](OperationRun& run, v1::Operation* ended) -> absl::Status {
        ASSIGN_OR_RETURN(const Backups::Manifest made,
                         parts_.backups->Create(parts_.backup_parts, keep, Version(), clock_.Now(),
                                                ProgressOf(run)));
        FillBackup(made, ended->mutable_backup());
        return absl::OkStatus();
      },
      operation);
}

absl::Status CareHandler::ListBackups(const CallContext&, const v1::ListBackupsRequest& request,
                                      v1::ListBackupsResponse* response) {
  if (parts_.backups == nullptr) {
    return NotHosted("data", "a server that keeps some");
  }
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const std::string before, ReadPageToken(request.page_token()));
  ASSIGN_OR_RETURN(const std::vector<Backups::Manifest> manifests, parts_.backups->List());
  for (const Backups::Manifest& manifest : manifests) {
    if (!before.empty() && manifest.id() >= before) {
      continue;
    }
    if (response->backups_size() == size) {
      response->set_next_page_token(
          PageToken(absl::StripPrefix(response->backups(size - 1).name(), kBackups)));
      break;
    }
    FillBackup(manifest, response->add_backups());
  }
  return absl::OkStatus();
}

absl::Status CareHandler::VerifyBackup(const CallContext&, const v1::VerifyBackupRequest& request,
                                       v1::Operation* operation) {
  if (parts_.backups == nullptr) {
    return NotHosted("data", "a server that keeps some");
  }
  ASSIGN_OR_RETURN(const std::string id, BackupId(request.name()));
  return Start(
      "VerifyBackup", request.name(),
      [this, id](OperationRun& run, v1::Operation* ended) -> absl::Status {
        ASSIGN_OR_RETURN(const Backups::Manifest right,
                         parts_.backups->Verify(id, ProgressOf(run)));
        {
          absl::MutexLock lock(&mu_);
          verified_[id] = clock_.Now();
        }
        FillBackup(right, ended->mutable_backup());
        return absl::OkStatus();
      },
      operation);
}

absl::Status CareHandler::DeleteBackup(const CallContext&, const v1::DeleteBackupRequest& request) {
  if (parts_.backups == nullptr) {
    return NotHosted("data", "a server that keeps some");
  }
  ASSIGN_OR_RETURN(const std::string id, BackupId(request.name()));
  return parts_.backups->Delete(id);
}

absl::Status CareHandler::CheckConsistency(const CallContext&,
                                           const v1::CheckConsistencyRequest& request,
                                           v1::Operation* operation) {
  if (parts_.checks.empty()) {
    return NotHosted("data", "a server that keeps some");
  }
  return Start(
      "CheckConsistency", "",
      [this, request](OperationRun& run, v1::Operation* ended) -> absl::Status {
        for (const ConsistencyCheck& check : parts_.checks) {
          RETURN_IF_ERROR(check(request, run, ended->mutable_consistency_report()));
        }
        return absl::OkStatus();
      },
      operation);
}

absl::Status CareHandler::DeleteCorpus(const CallContext&, const v1::DeleteCorpusRequest& request,
                                       v1::Operation* operation) {
  if (parts_.corpora == nullptr) {
    return NotHosted("intake of documents", "the ingest server");
  }
  RETURN_IF_ERROR(CorpusName::Parse("name", request.name()).status());
  return Start(
      "DeleteCorpus", request.name(),
      [this, name = request.name()](OperationRun& run, v1::Operation* ended) {
        return parts_.corpora->Delete(name, run, ended->mutable_corpus_deletion());
      },
      operation);
}

absl::Status CareHandler::ReanalyzeCorpus(const CallContext&,
                                          const v1::ReanalyzeCorpusRequest& request,
                                          v1::Operation* operation) {
  if (parts_.corpora == nullptr) {
    return NotHosted("intake of documents", "the ingest server");
  }
  RETURN_IF_ERROR(CorpusName::Parse("name", request.name()).status());
  return Start(
      "ReanalyzeCorpus", request.name(),
      [this, request](OperationRun& run, v1::Operation* ended) {
        return parts_.corpora->Reanalyze(request, run, ended->mutable_reanalysis());
      },
      operation);
}

absl::Status CareHandler::GetOperation(const CallContext&, const v1::GetOperationRequest& request,
                                       v1::Operation* operation) {
  ASSIGN_OR_RETURN(*operation, parts_.operations->Get(request.name()));
  return absl::OkStatus();
}

absl::Status CareHandler::ListOperations(const CallContext&,
                                         const v1::ListOperationsRequest& request,
                                         v1::ListOperationsResponse* response) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const std::string last, ReadPageToken(request.page_token()));
  uint64_t before = std::numeric_limits<uint64_t>::max();
  if (!last.empty()) {
    ASSIGN_OR_RETURN(before, OperationNumber(last));
  }
  std::vector<v1::Operation> operations = parts_.operations->List(before, size + 1);
  if (static_cast<int>(operations.size()) > size) {
    operations.pop_back();
    response->set_next_page_token(PageToken(operations.back().name()));
  }
  response->mutable_operations()->Assign(operations.begin(), operations.end());
  return absl::OkStatus();
}

absl::Status CareHandler::CancelOperation(const CallContext&,
                                          const v1::CancelOperationRequest& request) {
  return parts_.operations->Cancel(request.name());
}

}  // namespace standpoint
