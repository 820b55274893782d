#include "cli/ingest/text_pieces.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kBlock = 1 << 16;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// After the last line that holds nothing but white space; 0 when there is none.
size_t AfterLastEmptyLine(absl::string_view text) {
  size_t end = text.rfind('\n');
  while (end != absl::string_view::npos && end > 0) {
    const size_t before = text.rfind('\n', end - 1);
    if (before == absl::string_view::npos) return 0;
    const absl::string_view line = text.substr(before + 1, end - before - 1);
    if (absl::StripAsciiWhitespace(line).empty()) return end + 1;
    end = before;
  }
  return 0;
}

}  // namespace

size_t PlaceToCut(absl::string_view text) {
  if (const size_t at = AfterLastEmptyLine(text); at > 0) return at;
  for (const char mark : {'\n', ' '}) {
    const size_t at = text.rfind(mark);
    if (at != absl::string_view::npos) return at + 1;
  }
  // The last code point may go on after the end.
  size_t lead = text.size();
  while (lead > 0 && text.size() - lead < 4 && IsContinuation(text[lead - 1])) --lead;
  const bool open = lead > 1 && static_cast<unsigned char>(text[lead - 1]) >= 0xc0;
  return open ? lead - 1 : text.size();
}

absl::StatusOr<bool> TextPieces::Next(std::string& piece) {
  piece = std::exchange(rest_, "");
  while (!ended_ && piece.size() < max_bytes_) {
    const size_t before = piece.size();
    piece.resize(before + std::min(kBlock, max_bytes_ - before));
    ASSIGN_OR_RETURN(const size_t got, bytes_->Read(&piece[before], piece.size() - before));
    piece.resize(before + got);
    ended_ = got == 0;
  }
  if (!ended_) {
    const size_t cut = PlaceToCut(piece);
    rest_ = piece.substr(cut);
    piece.resize(cut);
  }
  return !piece.empty();
}

}  // namespace standpoint
