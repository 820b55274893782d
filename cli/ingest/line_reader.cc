#include "cli/ingest/line_reader.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/console/explain.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kBlock = 1 << 16;

}  // namespace

absl::Status LineReader::Fill() {
  block_.resize(kBlock);
  at_ = 0;
  const absl::StatusOr<size_t> got = bytes_->Read(block_.data(), block_.size());
  block_.resize(got.ok() ? *got : 0);
  ended_ = block_.empty();
  return got.status();
}

absl::StatusOr<LineReader::Result> LineReader::Next(std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  while (true) {
    if (at_ == block_.size()) {
      if (!ended_) RETURN_IF_ERROR(Fill());
      if (ended_) break;
    }
    any = true;
    const size_t end = std::min(block_.find('\n', at_), block_.size());
    too_long = too_long || line.size() + (end - at_) > max_line_bytes_;
    if (too_long) {
      line.clear();
    } else {
      line.append(block_, at_, end - at_);
    }
    at_ = std::min(end + 1, block_.size());
    if (end < block_.size()) break;
  }
  if (!any) return Result::kEnd;
  ++line_number_;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return too_long ? Result::kTooLong : Result::kLine;
}

absl::StatusOr<std::string> ReadWhole(ByteSource& bytes, size_t max_bytes) {
  std::string content;
  while (true) {
    const size_t before = content.size();
    content.resize(before + std::min(kBlock, max_bytes + 1 - before));
    ASSIGN_OR_RETURN(const size_t got, bytes.Read(&content[before], content.size() - before));
    content.resize(before + got);
    if (got == 0) return content;
    if (content.size() > max_bytes) {
      return WrongUsage(absl::StrCat("larger than ", max_bytes, " bytes (--max-bytes)"));
    }
  }
}

}  // namespace standpoint
