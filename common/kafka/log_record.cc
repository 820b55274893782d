#include "common/kafka/log_record.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/pieces.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "standpoint/internal/v1/log.pb.h"

namespace standpoint {

absl::StatusOr<LogWrite> CommitRecord(const internal::v1::AnalyzedDocument& document,
                                      absl::string_view topic, int partitions) {
  const std::string& name = document.document().name();
  ASSIGN_OR_RETURN(const DocumentName parsed, DocumentName::Parse("document.name", name));
  internal::v1::LogRecord record;
  record.set_format_version(kLogFormatVersion);
  *record.mutable_commit() = document;
  LogWrite write;
  write.to = {std::string(topic), PartitionOf(parsed, partitions)};
  write.key = name;
  write.value = record.SerializeAsString();
  if (static_cast<int64_t>(write.value->size()) > kMaxLogValueBytes) {
    return MakeError(absl::StatusCode::kResourceExhausted, "RECORD_TOO_LARGE",
                     absl::StrCat("document and analysis have over ", kMaxLogValueBytes, " bytes"));
  }
  return write;
}

absl::StatusOr<LogWrite> RemovalRecord(absl::string_view document, int64_t revision,
                                       absl::string_view topic, int partitions) {
  ASSIGN_OR_RETURN(const DocumentName parsed, DocumentName::Parse("name", document));
  internal::v1::LogRecord record;
  record.set_format_version(kLogFormatVersion);
  record.mutable_remove_document()->set_name(std::string(document));
  record.mutable_remove_document()->set_revision(revision);
  LogWrite write;
  write.to = {std::string(topic), PartitionOf(parsed, partitions)};
  write.key = std::string(document);
  write.value = record.SerializeAsString();
  return write;
}

absl::StatusOr<std::vector<LogWrite>> CorpusRemovalRecords(absl::string_view corpus,
                                                           int64_t revision, bool reclaim,
                                                           absl::string_view topic,
                                                           int partitions) {
  RETURN_IF_ERROR(CorpusName::Parse("name", corpus).status());
  internal::v1::LogRecord record;
  record.set_format_version(kLogFormatVersion);
  record.mutable_remove_corpus()->set_name(std::string(corpus));
  record.mutable_remove_corpus()->set_revision(revision);
  record.mutable_remove_corpus()->set_reclaim(reclaim);
  std::vector<LogWrite> writes;
  for (int partition = 0; partition < partitions; ++partition) {
    LogWrite write;
    write.to = {std::string(topic), partition};
    write.key = std::string(corpus);
    write.value = record.SerializeAsString();
    writes.push_back(std::move(write));
  }
  return writes;
}

}  // namespace standpoint
