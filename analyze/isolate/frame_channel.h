// Messages over a connected local socket, with time limits.

#ifndef STANDPOINT_ANALYZE_ISOLATE_FRAME_CHANNEL_H_
#define STANDPOINT_ANALYZE_ISOLATE_FRAME_CHANNEL_H_

#include <google/protobuf/message_lite.h>

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/isolate/frame.h"

namespace standpoint {

// Owns the socket. Threads: one at a time.
//
// Errors of both calls: DEADLINE_EXCEEDED at `deadline`, ABORTED when the other end is closed,
// RESOURCE_EXHAUSTED when a message exceeds the bound, DATA_LOSS when what comes is no such
// message. After a failed Receive, and after a failed Send with another code than
// RESOURCE_EXHAUSTED, the channel is of no more use.
class FrameChannel {
 public:
  // `socket`: connected, of type SOCK_STREAM; made non-blocking.
  FrameChannel(int socket, size_t max_message_bytes);
  ~FrameChannel();

  FrameChannel(const FrameChannel&) = delete;
  FrameChannel& operator=(const FrameChannel&) = delete;

  // Both ways, from the next message on.
  void SetBound(size_t max_message_bytes);

  absl::Status Send(const google::protobuf::MessageLite& message, absl::Time deadline);
  absl::Status Receive(google::protobuf::MessageLite& message, absl::Time deadline);

 private:
  absl::Status SendBytes(absl::string_view bytes, absl::Time deadline);
  absl::Status AwaitEvents(short events, absl::Time deadline) const;

  const int socket_;
  size_t max_message_bytes_;
  FrameDecoder decoder_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_FRAME_CHANNEL_H_
