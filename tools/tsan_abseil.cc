// Lets the thread sanitizer see what Abseil's locks order.
//
// Debian's Abseil is a shared library without instrumentation: to the sanitizer an absl::Mutex does nothing, and all that
// it guards looks like a race. Here the entry points of absl::Mutex, CondVar, Notification and BlockingCounter are defined
// again, in the executable, where the dynamic linker prefers them: each tells the sanitizer and calls the library's. Only
// --config=tsan has them; all its executables link this file (see .bazelrc).

#if defined(__SANITIZE_THREAD__)

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdlib>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

// Of the sanitizer's run-time, in none of its headers.
extern "C" void AnnotateIgnoreReadsBegin(const char* file, int line);
extern "C" void AnnotateIgnoreReadsEnd(const char* file, int line);

namespace {

// The library's function of this mangled name.
template <typename Function>
Function* Library(const char* name) {
  void* const found = dlsym(RTLD_NEXT, name);
  if (found == nullptr) {
    std::abort();
  }
  return reinterpret_cast<Function*>(found);
}

// Within, the library evaluates conditions, of other threads too, while it holds the lock unseen.
class ConditionsUnseen {
 public:
  ConditionsUnseen() { AnnotateIgnoreReadsBegin(__FILE__, __LINE__); }
  ~ConditionsUnseen() { AnnotateIgnoreReadsEnd(__FILE__, __LINE__); }
};

}  // namespace

#define ABSEIL(name) "_ZN4absl7debian3" name
#define ABSEIL_CONST(name) "_ZNK4absl7debian3" name

// RESULT CLASS::NAME(PARAMETERS) that takes the lock, gives it, or both; `args` are what is passed on.
#define FORWARD(Result, args, mangled, ...)                    \
  using Function = Result(__VA_ARGS__);                        \
  static Function* const library = Library<Function>(mangled); \
  const ConditionsUnseen unseen;                               \
  return library args

namespace absl {
ABSL_NAMESPACE_BEGIN

namespace {

// Acquires at the end of the scope.
struct Acquires {
  const void* address;
  ~Acquires() { __tsan_acquire(const_cast<void*>(address)); }
};

}  // namespace

void Mutex::Lock() {
  const Acquires acquires{this};
  FORWARD(void, (this), ABSEIL("5Mutex4LockEv"), Mutex*);
}

void Mutex::ReaderLock() {
  const Acquires acquires{this};
  FORWARD(void, (this), ABSEIL("5Mutex10ReaderLockEv"), Mutex*);
}

bool Mutex::TryLock() {
  const Acquires acquires{this};
  FORWARD(bool, (this), ABSEIL("5Mutex7TryLockEv"), Mutex*);
}

bool Mutex::ReaderTryLock() {
  const Acquires acquires{this};
  FORWARD(bool, (this), ABSEIL("5Mutex13ReaderTryLockEv"), Mutex*);
}

void Mutex::Unlock() {
  __tsan_release(this);
  FORWARD(void, (this), ABSEIL("5Mutex6UnlockEv"), Mutex*);
}

void Mutex::ReaderUnlock() {
  __tsan_release(this);
  FORWARD(void, (this), ABSEIL("5Mutex12ReaderUnlockEv"), Mutex*);
}

void Mutex::LockWhen(const Condition& condition) {
  const Acquires acquires{this};
  FORWARD(void, (this, condition), ABSEIL("5Mutex8LockWhenERKNS0_9ConditionE"), Mutex*,
          const Condition&);
}

bool Mutex::LockWhenWithTimeout(const Condition& condition, Duration timeout) {
  const Acquires acquires{this};
  FORWARD(bool, (this, condition, timeout),
          ABSEIL("5Mutex19LockWhenWithTimeoutERKNS0_9ConditionENS0_8DurationE"), Mutex*,
          const Condition&, Duration);
}

bool Mutex::LockWhenWithDeadline(const Condition& condition, Time deadline) {
  const Acquires acquires{this};
  FORWARD(bool, (this, condition, deadline),
          ABSEIL("5Mutex20LockWhenWithDeadlineERKNS0_9ConditionENS0_4TimeE"), Mutex*,
          const Condition&, Time);
}

void Mutex::Await(const Condition& condition) {
  const Acquires acquires{this};
  __tsan_release(this);
  FORWARD(void, (this, condition), ABSEIL("5Mutex5AwaitERKNS0_9ConditionE"), Mutex*,
          const Condition&);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  const Acquires acquires{this};
  __tsan_release(this);
  FORWARD(bool, (this, condition, timeout),
          ABSEIL("5Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE"), Mutex*,
          const Condition&, Duration);
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  const Acquires acquires{this};
  __tsan_release(this);
  FORWARD(bool, (this, condition, deadline),
          ABSEIL("5Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE"), Mutex*, const Condition&,
          Time);
}

void CondVar::Wait(Mutex* mu) {
  const Acquires acquires{mu};
  __tsan_release(mu);
  FORWARD(void, (this, mu), ABSEIL("7CondVar4WaitEPNS0_5MutexE"), CondVar*, Mutex*);
}

bool CondVar::WaitWithTimeout(Mutex* mu, Duration timeout) {
  const Acquires acquires{mu};
  __tsan_release(mu);
  FORWARD(bool, (this, mu, timeout), ABSEIL("7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE"),
          CondVar*, Mutex*, Duration);
}

bool CondVar::WaitWithDeadline(Mutex* mu, Time deadline) {
  const Acquires acquires{mu};
  __tsan_release(mu);
  FORWARD(bool, (this, mu, deadline), ABSEIL("7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE"),
          CondVar*, Mutex*, Time);
}

// HasBeenNotified() is inline: it acquires from the flag that follows the mutex.
void Notification::Notify() {
  __tsan_release(&notified_yet_);
  FORWARD(void, (this), ABSEIL("12Notification6NotifyEv"), Notification*);
}

void Notification::WaitForNotification() const {
  const Acquires acquires{&notified_yet_};
  FORWARD(void, (this), ABSEIL_CONST("12Notification19WaitForNotificationEv"), const Notification*);
}

bool Notification::WaitForNotificationWithTimeout(Duration timeout) const {
  const Acquires acquires{&notified_yet_};
  FORWARD(bool, (this, timeout),
          ABSEIL_CONST("12Notification30WaitForNotificationWithTimeoutENS0_8DurationE"),
          const Notification*, Duration);
}

bool Notification::WaitForNotificationWithDeadline(Time deadline) const {
  const Acquires acquires{&notified_yet_};
  FORWARD(bool, (this, deadline),
          ABSEIL_CONST("12Notification31WaitForNotificationWithDeadlineENS0_4TimeE"),
          const Notification*, Time);
}

bool BlockingCounter::DecrementCount() {
  __tsan_release(this);
  FORWARD(bool, (this), ABSEIL("15BlockingCounter14DecrementCountEv"), BlockingCounter*);
}

void BlockingCounter::Wait() {
  const Acquires acquires{this};
  FORWARD(void, (this), ABSEIL("15BlockingCounter4WaitEv"), BlockingCounter*);
}

ABSL_NAMESPACE_END
}  // namespace absl

#endif
