// The sender against servers that answer, refuse, break off and stall.

#include "cli/ingest/sender.h"

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "cli/console/explain.h"
#include "cli/testing/fake_server.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

using Request = v1::StreamIngestDocumentsRequest;
using Response = v1::StreamIngestDocumentsResponse;

Response Accepted(const Request& request) {
  Response response;
  response.set_sequence(request.sequence());
  response.mutable_result()->mutable_response()->set_outcome(v1::INGEST_OUTCOME_ACCEPTED);
  return response;
}

Response Refused(const Request& request, const absl::Status& status) {
  Response response;
  response.set_sequence(request.sequence());
  *response.mutable_result()->mutable_error() = ToRpcStatus(status);
  return response;
}

// Sends `count` documents "0", "1", ... and collects the results by content.
struct Sending {
  absl::Status status;
  std::map<std::string, int> accepted;
  std::map<std::string, std::string> failed;
};

Sending SendNumbers(const FakeServer& server, int count, SenderOptions options = {}) {
  ConnectionOptions connection_options;
  connection_options.server = server.address();
  Connection connection(connection_options, Clock::Real());
  options.parent = "corpora/c";
  options.first_back_off = absl::Milliseconds(1);
  IngestSender sender(connection, options, Clock::Real());
  Sending sending;
  int next = 0;
  sending.status = sender.Send(
      [&](SourceItem& item) {
        if (next == count) return false;
        item = SourceItem();
        item.input.set_content(absl::StrCat(next++));
        return true;
      },
      [&](const SourceItem& item, const v1::IngestResult& result) {
        if (result.has_error()) {
          sending.failed[item.input.content()] = result.error().message();
        } else {
          ++sending.accepted[item.input.content()];
        }
      });
  return sending;
}

void ExpectEachOnce(const Sending& sending, int count) {
  EXPECT_TRUE(sending.status.ok()) << sending.status;
  EXPECT_EQ(sending.accepted.size(), static_cast<size_t>(count));
  for (const auto& [content, times] : sending.accepted) EXPECT_EQ(times, 1) << content;
}

TEST(SenderTest, EveryDocumentGetsItsAnswer) {
  FakeCalls calls;
  calls.ingest_stream = [](FakeIngestStream& stream) {
    Request request;
    while (stream.Read(&request)) {
      EXPECT_EQ(request.parent(), "corpora/c");
      stream.Write(Accepted(request));
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  ExpectEachOnce(SendNumbers(server, 1000), 1000);
  ExpectEachOnce(SendNumbers(server, 0), 0);
}

TEST(SenderTest, KeepsWithinTheWindow) {
  std::atomic<int> most{0};
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream& stream) {
    // Answers only what must be answered for the client to go on.
    std::vector<Request> held;
    Request request;
    while (stream.Read(&request)) {
      held.push_back(request);
      most = std::max<int>(most, static_cast<int>(held.size()));
      if (held.size() < 8) continue;
      for (const Request& one : held) stream.Write(Accepted(one));
      held.clear();
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  SenderOptions options;
  options.window = 8;
  ExpectEachOnce(SendNumbers(server, 80, options), 80);
  EXPECT_EQ(most, 8);
}

TEST(SenderTest, BusyServersAreGivenTime) {
  std::map<std::string, int> seen;
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream& stream) {
    Request request;
    while (stream.Read(&request)) {
      const bool refuse = ++seen[request.input().content()] < 3;
      stream.Write(refuse ? Refused(request, Overloaded("queue", "full", absl::Milliseconds(1)))
                          : Accepted(request));
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  ExpectEachOnce(SendNumbers(server, 20), 20);
  for (const auto& [content, times] : seen) EXPECT_EQ(times, 3) << content;
}

TEST(SenderTest, AttemptsAreBounded) {
  std::atomic<int> attempts{0};
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream& stream) {
    Request request;
    while (stream.Read(&request)) {
      ++attempts;
      stream.Write(Refused(request, Overloaded("queue", "full", absl::Milliseconds(1))));
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  SenderOptions options;
  options.max_attempts = 4;
  const Sending sending = SendNumbers(server, 1, options);
  EXPECT_TRUE(sending.status.ok());
  EXPECT_EQ(attempts, 4);
  EXPECT_EQ(sending.failed.at("0"), "queue: full");
}

TEST(SenderTest, BadDocumentsFailAtOnceAndAlone) {
  FakeCalls calls;
  calls.ingest_stream = [](FakeIngestStream& stream) {
    Request request;
    while (stream.Read(&request)) {
      stream.Write(request.input().content() == "3"
                       ? Refused(request, InvalidField("input.content", "is empty"))
                       : Accepted(request));
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const Sending sending = SendNumbers(server, 6);
  ExpectEachOnce(sending, 5);
  EXPECT_EQ(sending.failed.size(), 1u);
  EXPECT_EQ(sending.failed.at("3"), "input.content: is empty");
}

TEST(SenderTest, WhatABrokenStreamLeftIsSentAgain) {
  std::atomic<int> streams{0};
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream& stream) {
    const bool breaks = ++streams <= 5;
    Request request;
    for (int i = 0; stream.Read(&request); ++i) {
      // Streams that break leave every other document without an answer.
      if (!breaks || i % 2 == 0) stream.Write(Accepted(request));
      if (breaks && i == 20) {
        return ToGrpcStatus(MakeError(absl::StatusCode::kUnavailable, "DRAINING", "bye"));
      }
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  ExpectEachOnce(SendNumbers(server, 200), 200);
  EXPECT_EQ(streams, 6);
}

TEST(SenderTest, EndlessBreaksAreGivenUp) {
  std::atomic<int> streams{0};
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream&) {
    ++streams;
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "down");
  };
  const FakeServer server(calls);
  SenderOptions options;
  options.max_broken_streams = 3;
  const Sending sending = SendNumbers(server, 5, options);
  EXPECT_EQ(ErrorReason(sending.status), kServerUnreachable);
  EXPECT_EQ(streams, 3);
  EXPECT_TRUE(sending.accepted.empty());
}

TEST(SenderTest, WhatCannotHelpIsNotRepeated) {
  std::atomic<int> streams{0};
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream&) {
    ++streams;
    return ToGrpcStatus(InvalidField("parent", "no corpus name"));
  };
  const FakeServer server(calls);
  EXPECT_EQ(SendNumbers(server, 5).status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(streams, 1);
}

TEST(SenderTest, StalledStreamsAreBroken) {
  std::atomic<int> streams{0};
  FakeCalls calls;
  calls.ingest_stream = [&](FakeIngestStream& stream) {
    Request request;
    const bool answers = ++streams > 1;
    while (stream.Read(&request)) {
      if (answers) stream.Write(Accepted(request));
    }
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  ConnectionOptions connection_options;
  connection_options.server = server.address();
  Connection connection(connection_options, Clock::Real());
  SenderOptions options;
  options.parent = "corpora/c";
  options.first_back_off = absl::Milliseconds(1);
  options.stall_limit = absl::Milliseconds(50);
  IngestSender sender(connection, options, Clock::Real());
  absl::Notification done;
  std::thread watch([&] {
    while (!done.WaitForNotificationWithTimeout(absl::Milliseconds(5))) sender.CancelIfStalled();
  });
  bool given = false;
  int results = 0;
  const absl::Status status = sender.Send(
      [&](SourceItem& item) {
        item.input.set_content("x");
        return !std::exchange(given, true);
      },
      [&](const SourceItem&, const v1::IngestResult&) { ++results; });
  done.Notify();
  watch.join();
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(results, 1);
  EXPECT_EQ(streams, 2);
}

}  // namespace
}  // namespace standpoint
