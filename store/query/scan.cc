#include "store/query/scan.h"

#include "common/status/macros.h"
#include "store/query/match.h"
#include "store/query/posting_cursor.h"

namespace standpoint {
namespace {

constexpr int kCheckEvery = 64;

}  // namespace

absl::Status ScanBudget::Spend() {
  --left_;
  if (--until_check_ > 0) {
    return absl::OkStatus();
  }
  until_check_ = kCheckEvery;
  return call_.Check();
}

absl::StatusOr<bool> ScanDocuments(
    const Snapshot& snapshot, absl::string_view corpus, const ListPlan& plan,
    const BoundFilter& filter, bool newest_first, const std::optional<ScanPlace>& after,
    ScanBudget* budget, ScanPlace* place,
    absl::FunctionRef<absl::StatusOr<bool>(const ScannedDocument&)> visit) {
  PostingCursor cursor(snapshot, plan, newest_first);
  after ? cursor.Seek(after->posting) : cursor.SeekToFirst();
  for (; cursor.Valid(); cursor.Next()) {
    uint32_t first_ordinal = 0;
    if (after && cursor.position() == after->posting) {
      if (after->ordinal == ScanPlace::kWholeDocument) {
        continue;
      }
      first_ordinal = after->ordinal + 1;
    }
    if (budget->exhausted()) {
      return false;
    }
    RETURN_IF_ERROR(budget->Spend());
    StoredDocument document;
    ASSIGN_OR_RETURN(const bool found,
                     ReadDocument(snapshot, corpus, cursor.position().ref, &document));
    if (found && Match(filter, {&document.record}) != MatchResult::kNo) {
      ASSIGN_OR_RETURN(const bool go_on, visit({cursor.position(), first_ordinal, document}));
      if (!go_on) {
        return false;
      }
    }
    *place = {cursor.position(), ScanPlace::kWholeDocument};
  }
  RETURN_IF_ERROR(cursor.status());
  return true;
}

}  // namespace standpoint
