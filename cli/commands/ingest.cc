#include "cli/commands/ingest.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "cli/commands/selection.h"
#include "cli/console/explain.h"
#include "cli/ingest/progress.h"
#include "cli/ingest/sender.h"
#include "cli/render/facts.h"
#include "cli/terminal/columns.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxListedFailures = 1000;  // in the JSON result; all are told on standard error
constexpr absl::Duration kWaitPeriod = absl::Milliseconds(250);

InputFormat ParseFormat(const std::string& format) {
  if (format == "jsonl") return InputFormat::kJsonLines;
  if (format == "json") return InputFormat::kJson;
  if (format == "text") return InputFormat::kText;
  if (format == "html") return InputFormat::kHtml;
  return InputFormat::kAuto;
}

absl::StatusOr<DocumentSourceOptions> MakeSourceOptions(const IngestOptions& options) {
  DocumentSourceOptions source;
  source.paths = options.paths;
  source.format = ParseFormat(options.format);
  source.max_document_bytes = static_cast<size_t>(options.max_bytes);
  source.limit = options.limit;
  source.defaults.set_source(options.source);
  source.defaults.set_publisher(options.publisher);
  source.defaults.set_language(options.language);
  if (!options.date.empty()) {
    absl::Time time;
    if (!absl::ParseTime(absl::RFC3339_full, options.date, &time, nullptr) &&
        !absl::ParseTime("%Y-%m-%d", options.date, &time, nullptr)) {
      return WrongUsage("--date: write 2024-05-02 or 2024-05-02T10:00:00Z");
    }
    source.defaults.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(time));
  }
  ASSIGN_OR_RETURN(source.keys, JsonKeys::Make(options.renames, options.ignore_unknown));
  return source;
}

// Counts and failures, filled by the sender and shown by the progress. Threads: safe.
class Tally {
 public:
  void Read(int64_t bytes_read) {
    absl::MutexLock lock(&mu_);
    counts_.bytes_read = bytes_read;
  }

  void Succeeded(int64_t bytes, v1::IngestOutcome outcome) {
    absl::MutexLock lock(&mu_);
    counts_.content_bytes += bytes;
    ++(outcome == v1::INGEST_OUTCOME_ALREADY_EXISTS ? counts_.known : counts_.accepted);
  }

  void Failed(const std::string& origin, const absl::Status& status) {
    absl::MutexLock lock(&mu_);
    ++counts_.failed;
    if (failures_.size() >= kMaxListedFailures) return;
    failures_.push_back({{"origin", Printable(origin)},
                         {"message", Printable(status.message())},
                         {"reason", ErrorReason(status)}});
  }

  void SetTotal(int64_t bytes_total) {
    absl::MutexLock lock(&mu_);
    counts_.bytes_total = bytes_total;
  }

  IngestCounts counts() const {
    absl::MutexLock lock(&mu_);
    return counts_;
  }
  Json failures() const {
    absl::MutexLock lock(&mu_);
    return failures_;
  }

 private:
  mutable absl::Mutex mu_;
  IngestCounts counts_ ABSL_GUARDED_BY(mu_);
  Json failures_ ABSL_GUARDED_BY(mu_) = Json::array();
};

// Sends everything; what fails is told at once and counted.
absl::Status SendAll(const IngestOptions& options, DocumentSource& source, Tally& tally,
                     absl::Time start, Connection& connection, Console& console) {
  SenderOptions sender_options;
  sender_options.parent = CorpusName(options.corpus);
  sender_options.window = options.window;
  IngestSender sender(connection, sender_options, console.clock);
  Progress progress(console, [&] {
    sender.CancelIfStalled();
    return ProgressLine(tally.counts(), console.clock->Now() - start, console.err_style);
  });
  const auto fail = [&](const SourceItem& item, const absl::Status& status) {
    tally.Failed(item.origin, status);
    progress.Tell(absl::StrCat(Printable(item.origin), ": ", ExplainShortly(status)));
  };
  const auto next = [&](SourceItem& item) {
    while (source.Next(item)) {
      tally.Read(source.bytes_read());
      if (item.error.ok()) return true;
      fail(item, item.error);
    }
    return false;
  };
  return sender.Send(next, [&](const SourceItem& item, const v1::IngestResult& result) {
    if (result.has_error()) {
      fail(item, FromRpcStatus(result.error()));
    } else {
      tally.Succeeded(static_cast<int64_t>(item.input.content().size()),
                      result.response().outcome());
    }
  });
}

absl::StatusOr<v1::QueueStatus> GetQueue(Connection& connection) {
  ASSIGN_OR_RETURN(const v1::GetStatusResponse status,
                   connection.Admin(connection.ingest_server(), &v1::AdminService::Stub::GetStatus,
                                    v1::GetStatusRequest()));
  if (status.has_queue()) return status.queue();
  return MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                   "--wait: this server has no queue");
}

// What a queue has at the end of a wait.
struct Waited {
  int64_t left = 0;  // not analysed, or found by no query yet
  int64_t dead_letters = 0;
};

// Waits until nothing is left or `deadline` has come.
absl::StatusOr<Waited> AwaitEmptyQueue(Connection& connection, absl::Time deadline,
                                       Console& console) {
  absl::Mutex mu;
  int64_t left = 0;
  Progress progress(console, [&] {
    absl::MutexLock lock(&mu);
    return absl::StrCat("analysing: ", CountOf(left, "document"), " to go");
  });
  while (true) {
    ASSIGN_OR_RETURN(const v1::QueueStatus queue, GetQueue(connection));
    absl::MutexLock lock(&mu);
    left = queue.waiting_count() + queue.leased_count();
    const absl::Time now = console.clock->Now();
    if (left == 0 || now >= deadline) return Waited{left, queue.dead_letter_count()};
    const bool never = false;
    console.clock->AwaitUntil(mu, absl::Condition(&never), std::min(deadline, now + kWaitPeriod));
  }
}

struct Outcome {
  IngestCounts counts;
  Json failures;
  absl::Duration elapsed;
  int64_t dead_letters = 0;  // that came up while we waited
  int64_t left = 0;          // in the queue when we stopped waiting
};

std::string WaitText(const Outcome& outcome) {
  std::string text;
  if (outcome.dead_letters > 0) {
    absl::StrAppend(&text, "; ", CountText(outcome.dead_letters),
                    " could not be analysed: standpoint dead-letters list");
  }
  if (outcome.left > 0) {
    absl::StrAppend(&text, "; the queue still has ", CountText(outcome.left),
                    ": standpoint status");
  }
  return text.empty() ? "; all analysed" : text;
}

void Show(const IngestOptions& options, const Outcome& outcome, Console& console) {
  const IngestCounts& counts = outcome.counts;
  if (options.json) {
    Json result = {{"accepted", counts.accepted},
                   {"already_existing", counts.known},
                   {"failed", counts.failed},
                   {"bytes", counts.content_bytes},
                   {"seconds", absl::ToDoubleSeconds(outcome.elapsed)},
                   {"failures", outcome.failures}};
    if (options.wait) {
      result["dead_letters"] = outcome.dead_letters;
      result["left"] = outcome.left;
    }
    console.out << result.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
    return;
  }
  console.out << CountOf(counts.accepted, "document") << " taken in";
  if (counts.known > 0) console.out << ", " << CountText(counts.known) << " known before";
  if (counts.failed > 0) console.out << ", " << CountText(counts.failed) << " failed";
  console.out << " (" << SizeText(counts.content_bytes) << " in " << DurationText(outcome.elapsed)
              << ")";
  if (options.wait) console.out << WaitText(outcome);
  console.out << "\n" << std::flush;
}

absl::StatusOr<ExitCode> TryIngest(const IngestOptions& options, Connection& connection,
                                   Console& console) {
  ASSIGN_OR_RETURN(DocumentSourceOptions source_options, MakeSourceOptions(options));
  DocumentSource source(std::move(source_options));
  RETURN_IF_ERROR(source.CheckPaths());
  Tally tally;
  if (console.err_is_terminal) tally.SetTotal(source.TotalBytes());
  int64_t dead_before = 0;
  if (options.wait) {
    ASSIGN_OR_RETURN(const v1::QueueStatus queue, GetQueue(connection));
    dead_before = queue.dead_letter_count();
  }
  const absl::Time start = console.clock->Now();
  const absl::Status sent = SendAll(options, source, tally, start, connection, console);
  Outcome outcome;
  if (sent.ok() && options.wait) {
    const absl::Time deadline = options.wait_timeout_s > 0
                                    ? console.clock->Now() + absl::Seconds(options.wait_timeout_s)
                                    : absl::InfiniteFuture();
    ASSIGN_OR_RETURN(const Waited waited, AwaitEmptyQueue(connection, deadline, console));
    outcome.dead_letters = std::max<int64_t>(0, waited.dead_letters - dead_before);
    outcome.left = waited.left;
  }
  outcome.counts = tally.counts();
  outcome.failures = tally.failures();
  outcome.elapsed = console.clock->Now() - start;
  Show(options, outcome, console);
  RETURN_IF_ERROR(sent);
  if (outcome.counts.accepted + outcome.counts.known + outcome.counts.failed == 0) {
    console.err
        << "No documents were found there; `standpoint ingest --help` tells what is taken.\n";
    return ExitCode::kIncomplete;
  }
  if (outcome.counts.failed + outcome.dead_letters > 0) return ExitCode::kIncomplete;
  return outcome.left > 0 ? ExitCode::kNotYet : ExitCode::kOk;
}

}  // namespace

ExitCode Ingest(const IngestOptions& options, Connection& connection, Console& console) {
  const absl::StatusOr<ExitCode> code = TryIngest(options, connection, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
