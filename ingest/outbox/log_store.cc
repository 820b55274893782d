#include "ingest/outbox/log_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/log_record.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"

namespace standpoint {

std::vector<absl::Status> LogStore::Commit(
    absl::Span<const internal::v1::AnalyzedDocument> documents) {
  return std::vector<absl::Status>(documents.size(),
                                   absl::UnimplementedError("analyses go through the log"));
}

absl::StatusOr<bool> LogStore::Remove(absl::string_view document, int64_t revision) {
  ASSIGN_OR_RETURN(LogWrite record,
                   RemovalRecord(document, revision, options_.topic, options_.partitions));
  {
    absl::MutexLock lock(&write_mu_);
    std::vector<LogWrite> records;
    records.push_back(std::move(record));
    RETURN_IF_ERROR(write_(std::move(records)));
  }
  RETURN_IF_ERROR(AwaitWritten({{std::string(document), revision}}));
  return true;
}

absl::StatusOr<int64_t> LogStore::RemoveCorpus(absl::string_view corpus, int64_t revision,
                                               bool reclaim) {
  ASSIGN_OR_RETURN(
      std::vector<LogWrite> records,
      CorpusRemovalRecords(corpus, revision, reclaim, options_.topic, options_.partitions));
  {
    absl::MutexLock lock(&write_mu_);
    RETURN_IF_ERROR(write_(std::move(records)));
  }
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("name", corpus));
  std::vector<DocumentWrite> writes;
  for (std::string& document : NamesInAllPartitions(name.corpus, options_.partitions)) {
    writes.push_back({std::move(document), revision});
  }
  RETURN_IF_ERROR(AwaitWritten(writes));
  return 0;
}

absl::Status LogStore::AwaitWritten(const std::vector<DocumentWrite>& writes) {
  const absl::Time deadline = options_.clock->Now() + options_.limit;
  absl::Mutex mu;
  absl::MutexLock lock(&mu);
  while (true) {
    const std::vector<WriteStanding> written = stores_.Ask(writes);
    if (std::all_of(written.begin(), written.end(),
                    [](const WriteStanding& one) { return one.everywhere == Written::kYes; })) {
      return absl::OkStatus();
    }
    if (options_.clock->Now() >= deadline) {
      return MakeError(absl::StatusCode::kUnavailable, "REMOVAL_NOT_APPLIED",
                       "not all replicas have applied the removal yet; repeat the call");
    }
    const bool never = false;
    options_.clock->AwaitUntil(mu, absl::Condition(&never),
                               options_.clock->Now() + options_.look_every);
  }
}

std::vector<std::string> NamesInAllPartitions(absl::string_view corpus, int partitions) {
  std::vector<std::string> names(static_cast<size_t>(partitions));
  for (int found = 0, i = 0; found < partitions; ++i) {
    const DocumentName name = {std::string(corpus), absl::StrCat("probe", i)};
    std::string& place = names[static_cast<size_t>(PartitionOf(name, partitions))];
    if (place.empty()) {
      place = name.ToString();
      ++found;
    }
  }
  return names;
}

}  // namespace standpoint
