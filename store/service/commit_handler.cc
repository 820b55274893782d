#include "store/service/commit_handler.h"

#include <atomic>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "store/query/inputs.h"
#include "store/service/corpus_care.h"

namespace standpoint {
namespace {

constexpr int kMaxDocuments = 1000;
constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

// One CommitDocuments on its way; ends with its last document.
struct Commit {
  internal::v1::CommitDocumentsResponse* response;
  CommitHandler::Done done;
  std::atomic<int> left;

  void Settle(int index, const absl::Status& status) {
    *response->mutable_statuses(index) = ToRpcStatus(status);
    if (left.fetch_sub(1) == 1) {
      done(absl::OkStatus());
    }
  }
};

void CommitAll(const internal::v1::CommitDocumentsRequest& request, Writer* writer,
               const std::shared_ptr<Commit>& commit) {
  // The request may be gone as soon as the last document is settled.
  const int count = request.documents_size();
  for (int i = 0; i < count; ++i) {
    writer->Commit(request.documents(i), [commit, i](absl::Status status) {
      if (ErrorReason(status) == "INVALID_FIELD") {
        status = PrefixField(absl::StrCat("documents[", i, "]"), std::move(status));
      }
      commit->Settle(i, status);
    });
  }
}

}  // namespace

void CommitHandler::CommitDocuments(const internal::v1::CommitDocumentsRequest& request,
                                    internal::v1::CommitDocumentsResponse* response, Done done) {
  if (request.documents().empty() || request.documents_size() > kMaxDocuments) {
    done(InvalidField("documents", "must be 1 to 1,000"));
    return;
  }
  auto commit = std::make_shared<Commit>();
  commit->response = response;
  commit->done = std::move(done);
  commit->left = request.documents_size();
  for (int i = 0; i < request.documents_size(); ++i) {
    response->add_statuses();
  }
  if (!executor_->TrySchedule(
          [&request, writer = writer_, commit] { CommitAll(request, writer, commit); })) {
    response->clear_statuses();
    commit->done(Overloaded("store", "too many calls wait", kRetryAfter));
  }
}

void CommitHandler::RemoveDocument(const internal::v1::RemoveDocumentRequest& request,
                                   internal::v1::RemoveDocumentResponse* response, Done done) {
  writer_->Remove(request.name(), request.revision(),
                  [response, done = std::move(done)](absl::StatusOr<bool> removed) mutable {
                    response->set_removed(removed.ok() && *removed);
                    done(removed.status());
                  });
}

void CommitHandler::RemoveCorpus(const internal::v1::RemoveCorpusRequest& request,
                                 internal::v1::RemoveCorpusResponse* response, Done done) {
  auto removed = [this, name = request.name(), reclaim = request.reclaim(), response,
                  done = std::make_shared<Done>(std::move(done))](absl::StatusOr<int64_t> count) {
    response->set_removed_count(count.value_or(0));
    if (!count.ok() || !reclaim) {
      (*done)(count.status());
      return;
    }
    if (!executor_->TrySchedule([this, name, done] { (*done)(ReclaimCorpus(*engine_, name)); })) {
      (*done)(Overloaded("store", "too many calls wait", kRetryAfter));
    }
  };
  writer_->RemoveCorpus(request.name(), request.revision(), std::move(removed));
}

absl::Status CommitHandler::ReadDocuments(const CallContext&,
                                          const internal::v1::ReadDocumentsRequest& request,
                                          internal::v1::ReadDocumentsResponse* response) {
  return ReadInputs(*engine_->GetSnapshot(), request, kMaxReadBytes, response);
}

}  // namespace standpoint
