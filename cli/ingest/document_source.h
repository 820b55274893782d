// Documents of files, folders and standard input, one at a time.

#ifndef STANDPOINT_CLI_INGEST_DOCUMENT_SOURCE_H_
#define STANDPOINT_CLI_INGEST_DOCUMENT_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/ingest/json_keys.h"
#include "cli/ingest/line_reader.h"
#include "standpoint/v1/ingest_service.pb.h"

namespace standpoint {

// What the bytes of a file are.
enum class InputFormat { kAuto, kJsonLines, kJson, kText, kHtml };

struct DocumentSourceOptions {
  std::vector<std::string> paths;  // files, folders, "-"
  InputFormat format = InputFormat::kAuto;
  v1::DocumentInput defaults;  // metadata that every document gets
  JsonKeys keys;
  size_t max_document_bytes = 8 << 20;
  int64_t limit = 0;  // documents; 0: all
};

// A document, or why there is none.
struct SourceItem {
  std::string origin;  // "news.jsonl:12", "letter.txt"
  v1::DocumentInput input;
  absl::Status error;  // not OK: there is nothing to send
};

// Reads in the order of the paths, folders depth first and by name. Of a folder it takes *.txt, *.md,
// *.html, *.htm, *.json, *.jsonl and *.ndjson, also with .xz, .gz, .zst or .bz2 behind; it passes over
// names that begin with a dot and over README files, which tell about a collection. Holds one document
// and the names of one branch of folders at a time. Threads: one at a time.
class DocumentSource {
 public:
  explicit DocumentSource(DocumentSourceOptions options);
  ~DocumentSource();

  // WRONG_USAGE for a path that does not exist: better told before anything is sent.
  absl::Status CheckPaths() const;

  // The next document or fault; false at the end.
  bool Next(SourceItem& item);

  // Bytes of the files as they lie on the disk: read so far, and all of them (walks the folders; -1 with
  // standard input).
  int64_t bytes_read() const;
  int64_t TotalBytes() const;

 private:
  class Walker;

  bool NextOfFile(SourceItem& item);
  void OpenNext(const std::string& path, SourceItem& item);
  void FillWhole(const std::string& path, InputFormat format, SourceItem& item);
  void FillLine(std::string line, SourceItem& item) const;

  const DocumentSourceOptions options_;
  const std::unique_ptr<Walker> walker_;
  std::unique_ptr<LineReader> lines_;  // of the file that is being read line by line
  std::string lines_path_;
  int64_t finished_bytes_ = 0;  // of files that were read to their end
  int64_t given_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_DOCUMENT_SOURCE_H_
