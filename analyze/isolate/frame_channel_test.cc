#include "analyze/isolate/frame_channel.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/isolate/frame.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {
namespace {

constexpr size_t kBound = size_t{16} << 20;

absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

internal::v1::IsolatedRequest Request(size_t text_bytes) {
  internal::v1::IsolatedRequest request;
  request.set_text(std::string(text_bytes, 'x'));
  return request;
}

class FrameChannelTest : public testing::Test {
 protected:
  void SetUp() override {
    int sockets[2];
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    here_ = std::make_unique<FrameChannel>(sockets[0], kBound);
    raw_ = sockets[1];
  }

  std::unique_ptr<FrameChannel> here_;
  int raw_ = -1;  // the other end, until a channel takes it
};

TEST_F(FrameChannelTest, MessagesOfManySizesArriveInOrder) {
  FrameChannel there(raw_, kBound);
  std::thread sender([&] {
    for (const size_t size : {0, 1, 100'000, 5'000'000, 3}) {
      EXPECT_TRUE(here_->Send(Request(size), Soon()).ok());
    }
  });
  for (const size_t size : {0, 1, 100'000, 5'000'000, 3}) {
    internal::v1::IsolatedRequest request;
    ASSERT_TRUE(there.Receive(request, Soon()).ok());
    EXPECT_EQ(request.text().size(), size);
  }
  sender.join();
}

TEST_F(FrameChannelTest, BothCallsGiveUpAtTheDeadline) {
  FrameChannel there(raw_, kBound);
  internal::v1::IsolatedRequest request;
  EXPECT_TRUE(absl::IsDeadlineExceeded(here_->Receive(request, absl::Now())));
  EXPECT_TRUE(absl::IsDeadlineExceeded(here_->Send(Request(8'000'000), absl::Now())));
}

TEST_F(FrameChannelTest, AClosedEndIsTold) {
  close(raw_);
  internal::v1::IsolatedRequest request;
  EXPECT_TRUE(absl::IsAborted(here_->Receive(request, Soon())));
  EXPECT_TRUE(absl::IsAborted(here_->Send(Request(1), Soon())));
}

TEST_F(FrameChannelTest, TooLargeAMessageIsNotSentAndTheChannelGoesOn) {
  FrameChannel there(raw_, kBound);
  EXPECT_TRUE(absl::IsResourceExhausted(here_->Send(Request(kBound), Soon())));
  ASSERT_TRUE(here_->Send(Request(7), Soon()).ok());
  internal::v1::IsolatedRequest request;
  ASSERT_TRUE(there.Receive(request, Soon()).ok());
  EXPECT_EQ(request.text().size(), 7u);
}

TEST_F(FrameChannelTest, AnAnnouncementOverTheBoundIsRefused) {
  const std::string header = FrameHeader(kBound + 1);
  ASSERT_EQ(write(raw_, header.data(), header.size()), static_cast<ssize_t>(header.size()));
  internal::v1::IsolatedRequest request;
  EXPECT_TRUE(absl::IsResourceExhausted(here_->Receive(request, Soon())));
  close(raw_);
}

TEST_F(FrameChannelTest, WhatIsNoMessageIsDataLoss) {
  const std::string frame = FrameHeader(2) + "\xff\xff";
  ASSERT_EQ(write(raw_, frame.data(), frame.size()), static_cast<ssize_t>(frame.size()));
  internal::v1::IsolatedRequest request;
  EXPECT_TRUE(absl::IsDataLoss(here_->Receive(request, Soon())));
  close(raw_);
}

}  // namespace
}  // namespace standpoint
