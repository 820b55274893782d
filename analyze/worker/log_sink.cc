#include "analyze/worker/log_sink.h"

#include <utility>

#include "common/kafka/log_record.h"

namespace standpoint {

std::vector<absl::Status> LogSink::Commit(
    absl::Span<const std::string> lease_ids,
    absl::Span<const internal::v1::AnalyzedDocument> documents) {
  std::vector<absl::Status> statuses(documents.size());
  std::vector<LogQueue::Completion> completions;
  std::vector<size_t> places;
  for (size_t i = 0; i < documents.size(); ++i) {
    auto record = CommitRecord(documents[i], topic_, partitions_);
    if (!record.ok()) {
      statuses[i] = record.status();
      continue;
    }
    LogQueue::Completion completion;
    completion.lease_id = lease_ids[i];
    completion.records.push_back(*std::move(record));
    completions.push_back(std::move(completion));
    places.push_back(i);
  }
  std::vector<absl::Status> done = queue_.CompleteWith(std::move(completions));
  for (size_t i = 0; i < done.size(); ++i) {
    statuses[places[i]] = std::move(done[i]);
  }
  return statuses;
}

}  // namespace standpoint
