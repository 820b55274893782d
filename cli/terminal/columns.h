// How wide text stands on a terminal.

#ifndef STANDPOINT_CLI_TERMINAL_COLUMNS_H_
#define STANDPOINT_CLI_TERMINAL_COLUMNS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// `text` made safe to print: runs of white space become one blank, control and format characters
// (escape sequences of a terminal among them) and malformed UTF-8 become U+FFFD. Documents come
// from anywhere: nothing of them reaches a terminal without passing through here.
std::string Printable(absl::string_view text);

// Columns that printable UTF-8 takes: 2 for wide East Asian characters and emoji, 0 for combining
// marks, else 1.
// Units: terminal columns.
int ColumnsOf(absl::string_view text);

// `text` cut to at most `columns`, with an ellipsis ("…", or "..." where `unicode` is false) when
// something was cut.
std::string CutToColumns(absl::string_view text, int columns, bool unicode);

// `text` followed by blanks up to `columns`.
std::string PadToColumns(absl::string_view text, int columns);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TERMINAL_COLUMNS_H_
