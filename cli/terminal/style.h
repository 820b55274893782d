// What a terminal can show, and text with colours that is laid out for it.

#ifndef STANDPOINT_CLI_TERMINAL_STYLE_H_
#define STANDPOINT_CLI_TERMINAL_STYLE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// Inks: the parameters of an ANSI "select graphic rendition" sequence; empty is plain.
inline constexpr char kPlain[] = "";
inline constexpr char kBold[] = "1";
inline constexpr char kDim[] = "2";
inline constexpr char kUnderline[] = "4";
inline constexpr char kGreen[] = "32";
inline constexpr char kRed[] = "31";
inline constexpr char kYellow[] = "33";
inline constexpr char kCyan[] = "36";
inline constexpr char kBoldGreen[] = "1;32";
inline constexpr char kBoldRed[] = "1;31";
inline constexpr char kBoldYellow[] = "1;33";

// What the place that is written to can show.
struct Style {
  bool color = false;
  bool unicode = true;
  int width = 80;  // columns, 40 to 160

  // `text` in `ink`, or unchanged where there is no colour.
  std::string Paint(absl::string_view ink, absl::string_view text) const;
};

// When to use colour; the argument of --color.
enum class ColorMode { kAuto, kAlways, kNever };

// The style of file descriptor `fd`. Automatic colour means a terminal, TERM other than "dumb" and
// no NO_COLOR (https://no-color.org); Unicode means a UTF-8 locale in LC_ALL, LC_CTYPE or LANG, or
// none of these set; the width is that of the terminal, else of COLUMNS, else 80, within its
// bounds.
Style DetectStyle(int fd, ColorMode mode,
                  const std::function<std::string(const char*)>& environment);

// Text in several inks.
class StyledText {
 public:
  // Appends `text` after making it printable.
  StyledText& Add(absl::string_view text, absl::string_view ink = kPlain);

  struct Piece {
    std::string text;
    std::string ink;
  };
  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;
};

// Marks `text` as evidence: underlined in `ink` where there is colour, else between «» or [].
void AddEvidence(StyledText& line, const Style& style, absl::string_view text,
                 absl::string_view ink = kPlain);

// A line as it is printed, with its visible width.
struct Line {
  std::string text;
  int columns = 0;
};

// `text` broken at blanks into lines of at most `width` columns (a longer word is broken where it
// must), each behind `indent` blanks that count to the width, the first behind `first_indent`.
// Never empty.
std::vector<Line> Wrap(const StyledText& text, const Style& style, int width, int first_indent,
                       int indent);

// Two columns of lines beside each other: `left` padded to `left_width`, then `gap`, then `right`.
std::vector<Line> Beside(const std::vector<Line>& left, const std::vector<Line>& right,
                         int left_width, absl::string_view gap);

// The lines, each ended by a line feed, without trailing blanks.
std::string JoinLines(const std::vector<Line>& lines);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TERMINAL_STYLE_H_
