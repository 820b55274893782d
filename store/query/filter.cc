#include "store/query/filter.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/utf8.h"
#include "store/query/filter_error.h"
#include "store/query/filter_lexer.h"

namespace standpoint {
namespace {

using Kind = FilterToken::Kind;

Comparator ToComparator(absl::string_view text) {
  if (text == "=") return Comparator::kEqual;
  if (text == "!=") return Comparator::kNotEqual;
  if (text == "<") return Comparator::kLess;
  if (text == "<=") return Comparator::kLessOrEqual;
  if (text == ">") return Comparator::kGreater;
  if (text == ">=") return Comparator::kGreaterOrEqual;
  return Comparator::kHas;
}

// Recursive descent over
//   and        = or { ["AND"] or }
//   or         = unary { "OR" unary }
//   unary      = ("NOT" | "-") unary | "(" and ")" | restriction
// OR binds more strongly than AND. Source: AIP-160.
class Parser {
 public:
  explicit Parser(absl::string_view text) : lexer_(text) {}

  absl::StatusOr<FilterNode> Run() {
    RETURN_IF_ERROR(Advance());
    if (token_.kind == Kind::kEnd) {
      return FilterNode();
    }
    ASSIGN_OR_RETURN(FilterNode node, And(0));
    if (token_.kind != Kind::kEnd) {
      return FilterError(token_.column, "expected AND, OR or the end");
    }
    return node;
  }

 private:
  absl::Status Advance() {
    ASSIGN_OR_RETURN(token_, lexer_.Next());
    return absl::OkStatus();
  }

  bool IsWord(absl::string_view word) const {
    return token_.kind == Kind::kWord && token_.text == word;
  }

  static FilterNode Join(FilterNode::Kind kind, std::vector<FilterNode> children) {
    if (children.size() == 1) {
      return std::move(children[0]);
    }
    FilterNode node;
    node.kind = kind;
    node.children = std::move(children);
    return node;
  }

  absl::StatusOr<FilterNode> And(int depth) {
    std::vector<FilterNode> children;
    ASSIGN_OR_RETURN(children.emplace_back(), Or(depth));
    while (token_.kind != Kind::kEnd && token_.kind != Kind::kClose) {
      if (IsWord("AND")) {
        RETURN_IF_ERROR(Advance());
      }
      ASSIGN_OR_RETURN(children.emplace_back(), Or(depth));
    }
    return Join(FilterNode::Kind::kAnd, std::move(children));
  }

  absl::StatusOr<FilterNode> Or(int depth) {
    std::vector<FilterNode> children;
    ASSIGN_OR_RETURN(children.emplace_back(), Unary(depth));
    while (IsWord("OR")) {
      RETURN_IF_ERROR(Advance());
      ASSIGN_OR_RETURN(children.emplace_back(), Unary(depth));
    }
    return Join(FilterNode::Kind::kOr, std::move(children));
  }

  absl::StatusOr<FilterNode> Unary(int depth) {
    if (depth >= kMaxFilterDepth) {
      return FilterError(token_.column, "is nested too deeply");
    }
    if (token_.kind == Kind::kMinus || IsWord("NOT")) {
      RETURN_IF_ERROR(Advance());
      FilterNode node;
      node.kind = FilterNode::Kind::kNot;
      ASSIGN_OR_RETURN(node.children.emplace_back(), Unary(depth + 1));
      return node;
    }
    if (token_.kind != Kind::kOpen) {
      return Restriction();
    }
    const int column = token_.column;
    RETURN_IF_ERROR(Advance());
    ASSIGN_OR_RETURN(FilterNode node, And(depth + 1));
    if (token_.kind != Kind::kClose) {
      return FilterError(token_.column,
                         absl::StrCat("expected `)` for the `(` in column ", column));
    }
    RETURN_IF_ERROR(Advance());
    return node;
  }

  absl::StatusOr<FilterNode> Restriction() {
    FilterNode node;
    node.kind = FilterNode::Kind::kRestriction;
    if (token_.kind != Kind::kWord || IsWord("AND") || IsWord("OR")) {
      return FilterError(token_.column, "expected a field");
    }
    node.field = token_.text;
    node.field_column = token_.column;
    RETURN_IF_ERROR(Advance());
    if (token_.kind != Kind::kComparator) {
      return FilterError(token_.column, "expected one of = != < <= > >= :");
    }
    node.comparator = ToComparator(token_.text);
    RETURN_IF_ERROR(Advance());
    std::string sign;
    node.value_column = token_.column;
    if (token_.kind == Kind::kMinus) {
      sign = "-";
      RETURN_IF_ERROR(Advance());
    }
    if (token_.kind != Kind::kString && token_.kind != Kind::kWord) {
      return FilterError(token_.column, "expected a value");
    }
    node.value = absl::StrCat(sign, token_.text);
    RETURN_IF_ERROR(Advance());
    return node;
  }

  FilterLexer lexer_;
  FilterToken token_;
};

}  // namespace

absl::StatusOr<FilterNode> ParseFilter(absl::string_view text) {
  if (text.size() > kMaxFilterBytes) {
    return InvalidField("filter", absl::StrCat("is longer than ", kMaxFilterBytes, " bytes"));
  }
  if (!IsUtf8(text)) {
    return FilterError(static_cast<int>(FirstMalformedUtf8(text)) + 1, "must be UTF-8");
  }
  return Parser(text).Run();
}

}  // namespace standpoint
