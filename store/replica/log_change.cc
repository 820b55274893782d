#include "store/replica/log_change.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/log.pb.h"
#include "store/write/prepared_document.h"

namespace standpoint {
namespace {

using internal::v1::LogRecord;

constexpr int kKnownVersion = 1;

absl::Status TooNew(absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "FORMAT_TOO_NEW",
                   absl::StrCat("a record of the log has ", what,
                                ", written by a newer program; upgrade this one"));
}

absl::StatusOr<Change> MakeCommit(const internal::v1::AnalyzedDocument& document) {
  Change change;
  ASSIGN_OR_RETURN(change.document, PrepareDocument(document));
  return change;
}

}  // namespace

absl::StatusOr<LogChange> ChangeOf(absl::string_view value) {
  LogRecord record;
  if (!record.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
    return InvalidField("record", "is no record of the log of analyses");
  }
  if (record.format_version() > kKnownVersion) {
    return TooNew(absl::StrCat("format version ", record.format_version()));
  }
  LogChange change;
  switch (record.change_case()) {
    case LogRecord::kCommit: {
      ASSIGN_OR_RETURN(change.change, MakeCommit(record.commit()));
      break;
    }
    case LogRecord::kRemoveDocument: {
      const auto& removal = record.remove_document();
      ASSIGN_OR_RETURN(change.change, MakeRemoval(removal.name(), removal.revision()));
      break;
    }
    case LogRecord::kRemoveCorpus: {
      const auto& removal = record.remove_corpus();
      ASSIGN_OR_RETURN(change.change, MakeCorpusRemoval(removal.name(), removal.revision()));
      change.reclaims = removal.reclaim();
      break;
    }
    case LogRecord::CHANGE_NOT_SET:
      return TooNew("a change that is not known");
  }
  return change;
}

}  // namespace standpoint
