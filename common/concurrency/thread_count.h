// How many threads a setting means.

#ifndef STANDPOINT_COMMON_CONCURRENCY_THREAD_COUNT_H_
#define STANDPOINT_COMMON_CONCURRENCY_THREAD_COUNT_H_

namespace standpoint {

// `setting`, or one for each core of the machine where it is 0 or less. At least 1.
int ThreadCount(int setting);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONCURRENCY_THREAD_COUNT_H_
