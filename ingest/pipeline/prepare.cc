#include "ingest/pipeline/prepare.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"
#include "ingest/detect/detect.h"
#include "ingest/detect/language.h"
#include "ingest/detect/source.h"
#include "ingest/offsets/offset_map.h"
#include "ingest/receive/publish_time.h"
#include "ingest/register/identity.h"

namespace standpoint {
namespace {

// Times a step from its construction to its end.
class StepTimer {
 public:
  StepTimer(IngestStep step, IngestMetrics& metrics)
      : step_(step), metrics_(metrics), start_(absl::Now()) {}
  ~StepTimer() { metrics_.Step(step_, absl::Now() - start_); }

 private:
  const IngestStep step_;
  IngestMetrics& metrics_;
  const absl::Time start_;
};

absl::StatusOr<Received> TimedReceive(const v1::DocumentInput& input, const ReceiveLimits& limits,
                                      IngestMetrics& metrics) {
  const StepTimer timer(IngestStep::kReceive, metrics);
  return Receive(input, limits);
}

absl::StatusOr<Detection> TimedDetect(const Received& received, IngestMetrics& metrics) {
  const StepTimer timer(IngestStep::kDetect, metrics);
  return Detect(received.body, received.media_type, received.charset);
}

absl::StatusOr<Extracted> TimedExtract(const Received& received, const Detection& detection,
                                       const ExtractLimits& limits, IngestMetrics& metrics) {
  const StepTimer timer(IngestStep::kExtract, metrics);
  return Extract(received.body, detection, limits);
}

void SetTime(absl::Time time, v1::PublishTimeOrigin origin, v1::Document& document) {
  *document.mutable_publish_time() = ToProtoTimestamp(time);
  document.set_publish_time_origin(origin);
}

void FillPublishTime(const Received& received, const PageMetadata& page, v1::Document& document) {
  if (received.publish_time) {
    SetTime(*received.publish_time, v1::PUBLISH_TIME_ORIGIN_CLIENT, document);
  } else if (page.publish_time) {
    SetTime(*page.publish_time, v1::PUBLISH_TIME_ORIGIN_DOCUMENT, document);
  } else if (const std::optional<absl::Time> date = DateInUrl(document.url())) {
    SetTime(*date, v1::PUBLISH_TIME_ORIGIN_URL, document);
  }
}

// What the client gave, else what the page says.
void FillMetadata(Received& received, Extracted& extracted, v1::Document& document) {
  PageMetadata& page = extracted.metadata;
  const auto first = [](std::string& given, std::string& found) {
    return std::move(given.empty() ? found : given);
  };
  document.set_publisher(first(received.publisher, page.publisher));
  document.set_url(first(received.url, page.url));
  document.set_source(received.source.empty() ? SourceInUrl(document.url())
                                              : std::move(received.source));
  document.set_title(first(received.title, page.title));
  document.set_language(std::move(received.language));
  if (document.language().empty()) {
    document.set_language(DetectLanguage(extracted.text));
    if (document.language() == "und" && !page.language.empty()) {
      document.set_language(page.language);
    }
  }
  FillPublishTime(received, page, document);
  document.mutable_labels()->insert(received.labels.begin(), received.labels.end());
}

// From the text to what was sent: through the JSON that the body was taken from, if it was.
void FillRuns(OffsetMap map, const Received& received, const ExtractLimits& limits,
              v1::Document& document) {
  if (!received.body_map.empty()) {
    const auto size = static_cast<int32_t>(document.text().size());
    map =
        Coarsen(Compose(map.empty() ? IdentityMap(size) : map, received.body_map), limits.max_runs);
  }
  for (const OffsetRun& run : map) {
    v1::OriginalRun& to = *document.add_original_runs();
    to.mutable_text()->set_begin(run.text_begin);
    to.mutable_text()->set_end(run.text_end);
    to.mutable_original()->set_begin(run.original_begin);
    to.mutable_original()->set_end(run.original_end);
  }
}

}  // namespace

absl::StatusOr<v1::Document> Prepare(absl::string_view parent, const v1::DocumentInput& input,
                                     const PrepareLimits& limits, IngestMetrics& metrics) {
  ASSIGN_OR_RETURN(Received received, TimedReceive(input, limits.receive, metrics));
  ASSIGN_OR_RETURN(Detection detection, TimedDetect(received, metrics));
  ASSIGN_OR_RETURN(Extracted extracted, TimedExtract(received, detection, limits.extract, metrics));
  v1::Document document;
  FillMetadata(received, extracted, document);
  document.set_text(std::move(extracted.text));
  document.set_text_digest(Sha256Hex(document.text()));
  document.set_media_type(std::move(detection.media_type));
  document.set_charset(std::move(detection.charset.name));
  document.set_original_size(received.original_size);
  FillRuns(std::move(extracted.map), received, limits.extract, document);
  document.set_name(absl::StrCat(parent, "/documents/", DocumentId(document)));
  return document;
}

}  // namespace standpoint
