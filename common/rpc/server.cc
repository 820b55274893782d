#include "common/rpc/server.h"

#include <grpc/grpc.h>
#include <grpcpp/ext/channelz_service_plugin.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <utility>

#include "absl/base/call_once.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/config/settings.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

using internal::v1::ServerConfig;

// gRPC keeps plugins for all servers of a process; this drops those that one server is not to have.
class WithoutPlugin : public grpc::ServerBuilderOption {
 public:
  explicit WithoutPlugin(std::string name) : name_(std::move(name)) {}

  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    plugins->erase(std::remove_if(plugins->begin(), plugins->end(),
                                  [this](const auto& plugin) { return plugin->name() == name_; }),
                   plugins->end());
  }

 private:
  const std::string name_;
};

// Makes the plugins known, once. Must come before the ServerBuilder.
void KnowPlugins() {
  static absl::once_flag once;
  absl::call_once(once, [] {
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::channelz::experimental::InitChannelzService();
  });
}

void ChoosePlugins(const ServerConfig& settings, grpc::ServerBuilder& builder) {
  if (!settings.reflection()) {
    builder.SetOption(std::make_unique<WithoutPlugin>("proto_server_reflection"));
  }
  if (!settings.channelz()) {
    builder.SetOption(std::make_unique<WithoutPlugin>("channelz_service"));
  }
}

int Millis(const google::protobuf::Duration& duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(ToAbslDuration(duration)));
}

void SetLimits(const ServerConfig& settings, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(settings.max_request_bytes());
  builder.SetMaxSendMessageSize(settings.max_response_bytes());
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, settings.max_concurrent_streams());
  grpc::ResourceQuota quota("standpoint");
  quota.Resize(static_cast<size_t>(settings.buffer_memory_bytes()));
  builder.SetResourceQuota(quota);
}

void SetConnectionRules(const ServerConfig& settings, grpc::ServerBuilder& builder) {
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, Millis(settings.max_connection_age()));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
                             Millis(settings.max_connection_age_grace()));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, Millis(settings.keepalive_interval()));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(settings.keepalive_timeout()));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             Millis(settings.min_client_ping_interval()));
  // A second server on the same port is a mistake to be told, not a share of its calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

bool IsSocketFile(absl::string_view address) {
  return absl::StartsWith(address, "unix:") || absl::StartsWith(address, "unix-abstract:");
}

// Where none is named, gRPC takes 443.
bool NamesPort(absl::string_view address) {
  const size_t colon = address.rfind(':');
  int port = -1;
  return colon != absl::string_view::npos && absl::SimpleAtoi(address.substr(colon + 1), &port) &&
         port >= 0 && port <= 65535 &&
         (address[0] == '[') == (address.substr(0, colon).find(':') != absl::string_view::npos);
}

// "localhost:0" listening on 41234 is "localhost:41234".
std::string WithPort(const std::string& address, int port) {
  if (IsSocketFile(address)) {
    return address;
  }
  return absl::StrCat(address.substr(0, address.rfind(':')), ":", port);
}

}  // namespace

absl::StatusOr<std::unique_ptr<RpcServer>> RpcServer::Start(
    const ServerConfig& given, const std::vector<RpcService>& services) {
  ServerConfig settings = given;
  RETURN_IF_ERROR(ApplyDefaults(settings));
  RETURN_IF_ERROR(PrefixField("server", CheckSettings(settings)));
  if (!IsSocketFile(settings.address()) && !NamesPort(settings.address())) {
    return InvalidField("server.address", "must be host:port, [IPv6]:port or unix:PATH");
  }
  KnowPlugins();
  grpc::ServerBuilder builder;
  std::unique_ptr<RpcServer> server(new RpcServer);
  builder.AddListeningPort(settings.address(), grpc::InsecureServerCredentials(),
                           &server->bound_port_);
  SetLimits(settings, builder);
  SetConnectionRules(settings, builder);
  ChoosePlugins(settings, builder);
  server->health_.SetServing(
      "", std::all_of(services.begin(), services.end(),
                      [](const RpcService& service) { return service.serving; }));
  builder.RegisterService(&server->health_);
  for (const RpcService& service : services) {
    builder.RegisterService(service.service);
    server->health_.SetServing(service.name, service.serving);
  }
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->bound_port_ == 0) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "CANNOT_LISTEN",
                     absl::StrCat("cannot listen on ", settings.address(),
                                  ": it is in use, not an address of this machine, or not allowed"),
                     {{"address", settings.address()}});
  }
  server->address_ = WithPort(settings.address(), server->bound_port_);
  Log(Severity::kInfo, "server_started",
      {{"address", server->address_}, {"services", services.size()}});
  return server;
}

RpcServer::~RpcServer() { Shutdown(absl::ZeroDuration()); }

std::shared_ptr<grpc::Channel> RpcServer::InProcessChannel() {
  return server_->InProcessChannel(grpc::ChannelArguments());
}

void RpcServer::Shutdown(absl::Duration timeout) {
  if (server_ == nullptr) {
    return;  // it never started
  }
  health_.ShutDown();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + timeout));
  server_->Wait();
}

}  // namespace standpoint
