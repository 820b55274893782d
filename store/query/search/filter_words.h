// Words of the index by number under which every match of a filter stands.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_FILTER_WORDS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_FILTER_WORDS_H_

#include <optional>
#include <string>

#include "store/index/numbers.h"
#include "store/query/bound_filter.h"
#include "store/query/search/search_query.h"

namespace standpoint {

// The word under which all that fulfils the restriction stands, and perhaps more; absent where there is none.
std::optional<std::string> WordOf(Space space, const Restriction& restriction);

// The query, and the words that matches of the filter must have besides, which count for nothing in the order.
SearchQuery WithFilterWords(Space space, const SearchQuery& query, const BoundFilter& filter);

// The filter without the restrictions that gave these words.
BoundFilter WithoutFilterWords(Space space, const BoundFilter& filter);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_FILTER_WORDS_H_
