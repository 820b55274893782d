#include "ingest/register/request_window.h"

#include <utility>

#include "common/status/errors.h"

namespace standpoint {

bool RequestWindow::Begin(absl::string_view id, absl::string_view digest, Answer answer) {
  absl::StatusOr<std::string> first;
  {
    absl::MutexLock lock(&mu_);
    DropOld();
    const auto [it, is_new] = requests_.try_emplace(std::string(id));
    Request& request = it->second;
    if (is_new) {
      request.digest = std::string(digest);
      return true;
    }
    if (request.digest != digest) {
      first = InvalidField("request_id", "was used for another request within the last hour");
    } else if (!request.finished) {
      request.waiting.push_back(std::move(answer));
      return false;
    } else {
      first = request.answer;
    }
  }
  answer(std::move(first));
  return false;
}

void RequestWindow::Finish(absl::string_view id, const absl::StatusOr<std::string>& answer) {
  std::vector<Answer> waiting;
  {
    absl::MutexLock lock(&mu_);
    const auto it = requests_.find(id);
    waiting = std::move(it->second.waiting);
    if (answer.ok()) {
      it->second.finished = true;
      it->second.answer = *answer;
      it->second.waiting.clear();
      const int64_t bytes = static_cast<int64_t>(answer->size());
      finished_.push_back({std::string(id), clock_->Now(), bytes});
      bytes_ += bytes;
      DropOld();
    } else {
      requests_.erase(it);
    }
  }
  for (Answer& wait : waiting) {
    wait(answer);
  }
}

void RequestWindow::DropOld() {
  const absl::Time oldest = clock_->Now() - limits_.age;
  while (!finished_.empty() && (finished_.front().time <= oldest ||
                                finished_.size() > limits_.count || bytes_ > limits_.bytes)) {
    bytes_ -= finished_.front().bytes;
    requests_.erase(finished_.front().id);
    finished_.pop_front();
  }
}

}  // namespace standpoint
