// Whole corpora where documents are taken in: deletion, and analysis anew.

#ifndef STANDPOINT_INGEST_PIPELINE_CORPUS_CARE_H_
#define STANDPOINT_INGEST_PIPELINE_CORPUS_CARE_H_

#include <string>

#include "absl/status/status.h"
#include "common/admin/care_handler.h"
#include "common/admin/operations.h"
#include "common/time/clock.h"
#include "ingest/register/document_register.h"
#include "queue/work_queue.h"
#include "standpoint/v1/admin_service.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// Threads: safe. Lifetime: the arguments outlive it.
class CorpusCare final : public CorpusAdmin {
 public:
  CorpusCare(DocumentRegister* documents, WorkQueue* queue, StoreClient* store, Clock* clock)
      : documents_(documents), queue_(queue), store_(store), clock_(clock) {}

  // Register first, so that nothing of the corpus is taken in any more; then the store, in one step; then the register forgets,
  // and only the cleaning of the disk is left. What waits in the queue stays without effect: its revision is too low. Errors:
  // NOT_FOUND when neither register nor store knows the corpus; those of the parts. After an error before the register
  // forgets, the corpus takes no documents until the deletion is repeated.
  absl::Status Delete(const std::string& name, OperationRun& run,
                      v1::CorpusDeletion* deletion) override;

  // Appends the stored documents under the revisions that they have, so that the new analysis replaces the old and a deletion
  // meanwhile wins. Never lets more than some hundred of them wait, so that new documents are soon served. Errors: NOT_FOUND
  // when the store has nothing of the corpus; those of the parts.
  absl::Status Reanalyze(const v1::ReanalyzeCorpusRequest& request, OperationRun& run,
                         v1::Reanalysis* reanalysis) override;

 private:
  // Waits until few documents wait.
  absl::Status AwaitRoom(OperationRun& run);
  absl::Status Append(const v1::Document& document, OperationRun& run);

  DocumentRegister* const documents_;
  WorkQueue* const queue_;
  StoreClient* const store_;
  Clock* const clock_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_PIPELINE_CORPUS_CARE_H_
