#include "cli/terminal/style.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/terminal/columns.h"

namespace standpoint {
namespace {

constexpr int kMinWidth = 40;
constexpr int kMaxWidth = 160;
constexpr int kDefaultWidth = 80;

int TerminalWidth(int fd, const std::function<std::string(const char*)>& environment) {
  winsize size{};
  int width = 0;
  if (isatty(fd) != 0 && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width = size.ws_col;
  } else if (!absl::SimpleAtoi(environment("COLUMNS"), &width) || width <= 0) {
    width = kDefaultWidth;
  }
  return std::clamp(width, kMinWidth, kMaxWidth);
}

bool IsUtf8Locale(const std::function<std::string(const char*)>& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string value = absl::AsciiStrToLower(environment(name));
    if (!value.empty())
      return absl::StrContains(value, "utf-8") || absl::StrContains(value, "utf8");
  }
  return true;
}

// Words between blanks, each made of pieces in one ink.
using Word = std::vector<StyledText::Piece>;

std::vector<Word> Words(const StyledText& text) {
  std::vector<Word> words;
  bool open = false;
  for (const StyledText::Piece& piece : text.pieces()) {
    absl::string_view rest = piece.text;
    while (!rest.empty()) {
      if (rest.front() == ' ') {
        open = false;
        rest.remove_prefix(1);
        continue;
      }
      const absl::string_view part = rest.substr(0, rest.find(' '));
      if (!open) words.emplace_back();
      open = true;
      words.back().push_back({std::string(part), piece.ink});
      rest.remove_prefix(part.size());
    }
  }
  return words;
}

int ColumnsOfWord(const Word& word) {
  int columns = 0;
  for (const StyledText::Piece& piece : word) columns += ColumnsOf(piece.text);
  return columns;
}

// Fills lines with pieces; neighbours in the same ink are painted as one stretch.
class LineFiller {
 public:
  LineFiller(const Style& style, int width, int first_indent, int indent)
      : style_(style), width_(std::max(width, indent + 8)), indent_(indent) {
    Begin(first_indent);
  }

  void Put(const Word& word) {
    const bool first = used_ == begin_;
    const int columns = ColumnsOfWord(word);
    if (!first && used_ + 1 + columns > width_) {
      Break();
    } else if (!first) {
      // The blank belongs to the stretch when both neighbours are in the same ink.
      Append(" ", ink_ == word.front().ink ? ink_ : std::string(kPlain));
    }
    for (const StyledText::Piece& piece : word) PutPiece(piece);
  }

  std::vector<Line> Finish() {
    Break();
    return std::move(lines_);
  }

 private:
  void Begin(int indent) {
    line_ = std::string(indent, ' ');
    used_ = begin_ = indent;
    ink_.clear();
    stretch_.clear();
  }

  void Break() {
    Flush();
    lines_.push_back({line_, used_});
    Begin(indent_);
  }

  void Flush() {
    absl::StrAppend(&line_, style_.Paint(ink_, stretch_));
    stretch_.clear();
  }

  void Append(absl::string_view text, const std::string& ink) {
    if (ink != ink_) {
      Flush();
      ink_ = ink;
    }
    absl::StrAppend(&stretch_, text);
    used_ += ColumnsOf(text);
  }

  // A piece wider than the line is cut where it must be.
  void PutPiece(const StyledText::Piece& piece) {
    absl::string_view rest = piece.text;
    while (used_ + ColumnsOf(rest) > width_) {
      size_t end = 0;
      while (end < rest.size()) {
        size_t next = end + 1;
        while (next < rest.size() && (rest[next] & 0xC0) == 0x80) ++next;
        if (used_ + ColumnsOf(rest.substr(0, next)) > width_) break;
        end = next;
      }
      if (end == 0 && used_ == begin_) end = rest.size();  // a single character wider than the line
      Append(rest.substr(0, end), piece.ink);
      rest.remove_prefix(end);
      if (rest.empty()) return;
      Break();
    }
    Append(rest, piece.ink);
  }

  const Style& style_;
  const int width_;
  const int indent_;
  std::vector<Line> lines_;
  std::string line_;     // painted so far
  std::string stretch_;  // not yet painted, all in ink_
  std::string ink_;
  int used_ = 0;
  int begin_ = 0;
};

}  // namespace

std::string Style::Paint(absl::string_view ink, absl::string_view text) const {
  if (!color || ink.empty() || text.empty()) return std::string(text);
  return absl::StrCat("\x1b[", ink, "m", text, "\x1b[0m");
}

Style DetectStyle(int fd, ColorMode mode,
                  const std::function<std::string(const char*)>& environment) {
  Style style;
  style.color = mode == ColorMode::kAlways ||
                (mode == ColorMode::kAuto && isatty(fd) != 0 && environment("NO_COLOR").empty() &&
                 environment("TERM") != "dumb");
  style.unicode = IsUtf8Locale(environment);
  style.width = TerminalWidth(fd, environment);
  return style;
}

StyledText& StyledText::Add(absl::string_view text, absl::string_view ink) {
  pieces_.push_back({Printable(text), std::string(ink)});
  return *this;
}

void AddEvidence(StyledText& line, const Style& style, absl::string_view text,
                 absl::string_view ink) {
  if (style.color) {
    line.Add(text, ink.empty() ? std::string(kUnderline) : absl::StrCat(kUnderline, ";", ink));
  } else {
    line.Add(style.unicode ? "«" : "[").Add(text).Add(style.unicode ? "»" : "]");
  }
}

std::vector<Line> Wrap(const StyledText& text, const Style& style, int width, int first_indent,
                       int indent) {
  LineFiller filler(style, width, first_indent, indent);
  for (const Word& word : Words(text)) filler.Put(word);
  return filler.Finish();
}

std::vector<Line> Beside(const std::vector<Line>& left, const std::vector<Line>& right,
                         int left_width, absl::string_view gap) {
  std::vector<Line> lines;
  for (size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    Line line = i < left.size() ? left[i] : Line{};
    line.text.append(std::max(0, left_width - line.columns), ' ');
    line.columns = std::max(line.columns, left_width);
    absl::StrAppend(&line.text, gap);
    line.columns += ColumnsOf(gap);
    if (i < right.size()) {
      absl::StrAppend(&line.text, right[i].text);
      line.columns += right[i].columns;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string JoinLines(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) {
    absl::StrAppend(&out, absl::StripTrailingAsciiWhitespace(line.text), "\n");
  }
  return out;
}

}  // namespace standpoint
