#include "store/query/search/column_filter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "store/index/fold.h"

namespace standpoint {
namespace {

MatchResult ToResult(bool matches) { return matches ? MatchResult::kYes : MatchResult::kNo; }

// `value`: as a field of the restriction's type is kept in columns, folded where it compares so.
bool MatchesText(const Restriction& restriction, absl::string_view value) {
  if (restriction.is_presence) {
    return !value.empty();
  }
  if (restriction.comparator == Comparator::kHas) {
    const std::vector<std::string> words = FoldedWords(value);
    return std::search(words.begin(), words.end(), restriction.words.begin(),
                       restriction.words.end()) != words.end();
  }
  return value == absl::string_view(restriction.text);
}

bool MatchesTime(const Restriction& restriction, const DocumentFacts& facts) {
  if (!facts.is_dated) {
    return false;
  }
  const absl::Time time = absl::FromUnixSeconds(facts.seconds) + absl::Nanoseconds(facts.nanos);
  switch (restriction.comparator) {
    case Comparator::kEqual:
      return time == restriction.time;
    case Comparator::kLess:
      return time < restriction.time;
    case Comparator::kLessOrEqual:
      return time <= restriction.time;
    case Comparator::kGreater:
      return time > restriction.time;
    case Comparator::kGreaterOrEqual:
      return time >= restriction.time;
    case Comparator::kHas:
      return true;
    case Comparator::kNotEqual:
      break;  // bound as a negation
  }
  return false;
}

bool MatchesEnum(const Restriction& restriction, int value) {
  return restriction.is_presence ? value != 0 : value == restriction.number_of_enum;
}

bool MatchesHolder(const Restriction& restriction, const HolderNames& names) {
  return MatchesText(restriction, names.mention) || MatchesText(restriction, names.full_name);
}

bool MatchesAny(const Restriction& restriction, const std::vector<absl::string_view>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view name) { return MatchesText(restriction, name); });
}

bool NamesAuthor(const Restriction& restriction) {
  return restriction.comparator == Comparator::kEqual && restriction.text == "author";
}

bool MatchesAny(const Restriction& restriction, const HolderList& holders) {
  if (NamesAuthor(restriction)) {
    return holders.count == 1 && holders.innermost_is_author;
  }
  return std::any_of(holders.mentions.begin(), holders.mentions.end(),
                     [&](const HolderNames& names) { return MatchesHolder(restriction, names); });
}

bool MatchesInnermost(const Restriction& restriction, const HolderList& holders) {
  if (NamesAuthor(restriction)) {
    return holders.count > 0 && holders.innermost_is_author;
  }
  return !holders.innermost_is_author && !holders.mentions.empty() &&
         MatchesHolder(restriction, holders.mentions.back());
}

MatchResult Negate(MatchResult result) {
  return result == MatchResult::kUnknown ? result : ToResult(result == MatchResult::kNo);
}

}  // namespace

MatchResult ColumnFilter::MatchDocument(uint32_t offset) {
  if (filter_.empty()) {
    return MatchResult::kYes;
  }
  uint32_t document = 0;
  columns_->Facts(offset, &document);
  if (document != document_) {
    document_ = document;
    of_document_ = Evaluate(filter_, offset, /*document_only=*/true);
  }
  return of_document_;
}

MatchResult ColumnFilter::Match(uint32_t offset) {
  const MatchResult of_document = MatchDocument(offset);
  return of_document == MatchResult::kUnknown ? Evaluate(filter_, offset, /*document_only=*/false)
                                              : of_document;
}

MatchResult ColumnFilter::Evaluate(const BoundFilter& filter, uint32_t offset, bool document_only) {
  if (filter.kind == FilterNode::Kind::kRestriction) {
    return EvaluateLeaf(filter.restriction, offset, document_only);
  }
  if (filter.kind == FilterNode::Kind::kNot) {
    return Negate(Evaluate(filter.children[0], offset, document_only));
  }
  const MatchResult decisive =
      filter.kind == FilterNode::Kind::kAnd ? MatchResult::kNo : MatchResult::kYes;
  MatchResult result = Negate(decisive);
  for (const BoundFilter& child : filter.children) {
    const MatchResult next = Evaluate(child, offset, document_only);
    if (next == decisive) {
      return decisive;
    }
    result = next == MatchResult::kUnknown ? next : result;
  }
  return result;
}

MatchResult ColumnFilter::EvaluateLeaf(const Restriction& restriction, uint32_t offset,
                                       bool document_only) {
  uint32_t document = 0;
  switch (restriction.field) {
    case FilterField::kSource:
      return ToResult(MatchesText(restriction, columns_->Facts(offset, &document).source));
    case FilterField::kLanguage:
      return ToResult(MatchesText(restriction, columns_->Facts(offset, &document).language));
    case FilterField::kPublishTime:
      return ToResult(MatchesTime(restriction, columns_->Facts(offset, &document)));
    default:
      return document_only || space_ == Space::kDocument ? MatchResult::kUnknown
                                                         : OfItem(restriction, offset);
  }
}

MatchResult ColumnFilter::OfItem(const Restriction& restriction, uint32_t offset) {
  switch (restriction.field) {
    case FilterField::kHolder:
      return ToResult(space_ == Space::kClaim
                          ? MatchesAny(restriction, columns_->Holders(offset))
                          : MatchesInnermost(restriction, columns_->Holders(offset)));
    case FilterField::kInnermostHolder:
      return ToResult(MatchesInnermost(restriction, columns_->Holders(offset)));
    case FilterField::kTarget:
      return ToResult(MatchesAny(restriction, columns_->Targets(offset)));
    case FilterField::kEntity:
      return ToResult(MatchesAny(restriction, columns_->Entities(offset)));
    case FilterField::kAct:
      return ToResult(MatchesEnum(restriction, columns_->Kinds(offset).act));
    case FilterField::kPolarity:
      return ToResult(MatchesEnum(restriction, columns_->Kinds(offset).polarity));
    case FilterField::kModality:
      return ToResult(MatchesEnum(restriction, columns_->Kinds(offset).modality));
    case FilterField::kCommitment:
      return ToResult(MatchesEnum(restriction, columns_->Kinds(offset).commitment));
    case FilterField::kDirection:
      return ToResult(MatchesEnum(restriction, columns_->Direction(offset)));
    default:
      return MatchResult::kUnknown;
  }
}

}  // namespace standpoint
