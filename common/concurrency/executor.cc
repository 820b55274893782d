#include "common/concurrency/executor.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

namespace standpoint {

Executor::Executor(absl::string_view name, int threads, int max_queued)
    : name_(name),
      thread_count_(static_cast<size_t>(std::max(threads, 1))),
      max_queued_(static_cast<size_t>(std::max(max_queued, 0))) {
  absl::MutexLock lock(&join_mu_);
  threads_.reserve(thread_count_);
  for (size_t i = 0; i < thread_count_; ++i) {
    threads_.emplace_back(&Executor::Run, this);
    pthread_setname_np(threads_.back().native_handle(), name_.substr(0, 15).c_str());
  }
}

Executor::~Executor() { Shutdown(); }

bool Executor::TrySchedule(Task&& task) {
  absl::MutexLock lock(&mu_);
  // Tasks that a thread is about to take are not waiting for one: with free threads even a queue of
  // 0 takes them.
  const size_t free = thread_count_ - running_;
  if (stopping_ || tasks_.size() >= max_queued_ + free) {
    ++refused_;
    return false;
  }
  tasks_.push_back(std::move(task));
  return true;
}

void Executor::Drain() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &Executor::Idle));
}

void Executor::Shutdown() {
  absl::MutexLock join_lock(&join_mu_);
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

Executor::Stats Executor::stats() const {
  absl::MutexLock lock(&mu_);
  return {static_cast<int64_t>(tasks_.size()), static_cast<int64_t>(running_), refused_};
}

void Executor::Run() {
  absl::MutexLock lock(&mu_);
  while (true) {
    mu_.Await(absl::Condition(this, &Executor::HasWork));
    if (tasks_.empty()) {
      return;  // stopping
    }
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    ++running_;
    mu_.Unlock();
    task();
    task = nullptr;  // what it holds goes before the next one is taken, and outside the lock
    mu_.Lock();
    --running_;
  }
}

}  // namespace standpoint
