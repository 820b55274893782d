#include "store/query/search/number_reader.h"

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/query/match.h"
#include "store/query/search/search_query.h"
#include "store/record/keys.h"
#include "store/record/text_pieces.h"

namespace standpoint {
namespace {

constexpr int kSteps = 4;  // of an iterator that cost less than a search

absl::Status Missing() {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                   "the index names what is not there");
}

}  // namespace

NumberReader::NumberReader(const Snapshot& snapshot, absl::string_view corpus, Space space,
                           bool with_terms, BucketOwnersCache* known)
    : snapshot_(snapshot),
      corpus_(corpus),
      space_(space),
      with_terms_(with_terms),
      prefix_(OwnerPrefix(corpus, space)),
      known_(space == Space::kClaim ? known : nullptr),
      items_(snapshot, corpus) {}

absl::StatusOr<const BucketOwners*> NumberReader::KnownOwners(uint32_t bucket) {
  if (known_ == nullptr) {
    return nullptr;
  }
  const auto [it, is_new] = of_buckets_.try_emplace(bucket);
  if (is_new) {
    const std::string key = BucketKey(prefix_, bucket);
    it->second = known_->Find(key);
    if (it->second == nullptr && known_->HasRoomFor(bucket + 1)) {
      ASSIGN_OR_RETURN(it->second, BucketOwners::Read(snapshot_, corpus_, space_, bucket));
      if (it->second != nullptr) {
        known_->Keep(key, it->second);
      }
    }
  }
  return it->second.get();
}

absl::Status NumberReader::TakeOwner() {
  if (!owners_->Valid() || !ParseOwner(owners_->key(), &first_) ||
      owners_->value().size() != DocumentRef::kSize) {
    return Missing();
  }
  owner_.bytes.assign(owners_->value().data(), owners_->value().size());
  owners_->Next();
  next_ = kNone;
  if (owners_->Valid() && !ParseOwner(owners_->key(), &next_)) {
    return Missing();
  }
  return owners_->status();
}

absl::Status NumberReader::Locate(uint64_t number, DocumentRef* ref, uint32_t* ordinal) {
  ASSIGN_OR_RETURN(const BucketOwners* known, KnownOwners(BucketOf(number)));
  if (known != nullptr) {
    uint32_t first = 0;
    if (!known->Find(OffsetOf(number), ref, &first)) {
      return Missing();
    }
    *ordinal = OffsetOf(number) - first;
    return absl::OkStatus();
  }
  if (owners_ == nullptr) {
    owners_ = snapshot_.NewIterator(Family::kIndex, PrefixRange(prefix_));
  }
  for (int step = 0; step < kSteps && number >= next_ && owners_->Valid(); ++step) {
    RETURN_IF_ERROR(TakeOwner());
  }
  if (number < first_ || number >= next_) {
    owners_->SeekForPrev(OwnerKey(corpus_, space_, number));
    RETURN_IF_ERROR(owners_->status());
    RETURN_IF_ERROR(TakeOwner());
  }
  *ref = owner_;
  *ordinal = static_cast<uint32_t>(number - first_);
  return absl::OkStatus();
}

absl::StatusOr<NumberedRecord*> NumberReader::Read(uint64_t number) {
  if (number == number_) {
    return &record_;
  }
  DocumentRef ref;
  uint32_t ordinal = 0;
  RETURN_IF_ERROR(Locate(number, &ref, &ordinal));
  return Read(number, ref, ordinal);
}

absl::StatusOr<NumberedRecord*> NumberReader::Read(uint64_t number, const DocumentRef& ref,
                                                   uint32_t ordinal) {
  if (number == number_) {
    return &record_;
  }
  record_.ordinal = ordinal;
  if (number_ == kNone || !(document_.ref == ref)) {
    document_ = StoredDocument();
    ASSIGN_OR_RETURN(const bool found, ReadDocument(snapshot_, corpus_, ref, &document_));
    if (!found) {
      return Missing();
    }
  }
  record_.document = &document_;
  if (space_ != Space::kDocument) {
    ASSIGN_OR_RETURN(const bool found,
                     space_ == Space::kClaim
                         ? items_.ReadClaim(ref, record_.ordinal, with_terms_, &record_.claim)
                         : items_.ReadStance(ref, record_.ordinal, &record_.stance));
    if (!found) {
      return Missing();
    }
  }
  number_ = number;
  return &record_;
}

absl::Status NumberReader::ReadClaimText(uint64_t number) {
  if (number == text_number_) {
    return absl::OkStatus();
  }
  DocumentRef ref;
  uint32_t ordinal = 0;
  RETURN_IF_ERROR(Locate(number, &ref, &ordinal));
  text_number_ = kNone;
  ASSIGN_OR_RETURN(const bool found, items_.ReadClaimText(ref, ordinal, &claim_text_));
  if (!found) {
    return Missing();
  }
  text_number_ = number;
  return absl::OkStatus();
}

absl::StatusOr<bool> NumberReader::Matches(const BoundFilter& filter, uint64_t number) {
  ASSIGN_OR_RETURN(const NumberedRecord* record, Read(number));
  MatchSubject subject;
  subject.document = &record->document->record;
  if (space_ == Space::kClaim) {
    subject.claim = &record->claim.record;
    subject.terms = &record->claim.terms;
  } else if (space_ == Space::kStance) {
    subject.stance = &record->stance;
  }
  return Match(filter, subject) == MatchResult::kYes;
}

absl::StatusOr<std::string> NumberReader::Text(uint64_t number) {
  ASSIGN_OR_RETURN(const NumberedRecord* record, Read(number));
  return ReadText(snapshot_, corpus_, record->document->ref);
}

absl::StatusOr<bool> NumberReader::Holds(const std::vector<std::string>& phrase, uint64_t number) {
  if (space_ == Space::kClaim) {
    RETURN_IF_ERROR(ReadClaimText(number));
    return HoldsPhrase(claim_text_, phrase);
  }
  ASSIGN_OR_RETURN(const NumberedRecord* record, Read(number));
  if (HoldsPhrase(record->document->record.document().title(), phrase)) {
    return true;
  }
  ASSIGN_OR_RETURN(const std::string text, Text(number));
  return HoldsPhrase(text, phrase);
}

absl::StatusOr<bool> NumberReader::HoldsAll(const std::vector<std::vector<std::string>>& phrases,
                                            uint64_t number) {
  for (const std::vector<std::string>& phrase : phrases) {
    ASSIGN_OR_RETURN(const bool holds, Holds(phrase, number));
    if (!holds) {
      return false;
    }
  }
  return true;
}

}  // namespace standpoint
