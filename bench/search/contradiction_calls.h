// What FindContradictions takes.

#ifndef STANDPOINT_BENCH_SEARCH_CONTRADICTION_CALLS_H_
#define STANDPOINT_BENCH_SEARCH_CONTRADICTION_CALLS_H_

#include <vector>

#include "bench/search/query_file.h"
#include "nlohmann/json.hpp"
#include "store/service/query_handler.h"

namespace standpoint {

// Percentiles of calls that have the filter of a query and no other argument but a kind: "time", for all kinds among claims of
// half a year; "reversals", for those of one holder. `calls` of each, as far as there are queries; besides, what a call examined,
// judged and found on average.
nlohmann::ordered_json TimeContradictions(const QueryHandler& handler,
                                          const std::vector<FileQuery>& queries, int calls);

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SEARCH_CONTRADICTION_CALLS_H_
