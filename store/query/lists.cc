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
#include "store/query/plan.h"
#include "store/query/term_documents.h"
#include "store/record/analyzed_record.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

// Records of an index list are fetched so many at a time.
constexpr size_t kFetch = 64;

// What claims and stances differ in.
struct ClaimType {
  using Answer = v1::Claim;
  using Record = ClaimWithTerms;
  static constexpr ResourceKind kKind = ResourceKind::kClaim;
  static constexpr Family kFamily = Family::kClaim;

  static absl::Status Decode(absl::string_view bytes, bool with_terms, Record* record) {
    return DecodeClaim(bytes, &record->record, with_terms ? &record->terms : nullptr);
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
  static constexpr ResourceKind kKind = ResourceKind::kStance;
  static constexpr Family kFamily = Family::kStance;

  static absl::Status Decode(absl::string_view bytes, bool, Record* record) {
    return DecodeStance(bytes, record);
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
        places_(places) {}

  absl::StatusOr<std::optional<ScanPlace>> Run() {
    if (arguments_.after) {
      place_ = *arguments_.after;
    }
    ASSIGN_OR_RETURN(const bool at_end, arguments_.document.empty() ? OfCorpus() : OfDocument());
    return at_end ? std::nullopt : std::optional<ScanPlace>(place_);
  }

 private:
  absl::StatusOr<bool> OfCorpus() {
    if (Type::kKind == ResourceKind::kClaim && NamesTerm(arguments_.filter)) {
      return OfTerm();
    }
    ASSIGN_OR_RETURN(const ListPlan plan,
                     PlanList(snapshot_, arguments_.corpus, Type::kKind, arguments_.filter));
    return ScanDocuments(snapshot_, arguments_.corpus, plan, arguments_.filter,
                         arguments_.newest_first, arguments_.after, budget_, &place_,
                         [&](const ScannedDocument& scanned) {
                           return plan.has_ordinals() ? Listed(scanned) : All(scanned);
                         });
  }

  absl::StatusOr<bool> OfTerm() {
    const std::optional<PostingPosition> from =
        arguments_.after ? std::make_optional(arguments_.after->posting) : std::nullopt;
    return ForEachTermDocument(
        snapshot_, arguments_.corpus, arguments_.filter, arguments_.newest_first, from,
        budget_->call(), [&](const TermDocument& found) -> absl::StatusOr<bool> {
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
            ASSIGN_OR_RETURN(
                const bool go_on,
                Listed({found.position, EncodeOrdinals(found.ordinals), first, document}));
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
    return All({position, "", first, document});
  }

  // The claims or stances that the index entry lists.
  absl::StatusOr<bool> Listed(const ScannedDocument& scanned) {
    std::vector<uint32_t> ordinals;
    if (!DecodeOrdinals(scanned.ordinals, &ordinals)) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "an index entry cannot be read");
    }
    auto from = std::lower_bound(ordinals.begin(), ordinals.end(), scanned.first_ordinal);
    while (from != ordinals.end()) {
      const auto to = from + std::min<size_t>(kFetch, ordinals.end() - from);
      std::vector<std::string> keys;
      for (auto it = from; it != to; ++it) {
        keys.push_back(ItemKey(arguments_.corpus, scanned.document.ref, *it));
      }
      ASSIGN_OR_RETURN(const auto values, snapshot_.MultiGet(Type::kFamily, keys));
      for (size_t i = 0; i < values.size(); ++i) {
        if (!values[i]) {
          return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                           "an index entry names what is not there");
        }
        ASSIGN_OR_RETURN(const bool go_on, Take(scanned, from[i], *values[i]));
        if (!go_on) {
          return false;
        }
      }
      from = to;
    }
    return true;
  }

  // All claims or stances of the document.
  absl::StatusOr<bool> All(const ScannedDocument& scanned) {
    if (scanned.first_ordinal > kMaxOrdinal) {
      return true;
    }
    KeyRange range = PrefixRange(DocumentKey(arguments_.corpus, scanned.document.ref));
    range.begin = ItemKey(arguments_.corpus, scanned.document.ref, scanned.first_ordinal);
    const auto it = snapshot_.NewIterator(Type::kFamily, std::move(range));
    uint32_t ordinal = scanned.first_ordinal;
    for (it->SeekToFirst(); it->Valid(); it->Next(), ++ordinal) {
      ASSIGN_OR_RETURN(const bool go_on, Take(scanned, ordinal, it->value()));
      if (!go_on) {
        return false;
      }
    }
    RETURN_IF_ERROR(it->status());
    return true;
  }

  // False when the page is full, or the budget exhausted, before this one.
  absl::StatusOr<bool> Take(const ScannedDocument& scanned, uint32_t ordinal,
                            absl::string_view bytes) {
    if (budget_->exhausted()) {
      return false;
    }
    RETURN_IF_ERROR(budget_->Spend());
    typename Type::Record record;
    RETURN_IF_ERROR(Type::Decode(bytes, with_terms_, &record));
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
  ScanPlace place_;                       // the last one that was looked at
};

}  // namespace

absl::StatusOr<std::optional<ScanPlace>> ListDocuments(
    const Snapshot& snapshot, const ListArguments& arguments, bool with_text, bool with_runs,
    ScanBudget* budget, google::protobuf::RepeatedPtrField<v1::Document>* answers,
    std::vector<ScanPlace>* places) {
  ASSIGN_OR_RETURN(const ListPlan plan,
                   PlanList(snapshot, arguments.corpus, ResourceKind::kDocument, arguments.filter));
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
