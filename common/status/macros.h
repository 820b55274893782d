// The two macros by which errors go up in one line.

#ifndef STANDPOINT_COMMON_STATUS_MACROS_H_
#define STANDPOINT_COMMON_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the enclosing function (of type absl::Status or absl::StatusOr) when `expr`, an
// absl::Status, is not OK.
#define RETURN_IF_ERROR(expr)                                               \
  do {                                                                      \
    if (absl::Status standpoint_status = (expr); !standpoint_status.ok()) { \
      return standpoint_status;                                             \
    }                                                                       \
  } while (false)

// Evaluates `expr`, an absl::StatusOr; returns its status when it is not OK, else assigns its
// value:
//   ASSIGN_OR_RETURN(const Document document, store.Get(name));
#define ASSIGN_OR_RETURN(lhs, expr) \
  STANDPOINT_ASSIGN_OR_RETURN_(STANDPOINT_CONCAT_(standpoint_status_or_, __LINE__), lhs, expr)

#define STANDPOINT_CONCAT_(a, b) STANDPOINT_CONCAT_INNER_(a, b)
#define STANDPOINT_CONCAT_INNER_(a, b) a##b
#define STANDPOINT_ASSIGN_OR_RETURN_(result, lhs, expr) \
  auto result = (expr);                                 \
  if (!result.ok()) {                                   \
    return std::move(result).status();                  \
  }                                                     \
  lhs = *std::move(result)

#endif  // STANDPOINT_COMMON_STATUS_MACROS_H_
