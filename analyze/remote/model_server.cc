#include "analyze/remote/model_server.h"

#include <grpcpp/client_context.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

constexpr char kOutput[] = "probabilities";
constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
constexpr absl::Duration kRest = absl::Seconds(5);  // after a failed call, while nothing is asked
constexpr float kTolerance = 0.02F;                 // of the sum of a row

absl::Status Malformed(absl::string_view what) {
  return MakeError(absl::StatusCode::kInternal, "MODEL_ANSWER_MALFORMED",
                   absl::StrCat("the model server's answer ", what));
}

bool IsRefusal(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status);
}

inference::ModelInferRequest MakeRequest(absl::string_view model,
                                         absl::Span<const TextInput> inputs) {
  inference::ModelInferRequest request;
  request.set_model_name(model.data(), model.size());
  for (const TextInput& input : inputs) {
    auto& tensor = *request.add_inputs();
    tensor.set_name(input.name);
    tensor.set_datatype("BYTES");
    tensor.add_shape(static_cast<int64_t>(input.texts.size()));
    tensor.add_shape(1);
    for (const std::string& text : input.texts) {
      tensor.mutable_contents()->add_bytes_contents(text);
    }
  }
  request.add_outputs()->set_name(kOutput);
  return request;
}

// Little-endian, as the protocol has it.
std::vector<float> FromBytes(absl::string_view bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  for (size_t i = 0; i < values.size(); ++i) {
    uint32_t bits = 0;
    for (size_t k = 0; k < sizeof(bits); ++k) {
      bits |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i * sizeof(bits) + k]))
              << (8 * k);
    }
    std::memcpy(&values[i], &bits, sizeof(bits));
  }
  return values;
}

// The elements of the output, wherever the server put them.
absl::StatusOr<std::vector<float>> ReadOutput(const inference::ModelInferResponse& response,
                                              int64_t rows, int64_t columns) {
  for (int i = 0; i < response.outputs_size(); ++i) {
    const auto& output = response.outputs(i);
    if (output.name() != kOutput) {
      continue;
    }
    if (output.datatype() != "FP32" || output.shape_size() != 2 || output.shape(0) != rows ||
        output.shape(1) != columns) {
      return Malformed("has another type or shape than FP32 [rows, classes]");
    }
    std::vector<float> values(output.contents().fp32_contents().begin(),
                              output.contents().fp32_contents().end());
    if (i < response.raw_output_contents_size()) {
      values = FromBytes(response.raw_output_contents(i));
    }
    if (values.size() != static_cast<size_t>(rows * columns)) {
      return Malformed("has fewer or more elements than its shape says");
    }
    return values;
  }
  return Malformed("has no output \"probabilities\"");
}

bool AreProbabilities(absl::Span<const float> row) {
  float sum = 0;
  for (const float value : row) {
    if (!(value >= 0 && value <= 1)) {
      return false;
    }
    sum += value;
  }
  return std::abs(sum - 1) <= kTolerance;
}

}  // namespace

ModelServer::ModelServer(std::shared_ptr<grpc::Channel> channel, int max_attempts, Clock& clock)
    : stub_(inference::GRPCInferenceService::NewStub(std::move(channel))),
      max_attempts_(max_attempts),
      clock_(clock) {}

absl::StatusOr<inference::ModelInferResponse> ModelServer::Call(
    const inference::ModelInferRequest& request, absl::Time deadline) {
  absl::Duration pause = kFirstPause;
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    inference::ModelInferResponse response;
    const absl::Status status = FromGrpcStatus(stub_->ModelInfer(&context, request, &response));
    if (status.ok()) {
      return response;
    }
    if (!IsRefusal(status) || attempt >= max_attempts_ || clock_.Now() + pause >= deadline) {
      return status;
    }
    absl::Mutex mu;
    const absl::MutexLock lock(&mu);
    const bool never = false;
    clock_.AwaitUntil(mu, absl::Condition(&never), clock_.Now() + pause);
    pause *= 2;
  }
}

absl::StatusOr<Probabilities> ModelServer::Infer(absl::string_view model,
                                                 absl::Span<const TextInput> inputs, size_t columns,
                                                 absl::Time deadline) {
  if (absl::ToUnixNanos(clock_.Now()) < rests_until_) {
    return MakeError(absl::StatusCode::kUnavailable, "MODEL_SERVER_RESTING",
                     "the model server failed a moment ago and is left alone");
  }
  const auto rows = static_cast<int64_t>(inputs.front().texts.size());
  absl::StatusOr<inference::ModelInferResponse> response =
      Call(MakeRequest(model, inputs), deadline);
  if (!response.ok()) {
    rests_until_ = absl::ToUnixNanos(clock_.Now() + kRest);
    return response.status();
  }
  Probabilities answer;
  answer.columns = columns;
  answer.model_version = response->model_version();
  ASSIGN_OR_RETURN(answer.values, ReadOutput(*response, rows, static_cast<int64_t>(columns)));
  for (int64_t row = 0; row < rows; ++row) {
    if (!AreProbabilities(answer.Row(static_cast<size_t>(row)))) {
      return Malformed("has rows that are no probabilities");
    }
  }
  return answer;
}

}  // namespace standpoint
