#include "store/client/fake_store_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

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
    const bool deleted =
        IsGone(name, document.document().revision()) ||
        IsGone(name.substr(0, name.find("/documents/")), document.document().revision());
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

absl::StatusOr<int64_t> FakeStoreClient::RemoveCorpus(absl::string_view corpus, int64_t revision,
                                                      bool) {
  absl::MutexLock lock(&mu_);
  if (absl::Status failure = NextFailure(); !failure.ok()) {
    return failure;
  }
  int64_t& tombstone = tombstones_[std::string(corpus)];
  if (revision <= tombstone) {
    return 0;
  }
  tombstone = revision;
  return static_cast<int64_t>(std::erase_if(documents_, [&](const auto& entry) {
    return absl::StartsWith(entry.first, absl::StrCat(corpus, "/documents/"));
  }));
}

absl::StatusOr<internal::v1::ReadDocumentsResponse> FakeStoreClient::ReadDocuments(
    const internal::v1::ReadDocumentsRequest& request) {
  absl::MutexLock lock(&mu_);
  if (absl::Status failure = NextFailure(); !failure.ok()) {
    return failure;
  }
  internal::v1::ReadDocumentsResponse response;
  const std::string prefix = absl::StrCat(request.parent(), "/documents/");
  for (auto it = documents_.lower_bound(std::max(prefix, request.cursor()));
       it != documents_.end() && absl::StartsWith(it->first, prefix); ++it) {
    if (response.documents_size() == request.max_documents()) {
      response.set_cursor(it->first);
      break;
    }
    const v1::Analyzer& analyzer = it->second.analysis().analyzer();
    if (request.has_skip_analyzer() && analyzer.version() == request.skip_analyzer().version()) {
      response.set_skipped_count(response.skipped_count() + 1);
    } else {
      *response.add_documents() = it->second.document();
    }
  }
  return response;
}

void FakeStoreClient::FailNext(int calls, absl::Status status) {
  absl::MutexLock lock(&mu_);
  failures_ = calls;
  failure_ = std::move(status);
}

bool FakeStoreClient::IsGone(const std::string& name, int64_t revision) const {
  const auto tombstone = tombstones_.find(name);
  return tombstone != tombstones_.end() && tombstone->second >= revision;
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
