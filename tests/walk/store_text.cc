#include "tests/walk/store_text.h"

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/engine/family.h"
#include "store/index/posting.h"
#include "store/record/keys.h"
#include "store/record/values.h"
#include "tests/walk/json_text.h"

namespace standpoint {
namespace {

absl::string_view NameOf(Family family) { return kFamilyNames[FamilyIndex(family)]; }

absl::StatusOr<std::string> DocumentText(absl::string_view value) {
  ASSIGN_OR_RETURN(const DocumentValue document, DocumentValue::Decode(value));
  internal::v1::DocumentRecord record;
  RETURN_IF_ERROR(document.DecodeRecord(&record));
  *record.mutable_document() = Timeless(record.document());
  record.clear_analyzer();
  return absl::StrCat(document.claim_count(), " claims, ", document.stance_count(), " stances, ",
                      JsonLine(record));
}

absl::StatusOr<std::string> TextText(absl::string_view key, absl::string_view value) {
  if (absl::EndsWith(key, "t")) {
    ASSIGN_OR_RETURN(const absl::string_view text, DecodeText(value));
    return absl::StrCat(text.size(), " bytes of text\n");
  }
  internal::v1::OriginalRunsRecord runs;
  RETURN_IF_ERROR(DecodeOriginalRuns(value, &runs));
  return absl::StrCat(runs.runs_size(), " runs\n");
}

absl::StatusOr<std::string> ClaimText(absl::string_view value) {
  internal::v1::ClaimRecord claim;
  std::vector<std::string> terms;
  RETURN_IF_ERROR(DecodeClaim(value, &claim, &terms));
  return absl::StrCat("terms ", absl::StrJoin(terms, " "), "; ", JsonLine(claim));
}

absl::StatusOr<std::string> StanceText(absl::string_view value) {
  internal::v1::StanceRecord stance;
  RETURN_IF_ERROR(DecodeStance(value, &stance));
  return JsonLine(stance);
}

absl::StatusOr<std::string> ValueText(const WriteBatch::Operation& put) {
  switch (put.family) {
    case Family::kDocument:
      return DocumentText(put.value);
    case Family::kText:
      return TextText(put.key, put.value);
    case Family::kClaim:
      return ClaimText(put.value);
    case Family::kStance:
      return StanceText(put.value);
    default:
      return absl::InternalError("not a record");
  }
}

bool IsIndexEntry(const WriteBatch::Operation& put) {
  return put.family == Family::kIndex || put.family == Family::kTerm;
}

}  // namespace

absl::StatusOr<std::string> RecordsText(const WriteBatch& puts) {
  std::string out;
  for (size_t i = 0; i < puts.size(); ++i) {
    const WriteBatch::Operation put = puts.operation(i);
    if (IsIndexEntry(put)) continue;
    ASSIGN_OR_RETURN(const std::string value, ValueText(put));
    absl::StrAppend(&out, NameOf(put.family), " ", absl::CHexEscape(put.key), "\n  ", value);
  }
  return out;
}

absl::StatusOr<std::string> IndexText(const WriteBatch& puts) {
  std::string out;
  for (size_t i = 0; i < puts.size(); ++i) {
    const WriteBatch::Operation put = puts.operation(i);
    if (!IsIndexEntry(put)) continue;
    std::string corpus, term;
    IndexKind kind;
    std::vector<uint32_t> ordinals;
    if (!ParsePostingPrefix(put.key, &corpus, &kind, &term) ||
        !DecodeOrdinals(put.value, &ordinals)) {
      return absl::InternalError(absl::StrCat("not an entry: ", absl::CHexEscape(put.key)));
    }
    absl::StrAppend(&out, NameOf(put.family), " ", corpus, " ",
                    std::string(1, static_cast<char>(kind)), " \"", absl::CHexEscape(term), "\"",
                    ordinals.empty() ? "" : " -> ", absl::StrJoin(ordinals, " "), "\n");
  }
  return out;
}

}  // namespace standpoint
