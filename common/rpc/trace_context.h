// Whose trace a call belongs to.

#ifndef STANDPOINT_COMMON_RPC_TRACE_CONTEXT_H_
#define STANDPOINT_COMMON_RPC_TRACE_CONTEXT_H_

#include "absl/strings/string_view.h"

namespace standpoint {

// The trace id (32 lower-case hexadecimal digits, not all 0) of a `traceparent` header; empty when
// the header is not well-formed. Lifetime: part of `traceparent`. Source: W3C Trace Context,
// section 3.2.
absl::string_view TraceId(absl::string_view traceparent);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_TRACE_CONTEXT_H_
