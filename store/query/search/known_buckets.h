// What queries keep of a store between them.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_KNOWN_BUCKETS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_KNOWN_BUCKETS_H_

#include "store/query/search/bucket_facts.h"
#include "store/query/search/bucket_names.h"
#include "store/query/search/bucket_owners.h"

namespace standpoint {

// Bounded; filled as queries need it. Threads: safe.
struct KnownBuckets {
  BucketFactsCache facts;
  BucketNamesCache names;
  BucketOwnersCache owners;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_KNOWN_BUCKETS_H_
