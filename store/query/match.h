// Whether a resource fulfils a filter.

#ifndef STANDPOINT_STORE_QUERY_MATCH_H_
#define STANDPOINT_STORE_QUERY_MATCH_H_

#include <string>
#include <vector>

#include "standpoint/internal/v1/record.pb.h"
#include "store/query/bound_filter.h"

namespace standpoint {

// What is known of a resource; null where nothing is. Lifetime: all outlive it.
struct MatchSubject {
  const internal::v1::DocumentRecord* document = nullptr;  // always known
  const internal::v1::ClaimRecord* claim = nullptr;
  const std::vector<std::string>* terms = nullptr;  // of the claim
  const internal::v1::StanceRecord* stance = nullptr;
};

enum class MatchResult { kNo, kYes, kUnknown };

// kUnknown when it depends on what `subject` lacks: who knows the document alone may pass over the claims of a kNo.
MatchResult Match(const BoundFilter& filter, const MatchSubject& subject);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_MATCH_H_
