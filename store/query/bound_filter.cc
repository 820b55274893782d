#include "store/query/bound_filter.h"

#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "store/index/fold.h"
#include "store/query/filter_error.h"

namespace standpoint {
namespace {

constexpr absl::string_view kLabels = "labels.";

bool IsText(FieldType type) { return type == FieldType::kExact || type == FieldType::kFolded; }

// Which comparators a type has.
absl::Status CheckComparator(const FilterNode& node, FieldType type) {
  const bool is_equality =
      node.comparator == Comparator::kEqual || node.comparator == Comparator::kNotEqual;
  if (node.comparator == Comparator::kHas) {
    return IsText(type) || node.value == "*"
               ? absl::OkStatus()
               : FilterError(node.value_column, absl::StrCat("`", node.field, ":` takes `*` only"));
  }
  if (!is_equality && (IsText(type) || type == FieldType::kEnum)) {
    return FilterError(node.field_column,
                       absl::StrCat("`", node.field, "` has no order; use =, != or :"));
  }
  return absl::OkStatus();
}

absl::Status ReadEnum(const FilterNode& node, const google::protobuf::EnumDescriptor& type,
                      int* number) {
  const std::string zero = type.value(0)->name();  // ACT_UNSPECIFIED
  const std::string prefix = zero.substr(0, zero.size() - absl::string_view("UNSPECIFIED").size());
  std::string values;
  for (int i = 1; i < type.value_count(); ++i) {
    const std::string full = type.value(i)->name();
    const std::string brief = full.substr(prefix.size());
    if (absl::EqualsIgnoreCase(node.value, full) || absl::EqualsIgnoreCase(node.value, brief)) {
      *number = type.value(i)->number();
      return absl::OkStatus();
    }
    absl::StrAppend(&values, values.empty() ? "" : ", ", absl::AsciiStrToLower(brief));
  }
  return FilterError(node.value_column, absl::StrCat("`", node.field, "` is one of ", values));
}

absl::Status ReadTime(const FilterNode& node, absl::Time* time) {
  std::string error;
  if (absl::ParseTime("%Y-%m-%d", node.value, time, &error) ||
      absl::ParseTime(absl::RFC3339_full, node.value, time, &error)) {
    return absl::OkStatus();
  }
  return FilterError(
      node.value_column,
      absl::StrCat("`", node.field, "` takes a time as 2024-05-01 or 2024-05-01T10:30:00Z"));
}

absl::Status ReadValue(const FilterNode& node, const FieldSpec& spec, Restriction* restriction) {
  restriction->is_presence = node.comparator == Comparator::kHas && node.value == "*";
  if (restriction->is_presence) {
    return absl::OkStatus();
  }
  switch (spec.type) {
    case FieldType::kEnum:
      return ReadEnum(node, *spec.enumeration, &restriction->number_of_enum);
    case FieldType::kTime:
      return ReadTime(node, &restriction->time);
    case FieldType::kNumber:
      if (!absl::SimpleAtod(node.value, &restriction->number) || std::isnan(restriction->number)) {
        return FilterError(node.value_column, absl::StrCat("`", node.field, "` takes a number"));
      }
      return absl::OkStatus();
    case FieldType::kExact:
    case FieldType::kFolded:
      restriction->text = spec.type == FieldType::kExact ? node.value : FoldCase(node.value);
      if (node.comparator == Comparator::kHas) {
        restriction->words = FoldedWords(node.value);
        if (restriction->words.empty()) {
          return FilterError(node.value_column, "`:` takes at least one word");
        }
      }
      return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::StatusOr<BoundFilter> BindRestriction(ResourceKind kind, const FilterNode& node) {
  BoundFilter bound;
  bound.kind = FilterNode::Kind::kRestriction;
  absl::string_view name = node.field;
  if (kind == ResourceKind::kDocument && name.size() > kLabels.size() &&
      absl::StartsWith(name, kLabels)) {
    bound.restriction.label = std::string(absl::StripPrefix(name, kLabels));
    name = kLabels;
  } else if (name == kLabels) {
    name = "";
  }
  const FieldSpec* spec = FindField(kind, name);
  if (spec == nullptr) {
    return FilterError(node.field_column, absl::StrCat("there is no field `", node.field,
                                                       "`; there are ", FieldNames(kind)));
  }
  RETURN_IF_ERROR(CheckComparator(node, spec->type));
  bound.restriction.field = spec->field;
  bound.restriction.type = spec->type;
  bound.restriction.comparator = node.comparator;
  RETURN_IF_ERROR(ReadValue(node, *spec, &bound.restriction));
  if (node.comparator != Comparator::kNotEqual) {
    return bound;
  }
  bound.restriction.comparator = Comparator::kEqual;
  BoundFilter negation;
  negation.kind = FilterNode::Kind::kNot;
  negation.children.push_back(std::move(bound));
  return negation;
}

absl::StatusOr<BoundFilter> Bind(ResourceKind kind, const FilterNode& node) {
  if (node.kind == FilterNode::Kind::kRestriction) {
    return BindRestriction(kind, node);
  }
  BoundFilter bound;
  bound.kind = node.kind;
  for (const FilterNode& child : node.children) {
    ASSIGN_OR_RETURN(bound.children.emplace_back(), Bind(kind, child));
  }
  return bound;
}

void AddConjuncts(const BoundFilter& filter, std::vector<const Restriction*>* conjuncts) {
  if (filter.kind == FilterNode::Kind::kRestriction) {
    conjuncts->push_back(&filter.restriction);
  } else if (filter.kind == FilterNode::Kind::kAnd) {
    for (const BoundFilter& child : filter.children) {
      AddConjuncts(child, conjuncts);
    }
  }
}

}  // namespace

bool BoundFilter::Uses(FilterField field) const {
  if (kind == FilterNode::Kind::kRestriction) {
    return restriction.field == field;
  }
  for (const BoundFilter& child : children) {
    if (child.Uses(field)) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<BoundFilter> BindFilter(ResourceKind kind, absl::string_view text) {
  ASSIGN_OR_RETURN(const FilterNode node, ParseFilter(text));
  return Bind(kind, node);
}

std::vector<const Restriction*> Conjuncts(const BoundFilter& filter) {
  std::vector<const Restriction*> conjuncts;
  AddConjuncts(filter, &conjuncts);
  return conjuncts;
}

}  // namespace standpoint
