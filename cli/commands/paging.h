// Lists over pages.

#ifndef STANDPOINT_CLI_COMMANDS_PAGING_H_
#define STANDPOINT_CLI_COMMANDS_PAGING_H_

#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/missing.h"
#include "cli/console/console.h"
#include "common/status/macros.h"

namespace standpoint {

// Which stretch of a list is wanted.
struct PageOptions {
  int limit = 50;          // items; 0: all
  std::string page_token;  // where an earlier list ended
};

inline constexpr int kLargestPage = 1000;  // the server's bound

// Calls `get_page(request)` for page after page and `show(page)` for each, until `options.limit`
// items were shown or the list ends; tells on `console.err` how to go on. `items(page)` is the
// repeated field.
template <typename Request, typename GetPage, typename Items, typename Show>
absl::Status ForEachPage(Request request, const PageOptions& options, Console& console,
                         const GetPage& get_page, const Items& items, const Show& show) {
  request.set_page_token(options.page_token);
  int shown = 0;
  do {
    const int wanted = options.limit == 0 ? kLargestPage : options.limit - shown;
    request.set_page_size(std::min(wanted, kLargestPage));
    ASSIGN_OR_RETURN(const auto page, get_page(request));
    show(page);
    WarnOfMissing(page, console);
    shown += items(page).size();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && (options.limit == 0 || shown < options.limit));
  console.out << std::flush;
  if (!request.page_token().empty()) {
    console.err << "There is more: --page-token '" << request.page_token()
                << "', or --limit 0 for all.\n";
  } else if (shown == 0) {
    console.err << "Nothing matches.\n";
  }
  return absl::OkStatus();
}

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_PAGING_H_
