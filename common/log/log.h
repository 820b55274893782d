// Structured logs: one JSON object a line on stderr, for example
//   {"time":"2025-03-01T12:00:00.123456Z","severity":"INFO","event":"server_started","address":"0.0.0.0:7300"}
//
// By contract no value holds text of a document, a claim, a query or a secret: names, counts,
// durations, codes.

#ifndef STANDPOINT_COMMON_LOG_LOG_H_
#define STANDPOINT_COMMON_LOG_LOG_H_

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <type_traits>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace standpoint {

enum class Severity : int { kDebug = 0, kInfo = 1, kWarning = 2, kError = 3 };

// A key and a value of a log line. Lifetime: refers to its arguments; build it in the call of
// Log().
class LogField {
 public:
  LogField(absl::string_view key, absl::string_view value)
      : key_(key), kind_(Kind::kString), text_(value) {}
  LogField(absl::string_view key, const char* value) : LogField(key, absl::string_view(value)) {}
  LogField(absl::string_view key, const std::string& value)
      : LogField(key, absl::string_view(value)) {}
  LogField(absl::string_view key, bool value) : key_(key), kind_(Kind::kBool), integer_(value) {}
  LogField(absl::string_view key, double value) : key_(key), kind_(Kind::kDouble), number_(value) {}
  // Units: written as seconds with a fraction; the key ends in `_seconds`.
  LogField(absl::string_view key, absl::Duration value)
      : LogField(key, absl::ToDoubleSeconds(value)) {}
  template <typename Int, typename = std::enable_if_t<std::is_integral_v<Int>>>
  LogField(absl::string_view key, Int value)
      : key_(key), kind_(Kind::kInteger), integer_(static_cast<int64_t>(value)) {}

  // Appends `,"key":value`.
  void AppendTo(std::string& line) const;

 private:
  enum class Kind { kString, kBool, kInteger, kDouble };

  absl::string_view key_;
  Kind kind_;
  absl::string_view text_;
  int64_t integer_ = 0;
  double number_ = 0;
};

// Writes a line, when `severity` is at or over the level. `event` is a stable snake_case name; what
// varies goes into `fields`, whose keys are snake_case and none of time, severity, event. A trace
// id goes under `trace_id`; an empty string value is left out. Threads: safe; lines never mix.
void Log(Severity severity, absl::string_view event, std::initializer_list<LogField> fields = {});

// The lowest severity that is written; kInfo at the start. May change at any time. Threads: safe.
void SetLogLevel(Severity level);
Severity LogLevel();
inline bool ShouldLog(Severity severity) { return severity >= LogLevel(); }

// "DEBUG", "INFO", "WARNING", "ERROR".
absl::string_view SeverityName(Severity severity);

// One line, without its end; Log() is this, a filter and a write.
std::string FormatLogLine(absl::Time time, Severity severity, absl::string_view event,
                          absl::Span<const LogField> fields);

// Sends lines (without their end) to `sink` instead of stderr; an empty function restores stderr.
// For tests. The sink is called under a lock: it must not log.
void SetLogSink(std::function<void(absl::string_view)> sink);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_LOG_LOG_H_
