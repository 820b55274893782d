#include "tests/model_server/small_model_server.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

SmallModelServer::SmallModelServer(Model model, AnswerForm form)
    : model_(std::move(model)), form_(form) {
  internal::v1::ServerConfig settings;
  settings.set_address("127.0.0.1:0");  // one address, so that the port is nobody else's on another
  server_ = *RpcServer::Start(settings, {{"inference.GRPCInferenceService", this}});
}

SmallModelServer::~SmallModelServer() = default;

void SmallModelServer::FailNext(int calls, grpc::Status status) {
  const absl::MutexLock lock(&mu_);
  failing_ = calls;
  failure_ = std::move(status);
}

std::vector<inference::ModelInferRequest> SmallModelServer::Requests() const {
  const absl::MutexLock lock(&mu_);
  return requests_;
}

grpc::Status SmallModelServer::ModelInfer(grpc::ServerContext*,
                                          const inference::ModelInferRequest* request,
                                          inference::ModelInferResponse* response) {
  {
    const absl::MutexLock lock(&mu_);
    requests_.push_back(*request);
    if (failing_ > 0) {
      --failing_;
      return failure_;
    }
  }
  std::vector<float> values;
  const int64_t rows = request->inputs(0).shape(0);
  for (int row = 0; row < rows; ++row) {
    std::vector<std::string> texts;
    for (const auto& input : request->inputs()) {
      texts.push_back(input.contents().bytes_contents(row));
    }
    for (const float value : model_(texts)) {
      values.push_back(value);
    }
  }
  response->set_model_name(request->model_name());
  response->set_model_version("3");
  response->set_id(request->id());
  auto& output = *response->add_outputs();
  output.set_name("probabilities");
  output.set_datatype("FP32");
  output.add_shape(rows);
  output.add_shape(static_cast<int64_t>(values.size()) / rows);
  if (form_ == AnswerForm::kContents) {
    output.mutable_contents()->mutable_fp32_contents()->Assign(values.begin(), values.end());
  } else {
    std::string& raw = *response->add_raw_output_contents();
    raw.resize(values.size() * sizeof(float));
    std::memcpy(raw.data(), values.data(), raw.size());  // tests run on little-endian machines
  }
  return grpc::Status::OK;
}

}  // namespace standpoint
