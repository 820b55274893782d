#include "common/kafka/kafka_status.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {

absl::Status KafkaStatus(rd_kafka_resp_err_t error, absl::string_view what) {
  return error == RD_KAFKA_RESP_ERR_NO_ERROR ? absl::OkStatus()
                                             : KafkaStatus(rd_kafka_err2str(error), what);
}

absl::Status KafkaStatus(absl::string_view error, absl::string_view what) {
  return MakeError(absl::StatusCode::kUnavailable, "KAFKA_UNAVAILABLE",
                   absl::StrCat(what, ": ", error));
}

}  // namespace standpoint
