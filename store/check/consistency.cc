#include "store/check/consistency.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/engine/family.h"
#include "store/index/index_batch.h"
#include "store/index/index_entries.h"
#include "store/index/index_sum.h"
#include "store/index/indexed_document.h"
#include "store/index/numbers.h"
#include "store/record/analyzed_record.h"
#include "store/record/keys.h"
#include "store/record/packed_item.h"
#include "store/record/text_pieces.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr size_t kMaxProblems = 100;

class Checker {
 public:
  Checker(const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress)
      : snapshot_(snapshot), progress_(progress) {}

  absl::StatusOr<ConsistencyReport> Run() {
    RETURN_IF_ERROR(CheckDocuments());
    RETURN_IF_ERROR(CheckCounts());
    // Every expected key was found above; as many keys as expected means that there is no other.
    RETURN_IF_ERROR(CheckTotal(Family::kClaim, claim_groups_));
    RETURN_IF_ERROR(CheckTotal(Family::kStance, stance_groups_));
    RETURN_IF_ERROR(CheckTotal(Family::kText, texts_));
    RETURN_IF_ERROR(CheckTotal(Family::kIndex, entries_[Family::kIndex]));
    RETURN_IF_ERROR(CheckNumbered());
    report_.index_entries = entries_[Family::kIndex] + expected_.postings() + expected_.pieces();
    return report_;
  }

 private:
  void Report(absl::string_view problem) {
    if (report_.problems.size() < kMaxProblems) {
      report_.problems.emplace_back(problem);
    }
  }

  absl::Status CheckDocuments() {
    const auto it = snapshot_.NewIterator(Family::kDocument, {});
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      std::string corpus;
      DocumentRef ref;
      const auto value = DocumentValue::Decode(it->value());
      if (!ParseDocumentKey(it->key(), &corpus, &ref) || !value.ok()) {
        Report("a document's key or value cannot be read");
      } else if (value->is_tombstone()) {
        ++report_.tombstones;
      } else {
        RETURN_IF_ERROR(CheckDocument(corpus, ref, *value));
        if (progress_) {
          RETURN_IF_ERROR(progress_(report_.documents));
        }
      }
    }
    return it->status();
  }

  absl::Status CheckDocument(const std::string& corpus, const DocumentRef& ref,
                             const DocumentValue& value) {
    const auto record = LoadRecord(snapshot_, corpus, ref, value);
    if (!record.ok()) {
      Report(absl::StrCat("a document of ", corpus, ": ", record.status().message()));
      return absl::OkStatus();
    }
    const std::string name = DocumentName{corpus, record->document.id()}.ToString();
    if (!(MakeDocumentRef(record->document.id()) == ref)) {
      Report(absl::StrCat(name, " stands under another's key"));
    }
    ++report_.documents;
    report_.claims += value.claim_count();
    report_.stances += value.stance_count();
    claim_groups_ += GroupCount(value.claim_count());
    stance_groups_ += GroupCount(value.stance_count());
    texts_ += TextPieceCount(record->text.size());
    CorpusCounts& counts = counts_[corpus];
    counts.documents += 1;
    counts.claims += value.claim_count();
    counts.stances += value.stance_count();
    RETURN_IF_ERROR(CheckRuns(name, *record));
    RETURN_IF_ERROR(CheckEntries(name, *record));
    return AddNumbered(name, *record);
  }

  absl::Status CheckRuns(const std::string& name, const AnalyzedRecord& record) {
    std::string bytes;
    ASSIGN_OR_RETURN(
        const bool has_runs,
        snapshot_.Get(Family::kText, OriginalRunsKey(record.corpus, record.ref), &bytes));
    if (has_runs != record.document.has_original_runs()) {
      Report(absl::StrCat(name, " has lost its map to the original"));
    }
    texts_ += has_runs ? 1 : 0;
    return absl::OkStatus();
  }

  absl::Status CheckEntries(const std::string& name, const AnalyzedRecord& record) {
    absl::Status status;
    ForEachIndexEntry(record, [&](Family family, absl::string_view key, absl::string_view value) {
      std::string stored;
      const auto found = snapshot_.Get(family, key, &stored);
      if (!found.ok()) {
        status = found.status();
      } else if (!*found || absl::string_view(stored) != value) {
        Report(absl::StrCat(name, *found ? " has a wrong index entry" : " lacks an index entry"));
      }
      entries_[family] += found.ok() && *found ? 1 : 0;
    });
    return status;
  }

  // Notes what the indexes by number should hold of a document.
  absl::Status AddNumbered(const std::string& name, const AnalyzedRecord& record) {
    const IndexedDocument indexed = IndexDocument(record);
    expected_.AddDocument(record.corpus, indexed, record.numbers);
    for (const SpaceEntries& entries : indexed.spaces) {
      const uint64_t first = FirstNumber(record.numbers, entries.space);
      std::string owner;
      ASSIGN_OR_RETURN(
          const bool found,
          snapshot_.Get(Family::kIndex, OwnerKey(record.corpus, entries.space, first), &owner));
      if (!found || owner != record.ref.bytes) {
        Report(absl::StrCat(name, " is not found by its numbers"));
      }
      entries_[Family::kIndex] += found ? 1 : 0;
      uint64_t& next = next_[{record.corpus, entries.space}];
      next = std::max(next, first + entries.count);
    }
    return absl::OkStatus();
  }

  absl::Status CheckNumbered() {
    IndexSum stored;
    const absl::Status status = stored.AddStored(snapshot_);
    if (ErrorReason(status) == "RECORD_CORRUPT") {
      Report(status.message());
    } else if (!status.ok()) {
      return status;
    } else if (!(stored == expected_)) {
      Report(absl::StrCat("the indexes by number hold ", stored.postings(), " words and ",
                          stored.pieces(), " pieces where the records give ", expected_.postings(),
                          " and ", expected_.pieces(), "; or others of them"));
    }
    for (const auto& [corpus_and_space, next] : next_) {
      std::string bytes;
      ASSIGN_OR_RETURN(const bool found,
                       snapshot_.Get(Family::kMeta, NumbersKey(corpus_and_space.first), &bytes));
      const auto numbers = DecodeNextNumbers(bytes);
      if (!found || !numbers.ok() || FirstNumber(*numbers, corpus_and_space.second) < next) {
        Report(absl::StrCat("corpus ", corpus_and_space.first, " would give numbers again"));
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckCounts() {
    std::map<std::string, CorpusCounts> stored;
    const auto it = snapshot_.NewIterator(Family::kMeta, PrefixRange(CorpusKeyPrefix()));
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      if (const auto counts = DecodeCorpusCounts(it->value()); counts.ok()) {
        stored[std::string(CorpusOfKey(it->key()))] = *counts;
      } else {
        Report("the counts of a corpus cannot be read");
      }
    }
    if (stored != counts_) {
      Report("the counts of a corpus are wrong");
    }
    return it->status();
  }

  absl::Status CheckTotal(Family family, int64_t expected) {
    const auto it = snapshot_.NewIterator(family, {});
    int64_t count = 0;
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      ++count;
    }
    if (count != expected) {
      Report(absl::StrCat("family ", kFamilyNames[FamilyIndex(family)], " has ", count,
                          " keys where ", expected, " belong to documents"));
    }
    return it->status();
  }

  const Snapshot& snapshot_;
  const std::function<absl::Status(int64_t)>& progress_;
  ConsistencyReport report_;
  std::map<std::string, CorpusCounts> counts_;
  std::map<Family, int64_t> entries_;
  int64_t claim_groups_ = 0;
  int64_t stance_groups_ = 0;
  int64_t texts_ = 0;  // pieces and maps to the original
  IndexSum expected_;
  std::map<std::pair<std::string, Space>, uint64_t> next_;
};

}  // namespace

absl::StatusOr<ConsistencyReport> CheckConsistency(
    const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress) {
  return Checker(snapshot, progress).Run();
}

}  // namespace standpoint
