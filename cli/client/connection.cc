#include "cli/client/connection.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "cli/console/explain.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr int kMaxAttempts = 4;
constexpr absl::Duration kFirstBackOff = absl::Milliseconds(200);
constexpr absl::Duration kKeepAlive = absl::Seconds(30);
constexpr int kMaxAnswerBytes = 64 << 20;  // the server's own bound

bool IsLocal(absl::string_view address) {
  return absl::StartsWith(address, "localhost") || absl::StartsWith(address, "127.") ||
         absl::StartsWith(address, "[::1]") || absl::StartsWith(address, "unix:");
}

std::shared_ptr<grpc::Channel> MakeChannel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS,
                   static_cast<int>(absl::ToInt64Milliseconds(kKeepAlive)));
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  // A proxy of the environment is meant for the world, not for this machine.
  if (IsLocal(address)) arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

// Whether the server itself asks to come back: an answer of ours always carries a reason.
bool AsksToRepeat(const absl::Status& status) {
  return (status.code() == absl::StatusCode::kUnavailable ||
          status.code() == absl::StatusCode::kResourceExhausted) &&
         !ErrorReason(status).empty() && ErrorReason(status) != kServerUnreachable;
}

}  // namespace

ServerConnection::ServerConnection(std::string address, absl::Duration timeout, Clock* clock)
    : address_(std::move(address)),
      timeout_(timeout),
      clock_(clock),
      channel_(MakeChannel(address_)) {}

absl::Status ServerConnection::Explained(const grpc::Status& status) const {
  absl::Status result = FromGrpcStatus(status);
  if (result.code() != absl::StatusCode::kUnavailable || !ErrorReason(result).empty()) {
    return result;
  }
  return MakeError(absl::StatusCode::kUnavailable, kServerUnreachable,
                   absl::StrCat("cannot reach a server at ", address_),
                   {{"address", address_}, {"detail", std::string(result.message())}});
}

absl::Status ServerConnection::Repeat(
    const std::function<grpc::Status(grpc::ClientContext&)>& call) {
  const absl::Time deadline = absl::Now() + timeout_;
  absl::Duration back_off = kFirstBackOff;
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    const absl::Status status = Explained(call(context));
    if (!AsksToRepeat(status) || attempt == kMaxAttempts) return status;
    const absl::Duration delay = RetryDelay(status, back_off);
    if (absl::Now() + delay >= deadline) return status;
    absl::Mutex mu;
    const bool never = false;
    absl::MutexLock lock(&mu);
    clock_->AwaitUntil(mu, absl::Condition(&never), clock_->Now() + delay);
    back_off *= 2;
  }
}

Connection::Connection(const ConnectionOptions& options, Clock* clock) {
  const std::string server = options.server.empty() ? kDefaultServer : options.server;
  const std::string ingest = options.ingest_server.empty() ? server : options.ingest_server;
  const std::string query = options.query_server.empty() ? server : options.query_server;
  ingest_ = std::make_shared<ServerConnection>(ingest, options.timeout, clock);
  query_ =
      query == ingest ? ingest_ : std::make_shared<ServerConnection>(query, options.timeout, clock);
  ingest_stub_ = v1::IngestService::NewStub(ingest_->channel());
  query_stub_ = v1::QueryService::NewStub(query_->channel());
}

}  // namespace standpoint
