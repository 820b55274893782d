#include "tests/process/server.h"

#include <csignal>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(30);

}  // namespace

absl::Status Server::Start() {
  std::vector<std::string> command = command_;
  command.push_back(absl::StrCat("--server.address=", address_.empty() ? listen_ : address_));
  ASSIGN_OR_RETURN(process_, Process::Start(command));
  ASSIGN_OR_RETURN(address_, process_->AwaitEvent("server_started", "address", kStartLimit));
  return absl::OkStatus();
}

void Server::Signal(int signal) {
  process_->Signal(signal);
  if (signal == SIGKILL) {
    process_->Wait();
  }
}

int Server::Stop() {
  process_->Signal(SIGTERM);
  return process_->Wait();
}

}  // namespace standpoint
