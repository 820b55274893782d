#include "queue/kafka/log_queue_settings.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/topics.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr absl::Duration kPrepareTimeout = absl::Seconds(10);

}  // namespace

absl::StatusOr<LogQueueOptions> ToLogQueueOptions(const internal::v1::KafkaConfig& settings,
                                                  absl::string_view writer) {
  const LogTopics names = TopicsOf(settings.topic_prefix());
  LogQueueOptions options;
  ASSIGN_OR_RETURN(options.properties, ReadKafkaProperties(settings));
  options.topics = {.documents = names.documents,
                    .document_partitions = settings.document_partitions(),
                    .retry = names.retry,
                    .retry_partitions = settings.retry_partitions(),
                    .dead = names.dead};
  options.group = names.workers_group;
  options.writer = absl::StrCat(settings.topic_prefix(), ".", writer);
  options.max_attempts = settings.max_attempts();
  options.back_off.initial = ToAbslDuration(settings.back_off_initial());
  options.back_off.cap = ToAbslDuration(settings.back_off_cap());
  options.session_timeout = ToAbslDuration(settings.session_timeout());
  options.delivery_timeout = ToAbslDuration(settings.delivery_timeout());
  options.max_record_bytes = settings.max_record_bytes();
  options.prepare = [settings, properties = options.properties] {
    return EnsureTopics(settings, properties, kPrepareTimeout);
  };
  return options;
}

}  // namespace standpoint
