// The bytes of a file, of standard input, or of what a compressed file holds.

#ifndef STANDPOINT_CLI_INGEST_BYTE_SOURCE_H_
#define STANDPOINT_CLI_INGEST_BYTE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Threads: one at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Reads up to `size` bytes; 0 is the end.
  // Errors: WRONG_USAGE when the system or a damaged compression says no.
  virtual absl::StatusOr<size_t> Read(char* to, size_t size) = 0;

  // Bytes read of the file as it lies on the disk.
  virtual int64_t position() const = 0;
};

// Whether the name ends in .xz, .gz, .zst or .bz2, which OpenFile unpacks.
bool IsCompressedName(absl::string_view path);

// `path` without such an ending.
std::string WithoutCompressedEnding(absl::string_view path);

// Opens `path`; "-" is standard input, taken as it is.
// Errors: WRONG_USAGE with the path and the system's reason.
absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_BYTE_SOURCE_H_
