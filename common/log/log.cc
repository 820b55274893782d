#include "common/log/log.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/log/json_string.h"

namespace standpoint {
namespace {

std::atomic<Severity> g_level = Severity::kInfo;

// Where lines go. Never destroyed: threads may log while the process ends.
struct Output {
  absl::Mutex mu;
  std::function<void(absl::string_view)> sink ABSL_GUARDED_BY(mu);
};

Output& output() {
  static Output* const instance = new Output;
  return *instance;
}

void WriteAll(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
    if (written > 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      return;  // nobody listens
    }
  }
}

}  // namespace

void LogField::AppendTo(std::string& line) const {
  if (kind_ == Kind::kString && text_.empty()) {
    return;
  }
  line += ',';
  AppendJsonString(key_, line);
  line += ':';
  switch (kind_) {
    case Kind::kString:
      AppendJsonString(text_, line);
      return;
    case Kind::kBool:
      line += integer_ != 0 ? "true" : "false";
      return;
    case Kind::kInteger:
      absl::StrAppend(&line, integer_);
      return;
    case Kind::kDouble:
      if (std::isfinite(number_)) {
        absl::StrAppend(&line, number_);
      } else {
        line += "null";  // JSON has no word for it
      }
      return;
  }
}

void Log(Severity severity, absl::string_view event, std::initializer_list<LogField> fields) {
  if (!ShouldLog(severity)) {
    return;
  }
  std::string line = FormatLogLine(absl::Now(), severity, event,
                                   absl::MakeConstSpan(fields.begin(), fields.size()));
  Output& out = output();
  absl::MutexLock lock(&out.mu);
  if (out.sink) {
    out.sink(line);
    return;
  }
  line += '\n';
  WriteAll(line);
}

void SetLogLevel(Severity level) { g_level.store(level, std::memory_order_relaxed); }

Severity LogLevel() { return g_level.load(std::memory_order_relaxed); }

absl::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "DEBUG";
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "INFO";
}

std::string FormatLogLine(absl::Time time, Severity severity, absl::string_view event,
                          absl::Span<const LogField> fields) {
  std::string line = absl::StrCat(
      "{\"time\":\"", absl::FormatTime("%E4Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone()),
      "\",\"severity\":\"", SeverityName(severity), "\",\"event\":");
  AppendJsonString(event, line);
  for (const LogField& field : fields) {
    field.AppendTo(line);
  }
  line += '}';
  return line;
}

void SetLogSink(std::function<void(absl::string_view)> sink) {
  Output& out = output();
  absl::MutexLock lock(&out.mu);
  out.sink = std::move(sink);
}

}  // namespace standpoint
