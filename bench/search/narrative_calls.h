// What FindNarratives takes.

#ifndef STANDPOINT_BENCH_SEARCH_NARRATIVE_CALLS_H_
#define STANDPOINT_BENCH_SEARCH_NARRATIVE_CALLS_H_

#include <vector>

#include "bench/search/query_file.h"
#include "nlohmann/json.hpp"
#include "store/service/query_handler.h"

namespace standpoint {

// Percentiles of calls that have no argument but a subject, the words of a query ("subject"), or a filter on time ("time"). `calls`
// of each, as far as there are queries; besides, what a call examined, judged and found on average.
nlohmann::ordered_json TimeNarratives(const QueryHandler& handler,
                                      const std::vector<FileQuery>& queries, int calls);

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SEARCH_NARRATIVE_CALLS_H_
