// Asks a model server for probabilities of texts, by the KServe v2 inference protocol over gRPC.

#ifndef STANDPOINT_ANALYZE_REMOTE_MODEL_SERVER_H_
#define STANDPOINT_ANALYZE_REMOTE_MODEL_SERVER_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/time/clock.h"
#include "grpcpp/channel.h"
#include "kserve/v2/inference.grpc.pb.h"

namespace standpoint {

// An input of a model: one text for each row of the batch.
struct TextInput {
  std::string name;
  std::vector<std::string> texts;
};

// What a model answered.
struct Probabilities {
  std::vector<float> values;  // row by row
  size_t columns = 0;
  std::string model_version;  // as the server calls it; may be empty

  absl::Span<const float> Row(size_t i) const {
    return absl::MakeConstSpan(values).subspan(i * columns, columns);
  }
};

// Threads: safe. Lifetime: `clock` outlives it. Source: the public specification of the protocol.
class ModelServer {
 public:
  // A call that the server refuses as UNAVAILABLE or RESOURCE_EXHAUSTED is repeated, up to `max_attempts` in all, 50 ms apart
  // and each time twice as long.
  ModelServer(std::shared_ptr<grpc::Channel> channel, int max_attempts,
              Clock& clock = *Clock::Real());

  // Sends `inputs`, all of one length, as BYTES of shape [rows, 1]; wants the output "probabilities", FP32 of shape
  // [rows, columns], each row of it summing to 1.
  // Errors: UNAVAILABLE (MODEL_SERVER_RESTING) without a call for a while after one that failed; INTERNAL
  // (MODEL_ANSWER_MALFORMED); what the server answers; DEADLINE_EXCEEDED.
  absl::StatusOr<Probabilities> Infer(absl::string_view model, absl::Span<const TextInput> inputs,
                                      size_t columns, absl::Time deadline);

 private:
  absl::StatusOr<inference::ModelInferResponse> Call(const inference::ModelInferRequest& request,
                                                     absl::Time deadline);

  const std::unique_ptr<inference::GRPCInferenceService::Stub> stub_;
  const int max_attempts_;
  Clock& clock_;
  std::atomic<int64_t> rests_until_{0};  // nanoseconds of Unix time
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_REMOTE_MODEL_SERVER_H_
