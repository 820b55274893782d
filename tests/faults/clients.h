// What a test asks of servers that come and go.

#ifndef STANDPOINT_TESTS_FAULTS_CLIENTS_H_
#define STANDPOINT_TESTS_FAULTS_CLIENTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "standpoint/v1/admin_service.grpc.pb.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// Asks again and again until `holds` does; false when `timeout` has passed.
bool Await(absl::Duration timeout, absl::FunctionRef<bool()> holds);

// Everything of one corpus as QueryService lists it.
struct CorpusListing {
  std::map<std::string, v1::Document> documents;
  std::map<std::string, v1::Claim> claims;
  std::map<std::string, v1::Stance> stances;
  std::vector<std::string> repeated;  // names that came more than once
};

// Clients of an ingest and a query server, or of one that is both. Threads: safe.
class Clients {
 public:
  Clients(const std::string& ingest_address, const std::string& query_address);

  // Sends texts in one batch, again and again while the server is away; gives the names under which they were
  // acknowledged, in order. Errors: DEADLINE_EXCEEDED after `timeout`; what an item is refused with.
  absl::StatusOr<std::vector<std::string>> Ingest(const std::string& corpus,
                                                  const std::vector<std::string>& texts,
                                                  absl::Duration timeout);

  // -1 while the server is away.
  int64_t CountDocuments(const std::string& corpus);

  absl::StatusOr<v1::QueueStatus> Queue();

  absl::StatusOr<CorpusListing> ListAll(const std::string& corpus);

  // The digests of all that the store behind the query address holds, waiting for them up to `timeout`. Errors: DEADLINE_EXCEEDED;
  // those of the check.
  absl::StatusOr<v1::ConsistencyReport> Digests(absl::Duration timeout);

 private:
  const std::unique_ptr<v1::IngestService::Stub> ingest_;
  const std::unique_ptr<v1::AdminService::Stub> ingest_admin_;
  const std::unique_ptr<v1::QueryService::Stub> query_;
  const std::unique_ptr<v1::AdminService::Stub> query_admin_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_FAULTS_CLIENTS_H_
