// What a server asks of the libraries in its process before it begins.

#ifndef STANDPOINT_COMMON_RPC_TUNE_PROCESS_H_
#define STANDPOINT_COMMON_RPC_TUNE_PROCESS_H_

#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// glibc's malloc: at most `malloc_arenas` arenas (0: its own choice, eight a core, each of which keeps a peak of its own), and a
// fixed size from which blocks are given back to the system as soon as they are freed: malloc's own rises to 32 MiB, and write
// buffers then stay behind as holes.
//
// Abseil's mutexes: in an optimised build none looks for cycles among the locks that are held; Debian builds that in. Other
// builds, those of the tests, look.
//
// Threads: none but the signals' may run yet. `settings` without value take their defaults.
void TuneProcess(internal::v1::ServerConfig settings);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_TUNE_PROCESS_H_
