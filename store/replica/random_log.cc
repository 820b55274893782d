#include "store/replica/random_log.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "common/kafka/log_layout.h"
#include "common/text/resource_name.h"
#include "store/engine/memory/memory_engine.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzedDocument;
using internal::v1::LogRecord;

LogRecord NewRecord() {
  LogRecord record;
  record.set_format_version(1);
  return record;
}

std::string CorpusOf(const std::string& document) {
  return absl::StrCat("corpora/", DocumentName::Parse("name", document)->corpus);
}

}  // namespace

std::string CommitRecord(const AnalyzedDocument& document) {
  LogRecord record = NewRecord();
  *record.mutable_commit() = document;
  return record.SerializeAsString();
}

std::string RemovalRecord(absl::string_view document, int64_t revision) {
  LogRecord record = NewRecord();
  record.mutable_remove_document()->set_name(std::string(document));
  record.mutable_remove_document()->set_revision(revision);
  return record.SerializeAsString();
}

std::string CorpusRemovalRecord(absl::string_view corpus, int64_t revision) {
  LogRecord record = NewRecord();
  record.mutable_remove_corpus()->set_name(std::string(corpus));
  record.mutable_remove_corpus()->set_revision(revision);
  return record.SerializeAsString();
}

std::string RandomLog::Name() {
  return absl::StrCat("corpora/", random_.Below(4) == 0 ? "talks" : "news", "/documents/d",
                      random_.Below(names_));
}

int64_t RandomLog::Revision(const std::string& name) {
  const auto known = documents_.find(name);
  if (known != documents_.end() && random_.Below(4) == 0) {
    return std::max<int64_t>(1, known->second.revision - random_.Below(3));
  }
  return ++last_revision_;
}

RandomLog::Record RandomLog::Commit() {
  const std::string name = Name();
  const int64_t revision = Revision(name);
  AnalyzedDocument content = random_.Next(name, revision);
  content.mutable_analysis()->mutable_analyzer()->set_version(absl::StrCat(random_.Below(2)));
  Document& document = documents_[name];
  const bool other_analyzer =
      revision == document.revision && !document.is_removed &&
      content.analysis().analyzer().version() != document.content.analysis().analyzer().version();
  if (revision > document.revision || other_analyzer) {
    document = {revision, /*is_removed=*/false, content};
  }
  return {PartitionOf(*DocumentName::Parse("name", name), partition_count_), CommitRecord(content)};
}

RandomLog::Record RandomLog::Removal() {
  const std::string name = Name();
  const int64_t revision = Revision(name);
  Document& document = documents_[name];
  if (document.is_removed ? revision > document.revision : revision >= document.revision) {
    document = {revision, /*is_removed=*/true, {}};
  }
  return {PartitionOf(*DocumentName::Parse("name", name), partition_count_),
          RemovalRecord(name, revision)};
}

std::vector<RandomLog::Record> RandomLog::CorpusRemoval() {
  const std::string corpus = random_.Below(2) == 0 ? "corpora/news" : "corpora/talks";
  const int64_t revision = ++last_revision_;
  removed_corpora_[corpus] = revision;
  std::vector<Record> records;
  for (int partition = 0; partition < partition_count_; ++partition) {
    records.push_back({partition, CorpusRemovalRecord(corpus, revision)});
    // What was written after it, and is in the log of another partition before it.
    for (int i = random_.Below(3); i > 0; --i) {
      records.push_back(Commit());
    }
  }
  return records;
}

std::vector<RandomLog::Record> RandomLog::Next() {
  const int dice = random_.Below(200);
  if (dice == 0) {
    return CorpusRemoval();
  }
  Record record = dice < 30 ? Removal() : Commit();
  // Delivered again at once; what was overtaken meanwhile comes by its old revision, above.
  return std::vector<Record>(dice % 10 == 1 ? 2 : 1, record);
}

std::unique_ptr<Engine> RandomLog::Expected(const std::vector<int>& partitions) const {
  auto engine = NewMemoryEngine();
  const auto writer = *Writer::Open(engine.get());
  for (const auto& [name, document] : documents_) {
    const auto removed = removed_corpora_.find(CorpusOf(name));
    const int64_t removed_as_of = removed == removed_corpora_.end() ? 0 : removed->second;
    const int partition = PartitionOf(*DocumentName::Parse("name", name), partition_count_);
    if (document.revision <= removed_as_of || document.revision == 0 ||
        std::find(partitions.begin(), partitions.end(), partition) == partitions.end()) {
      continue;
    }
    absl::BlockingCounter written(1);
    if (document.is_removed) {
      writer->Remove(name, document.revision,
                     [&](absl::StatusOr<bool>) { written.DecrementCount(); });
    } else {
      writer->Commit(document.content, [&](absl::Status) { written.DecrementCount(); });
    }
    written.Wait();
  }
  return engine;
}

}  // namespace standpoint
