#include "bench/search/query_file.h"

#include <cstdint>
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"

namespace standpoint {

std::vector<FileQuery> ReadQueryFile(const std::string& path) {
  std::ifstream lines(path);
  std::vector<FileQuery> queries;
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    FileQuery& query = queries.emplace_back();
    query.kind = fields[0];
    query.request.set_parent("corpora/bench");
    query.request.set_page_size(10);
    query.request.set_query(query.kind == "phrase" ? absl::StrCat("\"", fields[1], "\"")
                                                   : fields[1]);
    std::string filter;
    if (!fields[2].empty()) {
      filter = absl::StrCat("document.source = \"", fields[2], "\"");
    } else if (!fields[3].empty()) {
      filter = absl::StrCat("holder = \"", fields[3], "\"");
    } else if (!fields[4].empty()) {
      int64_t first = 0;
      int64_t last = 0;
      (void)absl::SimpleAtoi(fields[4], &first);
      (void)absl::SimpleAtoi(fields[5], &last);
      filter = absl::StrCat("document.publish_time >= ",
                            absl::FormatTime(absl::FromUnixSeconds(first), absl::UTCTimeZone()),
                            " document.publish_time < ",
                            absl::FormatTime(absl::FromUnixSeconds(last), absl::UTCTimeZone()));
    }
    query.request.set_filter(filter);
  }
  return queries;
}

}  // namespace standpoint
