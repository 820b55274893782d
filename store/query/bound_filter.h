// Filters whose fields are known and whose values are read.

#ifndef STANDPOINT_STORE_QUERY_BOUND_FILTER_H_
#define STANDPOINT_STORE_QUERY_BOUND_FILTER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "store/query/filter.h"
#include "store/query/filter_fields.h"

namespace standpoint {

// A restriction; != has become a negation of =.
struct Restriction {
  FilterField field = FilterField::kSource;
  FieldType type = FieldType::kExact;
  Comparator comparator = Comparator::kEqual;
  bool is_presence = false;        // "field:*"
  std::string label;               // of kLabel: the key
  std::string text;                // of kExact as written, of kFolded folded
  std::vector<std::string> words;  // of ":": folded
  int number_of_enum = 0;
  double number = 0;
  absl::Time time;
};

struct BoundFilter {
  FilterNode::Kind kind = FilterNode::Kind::kAnd;
  std::vector<BoundFilter> children;
  Restriction restriction;

  // Whether everything matches.
  bool empty() const { return kind == FilterNode::Kind::kAnd && children.empty(); }
  // Whether a restriction names `field`.
  bool Uses(FilterField field) const;
};

// Parses and binds.
// Errors: INVALID_ARGUMENT for field "filter", with the column: an unknown field, a comparator that the field
// does not have, a value that is none.
absl::StatusOr<BoundFilter> BindFilter(ResourceKind kind, absl::string_view text);

// The restrictions that every match fulfils: those that stand under AND alone.
// Lifetime: that of `filter`.
std::vector<const Restriction*> Conjuncts(const BoundFilter& filter);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_BOUND_FILTER_H_
