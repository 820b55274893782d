#include "cli/ingest/byte_source.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/console/explain.h"

namespace standpoint {
namespace {

constexpr size_t kBlock = 1 << 16;

absl::Status FileError(absl::string_view path, absl::string_view reason) {
  return WrongUsage(absl::StrCat(path == "-" ? "standard input" : path, ": ", reason));
}

class PlainFile : public ByteSource {
 public:
  PlainFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  ~PlainFile() override {
    if (fd_ != STDIN_FILENO) close(fd_);
  }

  absl::StatusOr<size_t> Read(char* to, size_t size) override {
    ssize_t got = 0;
    do {
      got = read(fd_, to, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return FileError(path_, std::strerror(errno));
    position_ += got;
    return static_cast<size_t>(got);
  }

  int64_t position() const override { return position_; }

 private:
  const std::string path_;
  const int fd_;
  int64_t position_ = 0;
};

// One compressed stream, read by libarchive as an archive without a format.
class CompressedFile : public ByteSource {
 public:
  explicit CompressedFile(std::string path)
      : path_(std::move(path)), archive_(archive_read_new()) {}
  ~CompressedFile() override { archive_read_free(archive_); }

  absl::Status Open() {
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    archive_entry* entry = nullptr;
    if (archive_read_open_filename(archive_, path_.c_str(), kBlock) != ARCHIVE_OK) return Error();
    const int header = archive_read_next_header(archive_, &entry);
    if (header != ARCHIVE_OK && header != ARCHIVE_EOF) return Error();
    ended_ = header == ARCHIVE_EOF;
    if (!ended_ && archive_filter_code(archive_, 0) == ARCHIVE_FILTER_NONE) {
      return FileError(path_, "is not packed as its name says");
    }
    return absl::OkStatus();
  }

  absl::StatusOr<size_t> Read(char* to, size_t size) override {
    if (ended_) return 0;
    const la_ssize_t got = archive_read_data(archive_, to, size);
    if (got < 0) return Error();
    ended_ = got == 0;
    return static_cast<size_t>(got);
  }

  int64_t position() const override { return archive_filter_bytes(archive_, -1); }

 private:
  absl::Status Error() const {
    const char* reason = archive_error_string(archive_);
    return FileError(path_, reason == nullptr ? "cannot be unpacked" : reason);
  }

  const std::string path_;
  archive* const archive_;
  bool ended_ = false;
};

constexpr absl::string_view kEndings[] = {".xz", ".gz", ".zst", ".bz2"};

}  // namespace

bool IsCompressedName(absl::string_view path) {
  return WithoutCompressedEnding(path).size() != path.size();
}

std::string WithoutCompressedEnding(absl::string_view path) {
  for (const absl::string_view ending : kEndings) {
    if (absl::EndsWithIgnoreCase(path, ending)) path.remove_suffix(ending.size());
  }
  return std::string(path);
}

absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path) {
  if (path == "-") return std::make_unique<PlainFile>(path, STDIN_FILENO);
  if (IsCompressedName(path)) {
    auto file = std::make_unique<CompressedFile>(path);
    if (const absl::Status opened = file->Open(); !opened.ok()) return opened;
    return file;
  }
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return FileError(path, std::strerror(errno));
  return std::make_unique<PlainFile>(path, fd);
}

}  // namespace standpoint
