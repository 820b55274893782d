#include "cli/ingest/progress.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/render/facts.h"
#include "cli/terminal/columns.h"

namespace standpoint {
namespace {

constexpr absl::Duration kTerminalPeriod = absl::Milliseconds(200);
constexpr absl::Duration kPlainPeriod = absl::Seconds(5);
constexpr int kLeastBar = 10;
constexpr int kLongestBar = 30;

std::string BarText(double part, int columns, const Style& style) {
  const int full = static_cast<int>(std::lround(part * columns));
  std::string bar;
  for (int i = 0; i < columns; ++i) {
    absl::StrAppend(&bar, style.unicode ? (i < full ? "█" : "░") : (i < full ? "#" : "."));
  }
  return style.Paint(kCyan, bar);
}

}  // namespace

std::string ProgressLine(const IngestCounts& counts, absl::Duration elapsed, const Style& style) {
  const int64_t answered = counts.accepted + counts.known + counts.failed;
  const double seconds = std::max(0.001, absl::ToDoubleSeconds(elapsed));
  std::string line =
      absl::StrCat(CountOf(answered, "document"), "  ", SizeText(counts.content_bytes), "  ",
                   CountText(static_cast<int64_t>(answered / seconds)), "/s");
  if (counts.known > 0) absl::StrAppend(&line, "  ", CountText(counts.known), " known");
  if (counts.failed > 0) {
    absl::StrAppend(&line, "  ", style.Paint(kRed, CountText(counts.failed) + " failed"));
  }
  if (counts.bytes_total <= 0) return line;
  const double part = std::clamp(
      static_cast<double>(counts.bytes_read) / static_cast<double>(counts.bytes_total), 0.0, 1.0);
  const std::string percent = absl::StrCat(static_cast<int>(part * 100), " %");
  const int room = std::min(kLongestBar, style.width - ColumnsOf(line) - 10);
  return room < kLeastBar ? absl::StrCat(line, "  ", percent)
                          : absl::StrCat(line, "  ", BarText(part, room, style), " ", percent);
}

Progress::Progress(Console& console, std::function<std::string()> line)
    : console_(console), line_(std::move(line)), thread_([this] { Run(); }) {}

Progress::~Progress() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  thread_.join();
  absl::MutexLock lock(&mu_);
  Erase();
}

void Progress::Tell(absl::string_view text) {
  absl::MutexLock lock(&mu_);
  Erase();
  console_.err << text << "\n" << std::flush;
}

void Progress::Erase() {
  if (shown_) console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

void Progress::Run() {
  const absl::Duration period = console_.err_is_terminal ? kTerminalPeriod : kPlainPeriod;
  while (true) {
    {
      absl::MutexLock lock(&mu_);
      if (console_.clock->AwaitUntil(mu_, absl::Condition(&stopping_),
                                     console_.clock->Now() + period)) {
        return;
      }
    }
    const std::string line = line_();
    absl::MutexLock lock(&mu_);
    if (console_.err_is_terminal) {
      console_.err << "\r" << line << "\x1b[K" << std::flush;
      shown_ = true;
    } else {
      console_.err << line << "\n" << std::flush;
    }
  }
}

}  // namespace standpoint
