#include "analyze/isolate/frame_channel.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kReadBytes = size_t{64} << 10;

bool WouldBlock(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

absl::Status Closed() { return absl::AbortedError("the other end is closed"); }

}  // namespace

FrameChannel::FrameChannel(int socket, size_t max_message_bytes)
    : socket_(socket), max_message_bytes_(max_message_bytes), decoder_(max_message_bytes) {
  fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK);
}

FrameChannel::~FrameChannel() { close(socket_); }

void FrameChannel::SetBound(size_t max_message_bytes) {
  max_message_bytes_ = max_message_bytes;
  decoder_.SetBound(max_message_bytes);
}

absl::Status FrameChannel::Send(const google::protobuf::MessageLite& message, absl::Time deadline) {
  const size_t size = message.ByteSizeLong();
  std::string payload;
  if (size > max_message_bytes_ || !message.SerializeToString(&payload)) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a message of ", size, " bytes, allowed are ", max_message_bytes_));
  }
  RETURN_IF_ERROR(SendBytes(FrameHeader(payload.size()), deadline));
  return SendBytes(payload, deadline);
}

absl::Status FrameChannel::SendBytes(absl::string_view bytes, absl::Time deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<size_t>(sent));
    } else if (WouldBlock(errno)) {
      RETURN_IF_ERROR(AwaitEvents(POLLOUT, deadline));
    } else if (errno != EINTR) {
      return Closed();
    }
  }
  return absl::OkStatus();
}

absl::Status FrameChannel::Receive(google::protobuf::MessageLite& message, absl::Time deadline) {
  std::string chunk(kReadBytes, '\0');
  while (true) {
    ASSIGN_OR_RETURN(const std::optional<std::string> payload, decoder_.Next());
    if (payload) {
      return message.ParseFromString(*payload) ? absl::OkStatus()
                                               : absl::DataLossError("a malformed message");
    }
    const ssize_t received = recv(socket_, chunk.data(), chunk.size(), 0);
    if (received > 0) {
      decoder_.Append(absl::string_view(chunk.data(), static_cast<size_t>(received)));
    } else if (received == 0) {
      return Closed();
    } else if (WouldBlock(errno)) {
      RETURN_IF_ERROR(AwaitEvents(POLLIN, deadline));
    } else if (errno != EINTR) {
      return Closed();
    }
  }
}

absl::Status FrameChannel::AwaitEvents(short events, absl::Time deadline) const {
  pollfd waited{socket_, events, 0};
  while (true) {
    timespec left{};
    const bool bounded = deadline != absl::InfiniteFuture();
    if (bounded) {
      left = absl::ToTimespec(std::max(deadline - absl::Now(), absl::ZeroDuration()));
    }
    const int ready = ppoll(&waited, 1, bounded ? &left : nullptr, nullptr);
    if (ready > 0) {
      return absl::OkStatus();
    }
    if (ready == 0) {
      return absl::DeadlineExceededError("the other end is silent");
    }
    if (errno != EINTR) {
      return Closed();
    }
  }
}

}  // namespace standpoint
