// The queries that generate.py makes.

#ifndef STANDPOINT_BENCH_SEARCH_QUERY_FILE_H_
#define STANDPOINT_BENCH_SEARCH_QUERY_FILE_H_

#include <string>
#include <vector>

#include "standpoint/v1/search.pb.h"

namespace standpoint {

struct FileQuery {
  std::string kind;  // "word", "words", "phrase", "filter", "time"
  v1::SearchClaimsRequest request;
};

// Of queries.tsv, in order.
std::vector<FileQuery> ReadQueryFile(const std::string& path);

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SEARCH_QUERY_FILE_H_
