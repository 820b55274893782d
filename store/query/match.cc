#include "store/query/match.h"

#include <algorithm>

#include "common/time/proto_time.h"
#include "store/index/fold.h"

namespace standpoint {
namespace {

MatchResult ToResult(bool matches) { return matches ? MatchResult::kYes : MatchResult::kNo; }

MatchResult MatchText(const Restriction& restriction, const std::string& value) {
  if (restriction.is_presence) {
    return ToResult(!value.empty());
  }
  if (restriction.comparator == Comparator::kHas) {
    const std::vector<std::string> words = FoldedWords(value);
    return ToResult(std::search(words.begin(), words.end(), restriction.words.begin(),
                                restriction.words.end()) != words.end());
  }
  return ToResult((restriction.type == FieldType::kFolded ? FoldCase(value) : value) ==
                  restriction.text);
}

template <typename Value>
MatchResult Compare(const Restriction& restriction, const Value& value, const Value& bound) {
  switch (restriction.comparator) {
    case Comparator::kEqual:
      return ToResult(value == bound);
    case Comparator::kLess:
      return ToResult(value < bound);
    case Comparator::kLessOrEqual:
      return ToResult(value <= bound);
    case Comparator::kGreater:
      return ToResult(value > bound);
    case Comparator::kGreaterOrEqual:
      return ToResult(value >= bound);
    case Comparator::kHas:
      return MatchResult::kYes;  // presence
    case Comparator::kNotEqual:
      break;  // bound as a negation
  }
  return MatchResult::kNo;
}

// An absent time fulfils nothing.
MatchResult MatchTime(const Restriction& restriction, bool present,
                      const google::protobuf::Timestamp& time) {
  return present ? Compare(restriction, ToAbslTime(time), restriction.time) : MatchResult::kNo;
}

MatchResult MatchEnum(const Restriction& restriction, int value) {
  return ToResult(restriction.is_presence ? value != 0 : value == restriction.number_of_enum);
}

// A mention, or its full name.
bool IsHolder(const Restriction& restriction, const v1::Holder& holder) {
  return holder.kind() == v1::HOLDER_KIND_MENTION &&
         (MatchText(restriction, holder.text()) == MatchResult::kYes ||
          MatchText(restriction, holder.full_name()) == MatchResult::kYes);
}

bool NamesAuthor(const Restriction& restriction) {
  return restriction.comparator == Comparator::kEqual && restriction.text == "author";
}

MatchResult MatchHolders(const Restriction& restriction,
                         const google::protobuf::RepeatedPtrField<v1::Holder>& holders) {
  if (NamesAuthor(restriction)) {
    return ToResult(holders.size() == 1 && holders[0].kind() == v1::HOLDER_KIND_AUTHOR);
  }
  return ToResult(std::any_of(holders.begin(), holders.end(), [&](const v1::Holder& holder) {
    return IsHolder(restriction, holder);
  }));
}

MatchResult MatchHolder(const Restriction& restriction, const v1::Holder& holder) {
  return ToResult(NamesAuthor(restriction) ? holder.kind() == v1::HOLDER_KIND_AUTHOR
                                           : IsHolder(restriction, holder));
}

MatchResult MatchDocument(const Restriction& restriction, const v1::Document& document) {
  switch (restriction.field) {
    case FilterField::kSource:
      return MatchText(restriction, document.source());
    case FilterField::kPublisher:
      return MatchText(restriction, document.publisher());
    case FilterField::kUrl:
      return MatchText(restriction, document.url());
    case FilterField::kTitle:
      return MatchText(restriction, document.title());
    case FilterField::kLanguage:
      return MatchText(restriction, document.language());
    case FilterField::kTextDigest:
      return MatchText(restriction, document.text_digest());
    case FilterField::kPublishTime:
      return MatchTime(restriction, document.has_publish_time(), document.publish_time());
    case FilterField::kIngestTime:
      return MatchTime(restriction, document.has_ingest_time(), document.ingest_time());
    case FilterField::kLabel: {
      const auto label = document.labels().find(restriction.label);
      return label == document.labels().end() ? MatchResult::kNo
                                              : MatchText(restriction, label->second);
    }
    default:
      return MatchResult::kUnknown;
  }
}

MatchResult MatchTarget(const Restriction& restriction, const internal::v1::ClaimRecord& claim) {
  const auto& targets = claim.targets();
  return ToResult(std::any_of(targets.begin(), targets.end(), [&](const std::string& target) {
    return MatchText(restriction, target) == MatchResult::kYes;
  }));
}

MatchResult MatchEntity(const Restriction& restriction, const v1::Claim& claim) {
  const auto& entities = claim.entities();
  return ToResult(std::any_of(entities.begin(), entities.end(), [&](const v1::ClaimEntity& entity) {
    return MatchText(restriction, entity.name()) == MatchResult::kYes;
  }));
}

MatchResult MatchTerm(const Restriction& restriction, const std::vector<std::string>* terms) {
  if (terms == nullptr) {
    return MatchResult::kUnknown;
  }
  return ToResult(std::any_of(terms->begin(), terms->end(), [&](const std::string& term) {
    return MatchText(restriction, term) == MatchResult::kYes;
  }));
}

MatchResult MatchClaim(const Restriction& restriction, const MatchSubject& subject) {
  const v1::Claim& claim = subject.claim->claim();
  switch (restriction.field) {
    case FilterField::kHolder:
      return MatchHolders(restriction, claim.holders());
    case FilterField::kInnermostHolder:
      return claim.holders().empty()
                 ? MatchResult::kNo
                 : MatchHolder(restriction, claim.holders(claim.holders_size() - 1));
    case FilterField::kAct:
      return MatchEnum(restriction, claim.act());
    case FilterField::kPolarity:
      return MatchEnum(restriction, claim.polarity());
    case FilterField::kModality:
      return MatchEnum(restriction, claim.modality());
    case FilterField::kCommitment:
      return MatchEnum(restriction, claim.commitment());
    case FilterField::kConfidence:
      return Compare<double>(restriction, claim.confidence(), restriction.number);
    case FilterField::kCheckWorthiness:
      return Compare<double>(restriction, claim.check_worthiness(), restriction.number);
    case FilterField::kFactuality:
      if (!claim.has_factuality()) return MatchResult::kNo;
      return Compare<double>(restriction, claim.factuality(), restriction.number);
    case FilterField::kText:
      return MatchText(restriction, claim.text());
    case FilterField::kTarget:
      return MatchTarget(restriction, *subject.claim);
    case FilterField::kEntity:
      return MatchEntity(restriction, claim);
    case FilterField::kTerm:
      return MatchTerm(restriction, subject.terms);
    default:
      return MatchResult::kUnknown;
  }
}

MatchResult MatchStance(const Restriction& restriction, const v1::Stance& stance) {
  switch (restriction.field) {
    case FilterField::kHolder:
      return MatchHolder(restriction, stance.holder());
    case FilterField::kTarget:
      return MatchText(restriction, stance.target().text());
    case FilterField::kTargetFullName:
      return MatchText(restriction, stance.target().full_name());
    case FilterField::kDirection:
      return MatchEnum(restriction, stance.direction());
    case FilterField::kConfidence:
      return Compare<double>(restriction, stance.confidence(), restriction.number);
    case FilterField::kText:
      return MatchText(restriction, stance.evidence());
    default:
      return MatchResult::kUnknown;
  }
}

MatchResult MatchRestriction(const Restriction& restriction, const MatchSubject& subject) {
  if (IsOfDocument(restriction.field)) {
    return MatchDocument(restriction, subject.document->document());
  }
  if (subject.claim != nullptr) {
    return MatchClaim(restriction, subject);
  }
  return subject.stance != nullptr ? MatchStance(restriction, subject.stance->stance())
                                   : MatchResult::kUnknown;
}

MatchResult Negate(MatchResult result) {
  return result == MatchResult::kUnknown ? result : ToResult(result == MatchResult::kNo);
}

// kYes of AND is kNo of OR and the other way round: `decisive` ends the search.
MatchResult Join(const BoundFilter& filter, const MatchSubject& subject, MatchResult decisive) {
  MatchResult result = Negate(decisive);
  for (const BoundFilter& child : filter.children) {
    const MatchResult next = Match(child, subject);
    if (next == decisive) {
      return decisive;
    }
    if (next == MatchResult::kUnknown) {
      result = next;
    }
  }
  return result;
}

}  // namespace

MatchResult Match(const BoundFilter& filter, const MatchSubject& subject) {
  switch (filter.kind) {
    case FilterNode::Kind::kAnd:
      return Join(filter, subject, MatchResult::kNo);
    case FilterNode::Kind::kOr:
      return Join(filter, subject, MatchResult::kYes);
    case FilterNode::Kind::kNot:
      return Negate(Match(filter.children[0], subject));
    case FilterNode::Kind::kRestriction:
      return MatchRestriction(filter.restriction, subject);
  }
  return MatchResult::kNo;
}

}  // namespace standpoint
