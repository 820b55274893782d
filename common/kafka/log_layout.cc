#include "common/kafka/log_layout.h"

#include "absl/strings/str_cat.h"
#include "common/text/sha256.h"
#include "xxhash.h"

namespace standpoint {

LogTopics TopicsOf(absl::string_view prefix) {
  return {.documents = absl::StrCat(prefix, ".documents"),
          .retry = absl::StrCat(prefix, ".documents-retry"),
          .dead = absl::StrCat(prefix, ".documents-dead"),
          .analyses = absl::StrCat(prefix, ".analyses"),
          .workers_group = absl::StrCat(prefix, ".workers")};
}

int PartitionOfRef(absl::string_view corpus, absl::string_view ref, int partitions) {
  std::string bytes(corpus);
  bytes.push_back('\0');
  bytes.append(ref.data(), ref.size());
  return static_cast<int>(XXH3_64bits(bytes.data(), bytes.size()) %
                          static_cast<uint64_t>(partitions));
}

int PartitionOf(const DocumentName& document, int partitions) {
  const Sha256::Digest digest = Sha256::Of(document.document);
  return PartitionOfRef(document.corpus, View(digest).substr(0, kDocumentRefBytes), partitions);
}

int ShardOf(int partition, int shards) { return partition % shards; }

std::vector<int> PartitionsOf(int shard, int shards, int partitions) {
  std::vector<int> result;
  for (int partition = shard; partition < partitions; partition += shards) {
    result.push_back(partition);
  }
  return result;
}

}  // namespace standpoint
