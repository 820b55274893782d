// The servers that a command talks to.

#ifndef STANDPOINT_CLI_CLIENT_CONNECTION_H_
#define STANDPOINT_CLI_CLIENT_CONNECTION_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/sync_stream.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/status/rpc_status.h"
#include "common/time/clock.h"
#include "standpoint/v1/admin_service.grpc.pb.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// Port of a server that was told nothing else.
inline constexpr char kDefaultServer[] = "localhost:7300";

// Where the servers are. `server` stands in for the other two where they are empty.
struct ConnectionOptions {
  std::string server;                          // "host:port"; empty: kDefaultServer
  std::string ingest_server;                   // the one with the queue
  std::string query_server;                    // the one with the store
  absl::Duration timeout = absl::Seconds(30);  // of a call, its repeats included
};

// One server. Threads: safe.
class ServerConnection {
 public:
  // Connects when it is first used.
  ServerConnection(std::string address, absl::Duration timeout, Clock* clock);

  const std::string& address() const { return address_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  absl::Duration timeout() const { return timeout_; }

  // Makes a unary call that is safe to repeat; repeats it up to three times when the server says
  // that it is busy or restarting, after the delay that it names. Errors: those of the server;
  // UNAVAILABLE, SERVER_UNREACHABLE when nobody answers.
  template <typename Stub, typename Request, typename Response>
  absl::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    Stub& stub, const Request& request, Response& response) {
    return Repeat(
        [&](grpc::ClientContext& context) { return (stub.*method)(&context, request, &response); });
  }

  // The same for any call.
  absl::Status Repeat(const std::function<grpc::Status(grpc::ClientContext&)>& call);

  // `status` as this server's: a connection that failed becomes SERVER_UNREACHABLE with the
  // address.
  absl::Status Explained(const grpc::Status& status) const;

 private:
  const std::string address_;
  const absl::Duration timeout_;
  Clock* const clock_;
  const std::shared_ptr<grpc::Channel> channel_;
};

// The services of all servers. Threads: safe.
class Connection {
 public:
  Connection(const ConnectionOptions& options, Clock* clock);

  ServerConnection& ingest_server() { return *ingest_; }
  // The same object as ingest_server() where one server has both.
  ServerConnection& query_server() { return *query_; }

  v1::IngestService::Stub& ingest() { return *ingest_stub_; }

  // Shorthands that build the stub: one call each.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Query(grpc::Status (v1::QueryService::Stub::*method)(
                                     grpc::ClientContext*, const Request&, Response*),
                                 const Request& request) {
    Response response;
    const absl::Status status = query_->Call(method, *query_stub_, request, response);
    if (!status.ok()) return status;
    return response;
  }

  // Makes a call that is answered by a stream, and takes each answer; repeated like Call(), then from the first answer on.
  template <typename Request, typename Response, typename Take>
  absl::Status QueryStream(std::unique_ptr<grpc::ClientReader<Response>> (
                               v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                const Request&),
                           const Request& request, Take take) {
    return query_->Repeat([&](grpc::ClientContext& context) {
      const auto reader = ((*query_stub_).*method)(&context, request);
      for (Response response; reader->Read(&response);) {
        take(std::move(response));
        response.Clear();
      }
      return reader->Finish();
    });
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Admin(ServerConnection& server,
                                 grpc::Status (v1::AdminService::Stub::*method)(
                                     grpc::ClientContext*, const Request&, Response*),
                                 const Request& request) {
    const auto stub = v1::AdminService::NewStub(server.channel());
    Response response;
    const absl::Status status = server.Call(method, *stub, request, response);
    if (!status.ok()) return status;
    return response;
  }

 private:
  std::shared_ptr<ServerConnection> ingest_;
  std::shared_ptr<ServerConnection> query_;
  std::unique_ptr<v1::IngestService::Stub> ingest_stub_;
  std::unique_ptr<v1::QueryService::Stub> query_stub_;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_CLIENT_CONNECTION_H_
