// Records for tests and benchmarks of replicas, and what a store must hold after them.

#ifndef STANDPOINT_STORE_REPLICA_RANDOM_LOG_H_
#define STANDPOINT_STORE_REPLICA_RANDOM_LOG_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "standpoint/internal/v1/log.pb.h"
#include "store/engine/engine.h"
#include "store/testing/random_documents.h"

namespace standpoint {

// Records of the log as bytes.
std::string CommitRecord(const internal::v1::AnalyzedDocument& document);
std::string RemovalRecord(absl::string_view document, int64_t revision);
std::string CorpusRemovalRecord(absl::string_view corpus, int64_t revision);

// Makes a log as ingest and workers would, with their repeats: documents of few names in two corpora are written, analysed
// again, removed, some revisions come late, and a corpus is removed now and then, in every partition at another place.
// Remembers what has to come of it in the most simple way. Threads: one at a time.
class RandomLog {
 public:
  struct Record {
    int partition;
    std::string value;
  };

  RandomLog(uint32_t seed, int partition_count, int names)
      : random_(seed), partition_count_(partition_count), names_(names) {}

  // The next records, at least one, in order.
  std::vector<Record> Next();

  // A store with what is to be there of `partitions` after all records, written without log.
  std::unique_ptr<Engine> Expected(const std::vector<int>& partitions) const;

 private:
  // What stands under a name.
  struct Document {
    int64_t revision = 0;
    bool is_removed = false;
    internal::v1::AnalyzedDocument content;
  };

  Record Commit();
  Record Removal();
  std::vector<Record> CorpusRemoval();
  std::string Name();
  int64_t Revision(const std::string& name);  // a new one, or one that was there

  RandomDocuments random_;
  const int partition_count_;
  const int names_;
  int64_t last_revision_ = 0;
  std::map<std::string, Document> documents_;
  std::map<std::string, int64_t> removed_corpora_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_RANDOM_LOG_H_
