#include "tests/walk/store_text.h"

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/engine/engine.h"
#include "store/engine/family.h"
#include "store/engine/memory/memory_engine.h"
#include "store/index/posting.h"
#include "store/record/item_reader.h"
#include "store/record/keys.h"
#include "store/record/packed_item.h"
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

// Prints the values of a batch; what they leave to the others is read from where the batch was written to.
class ValuePrinter {
 public:
  explicit ValuePrinter(const Snapshot& snapshot) : snapshot_(snapshot) {}

  absl::StatusOr<std::string> Print(const WriteBatch::Operation& put) {
    switch (put.family) {
      case Family::kDocument:
        return DocumentText(put.value);
      case Family::kText:
        return TextText(put.key, put.value);
      case Family::kClaim:
      case Family::kStance:
        return GroupText(put);
      default:
        return absl::InternalError("not a record");
    }
  }

 private:
  static absl::StatusOr<std::string> TextText(absl::string_view key, absl::string_view value) {
    if (!absl::EndsWith(key, "r")) {
      ASSIGN_OR_RETURN(const absl::string_view text, DecodeText(value));
      return absl::StrCat(text.size(), " bytes of text\n");
    }
    internal::v1::OriginalRunsRecord runs;
    RETURN_IF_ERROR(DecodeOriginalRuns(value, &runs));
    return absl::StrCat(runs.runs_size(), " runs\n");
  }

  absl::StatusOr<std::string> GroupText(const WriteBatch::Operation& put) {
    std::string corpus;
    DocumentRef ref;
    uint32_t group = 0;
    if (!ParseGroupKey(put.key, &corpus, &ref, &group)) {
      return absl::InternalError("not the key of a group");
    }
    ASSIGN_OR_RETURN(const PackedGroup items, PackedGroup::Parse(put.value));
    std::string out = absl::StrCat(items.items().size(), " in ", put.value.size(), " bytes\n");
    ItemReader reader(snapshot_, corpus);
    for (uint32_t i = 0; i < items.items().size(); ++i) {
      ASSIGN_OR_RETURN(const std::string item,
                       put.family == Family::kClaim
                           ? ClaimText(&reader, ref, group * kGroupItems + i)
                           : StanceText(&reader, ref, group * kGroupItems + i));
      absl::StrAppend(&out, "  ", item);
    }
    return out;
  }

  static absl::StatusOr<std::string> ClaimText(ItemReader* reader, const DocumentRef& ref,
                                               uint32_t ordinal) {
    ClaimWithTerms claim;
    RETURN_IF_ERROR(reader->ReadClaim(ref, ordinal, /*with_terms=*/true, &claim).status());
    return absl::StrCat("terms ", absl::StrJoin(claim.terms, " "), "; ", JsonLine(claim.record));
  }

  static absl::StatusOr<std::string> StanceText(ItemReader* reader, const DocumentRef& ref,
                                                uint32_t ordinal) {
    internal::v1::StanceRecord stance;
    RETURN_IF_ERROR(reader->ReadStance(ref, ordinal, &stance).status());
    return JsonLine(stance);
  }

  const Snapshot& snapshot_;
};

bool IsIndexEntry(const WriteBatch::Operation& put) { return put.family == Family::kIndex; }

}  // namespace

absl::StatusOr<std::string> RecordsText(const WriteBatch& puts) {
  const std::unique_ptr<Engine> engine = NewMemoryEngine();
  RETURN_IF_ERROR(engine->Write(puts, /*sync=*/false));
  const std::unique_ptr<Snapshot> snapshot = engine->GetSnapshot();
  ValuePrinter printer(*snapshot);
  std::string out;
  for (size_t i = 0; i < puts.size(); ++i) {
    const WriteBatch::Operation put = puts.operation(i);
    if (IsIndexEntry(put)) continue;
    ASSIGN_OR_RETURN(const std::string value, printer.Print(put));
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
    if (!ParsePostingPrefix(put.key, &corpus, &kind, &term)) {
      return absl::InternalError(absl::StrCat("not an entry: ", absl::CHexEscape(put.key)));
    }
    absl::StrAppend(&out, NameOf(put.family), " ", corpus, " ",
                    std::string(1, static_cast<char>(kind)), " \"", absl::CHexEscape(term), "\"\n");
  }
  return out;
}

}  // namespace standpoint
