// Questions for property tests, in the words of random_documents.h, so that they hit.

#ifndef STANDPOINT_STORE_TESTING_RANDOM_QUERIES_H_
#define STANDPOINT_STORE_TESTING_RANDOM_QUERIES_H_

#include <string>

#include "store/index/numbers.h"
#include "store/query/filter_fields.h"
#include "store/testing/random_documents.h"

namespace standpoint {

// A filter of a list; sometimes empty, sometimes nested.
std::string RandomListFilter(ResourceKind kind, RandomDocuments& random);

// Words, phrases and beginnings, some excluded; sometimes empty. May be stop words alone, which is no query.
std::string RandomSearchQuery(RandomDocuments& random);

// A filter of a search, often empty. `space`: kClaim or kDocument.
std::string RandomSearchFilter(Space space, RandomDocuments& random);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_TESTING_RANDOM_QUERIES_H_
