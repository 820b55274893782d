#include "store/query/lists.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/match.h"
#include "store/query/numbered_documents.h"
#include "store/query/plan.h"
#include "store/record/item_reader.h"

namespace standpoint {
namespace {

// What claims and stances differ in.
struct ClaimType {
  using Answer = v1::Claim;
  using Record = ClaimWithTerms;
  static constexpr Space kSpace = Space::kClaim;

  static uint32_t CountOf(const StoredDocument& document) { return document.claim_count; }
  static absl::StatusOr<bool> Read(ItemReader* items, const DocumentRef& ref, uint32_t ordinal,
                                   bool with_terms, Record* record) {
    return items->ReadClaim(ref, ordinal, with_terms, record);
  }
  static MatchSubject Subject(const StoredDocument& document, const Record& record) {
    return {&document.record, &record.record, &record.terms, nullptr};
  }
  static void Fill(absl::string_view corpus, const StoredDocument& document, Record&& record,
                   Answer* answer) {
    FillClaim(corpus, document.record, std::move(record.record), answer);
    for (std::string& term : record.terms) {
      answer->add_terms(std::move(term));
    }
  }
};

struct StanceType {
  using Answer = v1::Stance;
  using Record = internal::v1::StanceRecord;
  static constexpr Space kSpace = Space::kStance;

  static uint32_t CountOf(const StoredDocument& document) { return document.stance_count; }
  static absl::StatusOr<bool> Read(ItemReader* items, const DocumentRef& ref, uint32_t ordinal,
                                   bool, Record* record) {
    return items->ReadStance(ref, ordinal, record);
  }
  static MatchSubject Subject(const StoredDocument& document, const Record& record) {
    return {&document.record, nullptr, nullptr, &record};
  }
  static void Fill(absl::string_view corpus, const StoredDocument& document, Record&& record,
                   Answer* answer) {
    FillStance(corpus, document.record, std::move(record), answer);
  }
};

template <typename Type>
class ItemLister {
 public:
  using Answers = google::protobuf::RepeatedPtrField<typename Type::Answer>;

  ItemLister(const Snapshot& snapshot, const ListArguments& arguments, bool with_terms,
             ScanBudget* budget, Answers* answers, std::vector<ScanPlace>* places)
      : snapshot_(snapshot),
        arguments_(arguments),
        with_terms_(with_terms || arguments.filter.Uses(FilterField::kTerm)),
        budget_(budget),
        answers_(answers),
        places_(places),
        items_(snapshot, arguments.corpus) {}

  absl::StatusOr<std::optional<ScanPlace>> Run() {
    if (arguments_.after) {
      place_ = *arguments_.after;
    }
    ASSIGN_OR_RETURN(const bool at_end, arguments_.document.empty() ? OfCorpus() : OfDocument());
    return at_end ? std::nullopt : std::optional<ScanPlace>(place_);
  }

 private:
  absl::StatusOr<bool> OfCorpus() {
    ASSIGN_OR_RETURN(const bool is_listed,
                     IsListedByNumber(snapshot_, arguments_.corpus, Type::kSpace, arguments_.filter,
                                      arguments_.known));
    if (is_listed) {
      return OfNumbers();
    }
    ASSIGN_OR_RETURN(const ListPlan plan,
                     PlanList(snapshot_, arguments_.corpus, arguments_.filter));
    return ScanDocuments(snapshot_, arguments_.corpus, plan, arguments_.filter,
                         arguments_.newest_first, arguments_.after, budget_, &place_,
                         [&](const ScannedDocument& scanned) { return All(scanned); });
  }

  absl::StatusOr<bool> OfNumbers() {
    const std::optional<PostingPosition> from =
        arguments_.after ? std::make_optional(arguments_.after->posting) : std::nullopt;
    return ForEachNumberedDocument(
        snapshot_, arguments_.corpus, Type::kSpace, arguments_.filter, arguments_.newest_first,
        from, budget_->call(), arguments_.known,
        [&](const NumberedDocument& found) -> absl::StatusOr<bool> {
          uint32_t first = 0;
          if (from == found.position) {
            if (arguments_.after->ordinal == ScanPlace::kWholeDocument) {
              return true;
            }
            first = arguments_.after->ordinal + 1;
          }
          if (budget_->exhausted()) {
            return false;
          }
          RETURN_IF_ERROR(budget_->Spend());
          StoredDocument document;
          ASSIGN_OR_RETURN(const bool is_there, ReadDocument(snapshot_, arguments_.corpus,
                                                             found.position.ref, &document));
          if (is_there) {
            ASSIGN_OR_RETURN(const bool go_on,
                             Listed({found.position, first, document}, found.ordinals));
            if (!go_on) {
              return false;
            }
          }
          place_ = {found.position, ScanPlace::kWholeDocument};
          return true;
        });
  }

  absl::StatusOr<bool> OfDocument() {
    StoredDocument document;
    const DocumentRef ref = MakeDocumentRef(arguments_.document);
    ASSIGN_OR_RETURN(const bool found, ReadDocument(snapshot_, arguments_.corpus, ref, &document));
    if (!found || document.record.id() != arguments_.document) {
      return ResourceNotFound("standpoint.v1.Document",
                              DocumentName{arguments_.corpus, arguments_.document}.ToString());
    }
    const PostingPosition position{0, ref};
    const uint32_t first = arguments_.after ? arguments_.after->ordinal + 1 : 0;
    return All({position, first, document});
  }

  // The claims or stances of the document with these ordinals.
  absl::StatusOr<bool> Listed(const ScannedDocument& scanned,
                              const std::vector<uint32_t>& ordinals) {
    for (auto it = std::lower_bound(ordinals.begin(), ordinals.end(), scanned.first_ordinal);
         it != ordinals.end(); ++it) {
      ASSIGN_OR_RETURN(const bool go_on, Take(scanned, *it));
      if (!go_on) {
        return false;
      }
    }
    return true;
  }

  // All claims or stances of the document.
  absl::StatusOr<bool> All(const ScannedDocument& scanned) {
    for (uint32_t i = scanned.first_ordinal; i < Type::CountOf(scanned.document); ++i) {
      ASSIGN_OR_RETURN(const bool go_on, Take(scanned, i));
      if (!go_on) {
        return false;
      }
    }
    return true;
  }

  // False when the page is full, or the budget exhausted, before this one.
  absl::StatusOr<bool> Take(const ScannedDocument& scanned, uint32_t ordinal) {
    if (budget_->exhausted()) {
      return false;
    }
    RETURN_IF_ERROR(budget_->Spend());
    typename Type::Record record;
    ASSIGN_OR_RETURN(const bool found,
                     Type::Read(&items_, scanned.document.ref, ordinal, with_terms_, &record));
    if (!found) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "a document lacks what it should hold");
    }
    if (Match(arguments_.filter, Type::Subject(scanned.document, record)) == MatchResult::kYes) {
      if (answers_->size() == arguments_.page_size) {
        return false;
      }
      Type::Fill(arguments_.corpus, scanned.document, std::move(record), answers_->Add());
      if (places_ != nullptr) {
        places_->push_back({scanned.position, ordinal});
      }
    }
    place_ = {scanned.position, ordinal};
    return true;
  }

  const Snapshot& snapshot_;
  const ListArguments& arguments_;
  const bool with_terms_;
  ScanBudget* const budget_;
  Answers* const answers_;
  std::vector<ScanPlace>* const places_;  // of the answers; may be null
  ItemReader items_;
  ScanPlace place_;  // the last one that was looked at
};

}  // namespace

absl::StatusOr<std::optional<ScanPlace>> ListDocuments(
    const Snapshot& snapshot, const ListArguments& arguments, bool with_text, bool with_runs,
    ScanBudget* budget, google::protobuf::RepeatedPtrField<v1::Document>* answers,
    std::vector<ScanPlace>* places) {
  ASSIGN_OR_RETURN(const ListPlan plan, PlanList(snapshot, arguments.corpus, arguments.filter));
  ScanPlace place = arguments.after.value_or(ScanPlace());
  ASSIGN_OR_RETURN(const bool at_end,
                   ScanDocuments(snapshot, arguments.corpus, plan, arguments.filter,
                                 arguments.newest_first, arguments.after, budget, &place,
                                 [&](const ScannedDocument& scanned) -> absl::StatusOr<bool> {
                                   if (answers->size() == arguments.page_size) {
                                     return false;
                                   }
                                   RETURN_IF_ERROR(FillDocument(
                                       snapshot, arguments.corpus, std::move(scanned.document),
                                       with_text, with_runs, answers->Add()));
                                   if (places != nullptr) {
                                     places->push_back({scanned.position});
                                   }
                                   return true;
                                 }));
  return at_end ? std::nullopt : std::optional<ScanPlace>(place);
}

absl::StatusOr<std::optional<ScanPlace>> ListClaims(
    const Snapshot& snapshot, const ListArguments& arguments, bool with_terms, ScanBudget* budget,
    google::protobuf::RepeatedPtrField<v1::Claim>* answers, std::vector<ScanPlace>* places) {
  return ItemLister<ClaimType>(snapshot, arguments, with_terms, budget, answers, places).Run();
}

absl::StatusOr<std::optional<ScanPlace>> ListStances(
    const Snapshot& snapshot, const ListArguments& arguments, ScanBudget* budget,
    google::protobuf::RepeatedPtrField<v1::Stance>* answers, std::vector<ScanPlace>* places) {
  return ItemLister<StanceType>(snapshot, arguments, /*with_terms=*/false, budget, answers, places)
      .Run();
}

}  // namespace standpoint
