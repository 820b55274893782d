#include "ingest/pipeline/corpus_care.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

constexpr absl::Duration kMaxWaitForIntake = absl::Minutes(1);
constexpr int kPage = 64;
constexpr int64_t kMaxWaiting = 256;
constexpr absl::Duration kLookAgain = absl::Milliseconds(50);

}  // namespace

absl::Status CorpusCare::Delete(const std::string& name, OperationRun& run,
                                v1::CorpusDeletion* deletion) {
  deletion->set_corpus(name);
  ASSIGN_OR_RETURN(const DocumentRegister::CorpusRemoval removal,
                   documents_->BeginCorpusRemoval(name, clock_->Now() + kMaxWaitForIntake));
  run.SetTotal(removal.live);
  ASSIGN_OR_RETURN(const int64_t removed,
                   store_->RemoveCorpus(name, removal.revision, /*reclaim=*/false));
  RETURN_IF_ERROR(documents_->EndCorpusRemoval(name, removal));
  deletion->set_document_count(removed);
  run.SetDone(removed);
  ASSIGN_OR_RETURN(const int64_t dropped,
                   queue_->DropDeadLetters(absl::StrCat(name, "/documents/"), /*reclaim=*/true));
  deletion->set_dead_letter_count(dropped);
  RETURN_IF_ERROR(documents_->Reclaim(name));
  RETURN_IF_ERROR(store_->RemoveCorpus(name, removal.revision, /*reclaim=*/true).status());
  return removal.live + removed + dropped > 0 ? absl::OkStatus()
                                              : ResourceNotFound("standpoint.v1.Corpus", name);
}

absl::Status CorpusCare::AwaitRoom(OperationRun& run) {
  while (queue_->Stats().waiting >= kMaxWaiting) {
    RETURN_IF_ERROR(run.Check());
    run.Pause(kLookAgain);
  }
  return run.Check();
}

absl::Status CorpusCare::Append(const v1::Document& document, OperationRun& run) {
  internal::v1::WorkPayload payload;
  *payload.mutable_document() = document;
  while (true) {
    RETURN_IF_ERROR(AwaitRoom(run));
    WorkItem item;
    item.key = document.name();
    item.payload = payload.SerializeAsString();
    std::vector<WorkItem> items;
    items.push_back(std::move(item));
    const absl::Status appended = queue_->AppendAndWait(std::move(items));
    if (!absl::IsResourceExhausted(appended)) {
      return appended;
    }
    run.Pause(RetryDelay(appended, kLookAgain));
  }
}

absl::Status CorpusCare::Reanalyze(const v1::ReanalyzeCorpusRequest& request, OperationRun& run,
                                   v1::Reanalysis* reanalysis) {
  reanalysis->set_corpus(request.name());
  internal::v1::ReadDocumentsRequest page;
  page.set_parent(request.name());
  page.set_max_documents(kPage);
  if (request.has_skip_analyzer()) {
    *page.mutable_skip_analyzer() = request.skip_analyzer();
  }
  do {
    ASSIGN_OR_RETURN(const internal::v1::ReadDocumentsResponse read, store_->ReadDocuments(page));
    reanalysis->set_skipped_count(reanalysis->skipped_count() + read.skipped_count());
    for (const v1::Document& document : read.documents()) {
      RETURN_IF_ERROR(Append(document, run));
      reanalysis->set_queued_count(reanalysis->queued_count() + 1);
      run.SetDone(reanalysis->queued_count() + reanalysis->skipped_count());
    }
    page.set_cursor(read.cursor());
  } while (!page.cursor().empty());
  return reanalysis->queued_count() + reanalysis->skipped_count() > 0
             ? absl::OkStatus()
             : ResourceNotFound("standpoint.v1.Corpus", request.name());
}

}  // namespace standpoint
