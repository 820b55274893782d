#include "tests/server/whole_server.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rpc/channel.h"
#include "common/status/macros.h"
#include "gtest/gtest.h"

namespace standpoint {

absl::StatusOr<std::unique_ptr<WholeServer>> WholeServer::Start(
    absl::string_view name, internal::v1::StandaloneConfig settings) {
  const std::string data = absl::StrCat(testing::TempDir(), "/", name);
  std::filesystem::remove_all(data);
  settings.set_data(data);
  settings.mutable_server()->set_address("127.0.0.1:0");
  settings.mutable_analyze()->set_isolated(false);

  std::unique_ptr<WholeServer> whole(new WholeServer);
  ASSIGN_OR_RETURN(whole->server_, AllInOne::Start(settings));
  whole->channel_ = Connect(whole->address(), {});
  whole->ingest_ = v1::IngestService::NewStub(whole->channel_);
  whole->analyze_ = v1::AnalyzeService::NewStub(whole->channel_);
  whole->query_ = v1::QueryService::NewStub(whole->channel_);
  whole->admin_ = v1::AdminService::NewStub(whole->channel_);
  return whole;
}

absl::Status WholeServer::AwaitAllVisible() {
  const absl::Time deadline = absl::Now() + absl::Minutes(1);
  while (true) {
    ASSIGN_OR_RETURN(const v1::GetStatusResponse status,
                     Call(admin(), &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest()));
    if (status.queue().dead_letter_count() > 0) {
      return absl::FailedPreconditionError("a document could not be analysed");
    }
    // What left the queue has been committed.
    if (status.queue().waiting_count() == 0 && status.queue().leased_count() == 0) {
      return absl::OkStatus();
    }
    if (absl::Now() > deadline) return absl::DeadlineExceededError("documents still wait");
    absl::SleepFor(absl::Milliseconds(5));  // the status is asked for, it does not tell by itself
  }
}

}  // namespace standpoint
