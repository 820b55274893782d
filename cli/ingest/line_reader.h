// Lines of bounded length.

#ifndef STANDPOINT_CLI_INGEST_LINE_READER_H_
#define STANDPOINT_CLI_INGEST_LINE_READER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "cli/ingest/byte_source.h"

namespace standpoint {

// Reads line by line; holds one line and one block at a time. Threads: one at a time.
class LineReader {
 public:
  LineReader(std::unique_ptr<ByteSource> bytes, size_t max_line_bytes)
      : bytes_(std::move(bytes)), max_line_bytes_(max_line_bytes) {}

  enum class Result { kLine, kTooLong, kEnd };

  // The next line without its end ("\n" or "\r\n"). kTooLong: a line over the bound was passed over.
  absl::StatusOr<Result> Next(std::string& line);

  int64_t line_number() const { return line_number_; }  // of the last line, from 1
  const ByteSource& bytes() const { return *bytes_; }

 private:
  absl::Status Fill();

  const std::unique_ptr<ByteSource> bytes_;
  const size_t max_line_bytes_;
  std::string block_;
  size_t at_ = 0;  // in block_
  bool ended_ = false;
  int64_t line_number_ = 0;
};

// All bytes, or INVALID_ARGUMENT (WRONG_USAGE) when there are more than `max_bytes`.
absl::StatusOr<std::string> ReadWhole(ByteSource& bytes, size_t max_bytes);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_LINE_READER_H_
