#include "store/client/fake_store_client.h"

#include <algorithm>
#include <utility>

namespace standpoint {

std::vector<absl::Status> FakeStoreClient::Commit(
    absl::Span<const internal::v1::AnalyzedDocument> documents) {
  absl::MutexLock lock(&mu_);
  const absl::Status failure = NextFailure();
  if (!failure.ok()) {
    return std::vector<absl::Status>(documents.size(), failure);
  }
  for (const auto& document : documents) {
    const std::string& name = document.document().name();
    commits_.push_back(name);
    const auto tombstone = tombstones_.find(name);
    const bool deleted =
        tombstone != tombstones_.end() && tombstone->second >= document.document().revision();
    const auto stored = documents_.find(name);
    const bool older = stored != documents_.end() &&
                       stored->second.document().revision() > document.document().revision();
    if (!deleted && !older) {
      documents_[name] = document;
    }
  }
  return std::vector<absl::Status>(documents.size());
}

absl::StatusOr<bool> FakeStoreClient::Remove(absl::string_view document, int64_t revision) {
  absl::MutexLock lock(&mu_);
  if (absl::Status failure = NextFailure(); !failure.ok()) {
    return failure;
  }
  const std::string name(document);
  const auto stored = documents_.find(name);
  if (stored != documents_.end() && stored->second.document().revision() > revision) {
    return false;
  }
  tombstones_[name] = std::max(tombstones_[name], revision);
  return documents_.erase(name) > 0;
}

void FakeStoreClient::FailNext(int calls, absl::Status status) {
  absl::MutexLock lock(&mu_);
  failures_ = calls;
  failure_ = std::move(status);
}

absl::Status FakeStoreClient::NextFailure() {
  ++call_count_;
  if (failures_ == 0) {
    return absl::OkStatus();
  }
  --failures_;
  return failure_;
}

std::map<std::string, internal::v1::AnalyzedDocument> FakeStoreClient::Documents() const {
  absl::MutexLock lock(&mu_);
  return documents_;
}

std::vector<std::string> FakeStoreClient::Commits() const {
  absl::MutexLock lock(&mu_);
  return commits_;
}

int FakeStoreClient::call_count() const {
  absl::MutexLock lock(&mu_);
  return call_count_;
}

}  // namespace standpoint
