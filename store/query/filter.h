// Filters: from text to a tree. docs/filters.md has the grammar.

#ifndef STANDPOINT_STORE_QUERY_FILTER_H_
#define STANDPOINT_STORE_QUERY_FILTER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Bounds of a filter.
inline constexpr size_t kMaxFilterBytes = 4096;
inline constexpr int kMaxFilterDepth = 32;

// How a restriction compares.
enum class Comparator { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kHas };

// A part of a filter.
struct FilterNode {
  enum class Kind { kAnd, kOr, kNot, kRestriction };

  Kind kind = Kind::kAnd;
  std::vector<FilterNode> children;  // of kAnd, kOr (none: true) and kNot (one)

  // Of kRestriction.
  std::string field;  // "document.source"
  Comparator comparator = Comparator::kEqual;
  std::string value;  // without quotation marks
  int field_column = 0;
  int value_column = 0;  // 1-based, in bytes
};

// The empty filter is a kAnd without children.
// Errors: INVALID_ARGUMENT for field "filter", with the column of the fault.
absl::StatusOr<FilterNode> ParseFilter(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_FILTER_H_
