#include "cli/ingest/document_source.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/console/explain.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;

// kAuto for endings that say nothing.
InputFormat FormatOf(const std::string& path) {
  const std::string name = WithoutCompressedEnding(path);
  const std::string ending = absl::AsciiStrToLower(fs::path(name).extension().string());
  if (ending == ".jsonl" || ending == ".ndjson") return InputFormat::kJsonLines;
  if (ending == ".json") return InputFormat::kJson;
  if (ending == ".html" || ending == ".htm") return InputFormat::kHtml;
  if (ending == ".txt" || ending == ".md") return InputFormat::kText;
  return InputFormat::kAuto;
}

bool IsWantedInFolder(const fs::path& path) {
  return FormatOf(path.string()) != InputFormat::kAuto &&
         !absl::StartsWithIgnoreCase(path.filename().string(), "readme");
}

const char* MediaTypeOf(InputFormat format) {
  switch (format) {
    case InputFormat::kJsonLines:
    case InputFormat::kJson:
      return "application/json";
    case InputFormat::kText:
      return "text/plain";
    case InputFormat::kHtml:
      return "text/html";
    case InputFormat::kAuto:
      break;
  }
  return "";  // the server looks at the content
}

int64_t SizeOf(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : static_cast<int64_t>(size);
}

}  // namespace

// The files below the paths, one after the other.
class DocumentSource::Walker {
 public:
  explicit Walker(const std::vector<std::string>& paths) {
    for (auto path = paths.rbegin(); path != paths.rend(); ++path) stack_.push_back(*path);
  }

  // nullopt at the end. A folder that cannot be read is given like a file, so that opening it tells why.
  std::optional<std::string> Next() {
    while (!stack_.empty()) {
      const fs::path path = std::move(stack_.back());
      stack_.pop_back();
      std::error_code error;
      if (path == "-" || !fs::is_directory(path, error)) return path.string();
      std::vector<fs::path> entries;
      for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
        const bool is_folder = it->is_directory(error) && !it->is_symlink(error);
        const bool hidden = absl::StartsWith(it->path().filename().string(), ".");
        if (!hidden && (is_folder || (!it->is_directory(error) && IsWantedInFolder(it->path())))) {
          entries.push_back(it->path());
        }
      }
      if (error) return path.string();
      std::sort(entries.rbegin(), entries.rend());
      stack_.insert(stack_.end(), entries.begin(), entries.end());
    }
    return std::nullopt;
  }

 private:
  std::vector<fs::path> stack_;
};

DocumentSource::DocumentSource(DocumentSourceOptions options)
    : options_(std::move(options)), walker_(std::make_unique<Walker>(options_.paths)) {}

DocumentSource::~DocumentSource() = default;

absl::Status DocumentSource::CheckPaths() const {
  for (const std::string& path : options_.paths) {
    std::error_code error;
    if (path != "-" && !fs::exists(path, error)) {
      return WrongUsage(absl::StrCat(path, ": there is no such file or folder"));
    }
  }
  return absl::OkStatus();
}

int64_t DocumentSource::TotalBytes() const {
  if (std::count(options_.paths.begin(), options_.paths.end(), "-") > 0) return -1;
  int64_t total = 0;
  Walker walker(options_.paths);
  while (const auto path = walker.Next()) total += SizeOf(*path);
  return total;
}

int64_t DocumentSource::bytes_read() const {
  return finished_bytes_ + (lines_ == nullptr ? 0 : lines_->bytes().position());
}

bool DocumentSource::Next(SourceItem& item) {
  if (options_.limit > 0 && given_ >= options_.limit) return false;
  while (true) {
    item = SourceItem();
    if (lines_ != nullptr && NextOfFile(item)) break;
    if (lines_ != nullptr) continue;  // it ended
    const auto path = walker_->Next();
    if (!path.has_value()) return false;
    OpenNext(*path, item);
    if (lines_ == nullptr) break;
  }
  ++given_;
  return true;
}

void DocumentSource::OpenNext(const std::string& path, SourceItem& item) {
  InputFormat format = options_.format;
  if (format == InputFormat::kAuto) {
    format = path == "-" ? InputFormat::kJsonLines : FormatOf(path);
  }
  if (format != InputFormat::kJsonLines) {
    FillWhole(path, format, item);
    return;
  }
  auto bytes = OpenFile(path);
  if (!bytes.ok()) {
    item.origin = path;
    item.error = bytes.status();
    return;
  }
  lines_ = std::make_unique<LineReader>(*std::move(bytes), options_.max_document_bytes);
  lines_path_ = path == "-" ? "standard input" : path;
}

void DocumentSource::FillWhole(const std::string& path, InputFormat format, SourceItem& item) {
  item.origin = path == "-" ? "standard input" : path;
  auto bytes = OpenFile(path);
  absl::StatusOr<std::string> content =
      bytes.ok() ? ReadWhole(**bytes, options_.max_document_bytes) : bytes.status();
  if (path != "-") finished_bytes_ += SizeOf(path);
  if (content.ok() && format == InputFormat::kJson && !options_.keys.IsIdentity()) {
    content = options_.keys.Apply(*content);
  }
  item.error = content.status();
  item.input = options_.defaults;
  item.input.set_media_type(MediaTypeOf(format));
  if (content.ok()) item.input.set_content(*std::move(content));
}

// False at the end of the file.
bool DocumentSource::NextOfFile(SourceItem& item) {
  std::string line;
  while (true) {
    const absl::StatusOr<LineReader::Result> result = lines_->Next(line);
    item.origin = absl::StrCat(lines_path_, ":", lines_->line_number());
    if (!result.ok() || *result == LineReader::Result::kEnd) {
      finished_bytes_ += lines_->bytes().position();
      lines_ = nullptr;
      item.error = result.status();
      // A read error is an item of its own; the rest of the file is lost with it.
      return !result.ok();
    }
    if (*result == LineReader::Result::kTooLong) {
      item.error = WrongUsage(absl::StrCat("the line is longer than ", options_.max_document_bytes,
                                           " bytes (--max-bytes)"));
      return true;
    }
    if (lines_->line_number() == 1 && absl::StartsWith(line, "\xEF\xBB\xBF")) line.erase(0, 3);
    if (!absl::StripAsciiWhitespace(line).empty()) break;
  }
  FillLine(std::move(line), item);
  return true;
}

void DocumentSource::FillLine(std::string line, SourceItem& item) const {
  item.input = options_.defaults;
  item.input.set_media_type(MediaTypeOf(InputFormat::kJsonLines));
  if (options_.keys.IsIdentity()) {
    item.input.set_content(std::move(line));
    return;
  }
  absl::StatusOr<std::string> mapped = options_.keys.Apply(line);
  item.error = mapped.status();
  if (mapped.ok()) item.input.set_content(*std::move(mapped));
}

}  // namespace standpoint
