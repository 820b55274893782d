// What the stores of a cluster have on their disks.

#ifndef STANDPOINT_INGEST_OUTBOX_WRITTEN_DOCUMENTS_H_
#define STANDPOINT_INGEST_OUTBOX_WRITTEN_DOCUMENTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace standpoint {

// A write of a document, or its deletion.
struct DocumentWrite {
  std::string name;
  int64_t revision = 0;
};

enum class Written {
  kYes,      // by every replica of its shard: that revision, a later one, or its deletion
  kNo,       // by none or not all, though all have read the log to its end
  kUnknown,  // a replica did not answer or still reads
};

struct WriteStanding {
  Written everywhere = Written::kUnknown;
  bool somewhere =
      false;  // a replica of its shard has it, and so queries do, whatever the others say
};

// Threads: safe. Lifetime: outlives those who ask.
class WrittenDocuments {
 public:
  virtual ~WrittenDocuments() = default;

  // One answer each, in order. Blocks for calls to all replicas.
  virtual std::vector<WriteStanding> Ask(absl::Span<const DocumentWrite> writes) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_OUTBOX_WRITTEN_DOCUMENTS_H_
