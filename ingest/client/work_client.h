// The work queue of an ingest server, as its workers elsewhere see it.

#ifndef STANDPOINT_INGEST_CLIENT_WORK_CLIENT_H_
#define STANDPOINT_INGEST_CLIENT_WORK_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>

#include "absl/time/time.h"
#include "queue/work_queue.h"

namespace standpoint {

struct WorkClientOptions {
  // For an answer, besides the time that a lease waits on purpose.
  absl::Duration call_timeout = absl::Seconds(15);
};

// A WorkSource over gRPC. What the server cannot be asked at the moment is UNAVAILABLE, with reason
// QUEUE_UNREACHABLE; calls are not repeated here. A lease whose answer is lost comes back when it
// expires. The server takes durations from 1 s to 1 h.
//
// The channel must take large answers: grpc::ChannelArguments::SetMaxReceiveMessageSize(-1).
std::unique_ptr<WorkSource> NewWorkClient(std::shared_ptr<grpc::Channel> channel,
                                          const WorkClientOptions& options = {});

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_CLIENT_WORK_CLIENT_H_
