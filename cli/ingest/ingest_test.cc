// Reading: bytes, lines, keys, files and folders, and the line of the progress.

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/console/explain.h"
#include "cli/ingest/byte_source.h"
#include "cli/ingest/document_source.h"
#include "cli/ingest/json_keys.h"
#include "cli/ingest/line_reader.h"
#include "cli/ingest/progress.h"
#include "cli/terminal/style.h"
#include "cli/testing/captured_console.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test.
class FilesTest : public testing::Test {
 protected:
  FilesTest()
      : root_(fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(root_);
    fs::create_directories(root_);
  }

  std::string Put(const std::string& name, const std::string& content) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
    return (root_ / name).string();
  }

  std::vector<SourceItem> ReadAll(DocumentSourceOptions options) {
    if (options.paths.empty()) options.paths = {root_.string()};
    DocumentSource source(std::move(options));
    std::vector<SourceItem> items;
    SourceItem item;
    while (source.Next(item)) items.push_back(item);
    return items;
  }

  std::string Origins(const std::vector<SourceItem>& items) {
    std::vector<std::string> origins;
    for (const SourceItem& item : items) {
      origins.push_back(fs::path(item.origin).lexically_relative(root_).string());
    }
    return absl::StrJoin(origins, " ");
  }

  const fs::path root_;
};

// Bytes that come in pieces of random size.
class Trickle : public ByteSource {
 public:
  explicit Trickle(std::string bytes) : bytes_(std::move(bytes)) {}
  absl::StatusOr<size_t> Read(char* to, size_t size) override {
    const size_t piece =
        std::min({size, bytes_.size() - at_, static_cast<size_t>(1 + random_() % 7)});
    bytes_.copy(to, piece, at_);
    at_ += piece;
    return piece;
  }
  int64_t position() const override { return static_cast<int64_t>(at_); }

 private:
  const std::string bytes_;
  size_t at_ = 0;
  std::mt19937 random_{7};
};

TEST(LineReaderTest, AgreesWithSplittingTheWhole) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    const int size = static_cast<int>(random() % 60);
    for (int i = 0; i < size; ++i) text += "ab\n\r"[random() % 4];
    std::vector<std::string> expected = absl::StrSplit(text, '\n');
    if (expected.back().empty()) expected.pop_back();
    constexpr size_t kMax = 6;
    LineReader reader(std::make_unique<Trickle>(text), kMax);
    std::string line;
    for (std::string wanted : expected) {
      const auto result = reader.Next(line);
      ASSERT_TRUE(result.ok());
      if (wanted.size() > kMax) {
        EXPECT_EQ(*result, LineReader::Result::kTooLong);
        continue;
      }
      if (!wanted.empty() && wanted.back() == '\r') wanted.pop_back();
      EXPECT_EQ(*result, LineReader::Result::kLine);
      EXPECT_EQ(line, wanted);
    }
    EXPECT_EQ(*reader.Next(line), LineReader::Result::kEnd);
    EXPECT_EQ(reader.line_number(), static_cast<int64_t>(expected.size()));
  }
}

TEST(ReadWholeTest, StopsAtItsBound) {
  Trickle exact("12345");
  EXPECT_EQ(*ReadWhole(exact, 5), "12345");
  Trickle more("123456");
  EXPECT_FALSE(ReadWhole(more, 5).ok());
}

std::string Mapped(const JsonKeys& keys, const std::string& line) {
  const auto mapped = keys.Apply(line);
  return mapped.ok() ? *mapped : "error: " + std::string(mapped.status().message());
}

TEST(JsonKeysTest, RenamesAndDrops) {
  const auto keys = JsonKeys::Make({"body=text", "id=labels.id", "n=labels.n"}, true);
  ASSERT_TRUE(keys.ok()) << keys.status();
  EXPECT_EQ(Mapped(*keys, R"({"id":"a1","body":"It works.","n":7,"junk":[1],"date":"2024-05-02"})"),
            R"({"text":"It works.","date":"2024-05-02","labels":{"id":"a1","n":"7"}})");
  EXPECT_EQ(Mapped(*keys, R"({"id":"a","labels":{"k":"v"}})"), R"({"labels":{"k":"v","id":"a"}})");
  EXPECT_EQ(Mapped(*keys, "[]"), "error: not a JSON object");
  EXPECT_EQ(Mapped(*keys, "{\"body\": \"\xff\"}"), "error: not a JSON object");
}

TEST(JsonKeysTest, UnknownKeysStayWithoutTheFlag) {
  EXPECT_EQ(Mapped(*JsonKeys::Make({"body=text"}, false), R"({"body":"x","junk":1})"),
            R"({"text":"x","junk":1})");
  EXPECT_TRUE(JsonKeys::Make({}, false)->IsIdentity());
}

TEST(JsonKeysTest, MistakesAreNamed) {
  for (const char* rename : {"body", "=text", "body=txt", "body=labels."}) {
    const auto keys = JsonKeys::Make({rename}, false);
    EXPECT_EQ(ExitCodeOf(keys.status()), ExitCode::kUsage) << rename;
  }
}

TEST_F(FilesTest, FoldersAreReadByNameWithWhatIsMeant) {
  Put("b.jsonl", "{\"text\":\"1\"}\n\n{\"text\":\"2\"}\r\n");
  Put("a/page.html", "<p>x</p>");
  Put("a/note.md", "# x");
  Put("c.txt", "x");
  Put("d.json", "{\"text\":\"3\"}");
  Put("README.md", "about");
  Put(".hidden.txt", "x");
  Put("image.png", "x");
  Put(".git/x.txt", "x");
  const auto items = ReadAll({});
  EXPECT_EQ(Origins(items), "a/note.md a/page.html b.jsonl:1 b.jsonl:3 c.txt d.json");
  ASSERT_EQ(items.size(), 6u);
  EXPECT_EQ(items[0].input.media_type(), "text/plain");
  EXPECT_EQ(items[1].input.media_type(), "text/html");
  EXPECT_EQ(items[3].input.media_type(), "application/json");
  EXPECT_EQ(items[3].input.content(), "{\"text\":\"2\"}");
  EXPECT_EQ(items[4].input.content(), "x");
}

TEST_F(FilesTest, NamedFilesAreTakenWhateverTheirName) {
  DocumentSourceOptions options;
  options.paths = {Put("README.md", "about"), Put("letter", "x"), Put("x.jsonl", "\xEF\xBB\xBF{}")};
  options.defaults.set_source("desk");
  const auto items = ReadAll(options);
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[1].input.media_type(), "");
  EXPECT_EQ(items[1].input.source(), "desk");
  EXPECT_EQ(items[2].input.content(), "{}");
}

TEST_F(FilesTest, FormatOverridesNames) {
  DocumentSourceOptions options;
  options.paths = {Put("x.log", "{}\n{}\n")};
  options.format = InputFormat::kJsonLines;
  EXPECT_EQ(ReadAll(options).size(), 2u);
}

TEST_F(FilesTest, FaultsAreItemsAndTheRestGoesOn) {
  Put("a.jsonl", "{\"text\":\"" + std::string(100, 'x') + "\"}\n{\"text\":\"y\"}\n[]\n");
  Put("b.txt", std::string(100, 'x'));
  Put("c.jsonl.xz", "this is not xz");
  Put("d.txt", "x");
  DocumentSourceOptions options;
  options.max_document_bytes = 50;
  options.keys = *JsonKeys::Make({"body=text"}, false);
  const auto items = ReadAll(options);
  EXPECT_EQ(Origins(items), "a.jsonl:1 a.jsonl:2 a.jsonl:3 b.txt c.jsonl.xz d.txt");
  ASSERT_EQ(items.size(), 6u);
  EXPECT_FALSE(items[0].error.ok());
  EXPECT_TRUE(items[1].error.ok());
  EXPECT_FALSE(items[2].error.ok());
  EXPECT_FALSE(items[3].error.ok());
  EXPECT_FALSE(items[4].error.ok());
  EXPECT_TRUE(items[5].error.ok());
}

// `content` through the compressor that the ending of the name stands for.
void PutCompressed(const std::string& path, const std::string& content) {
  archive* out = archive_write_new();
  archive_write_set_format_raw(out);
  if (absl::EndsWith(path, ".xz")) archive_write_add_filter_xz(out);
  if (absl::EndsWith(path, ".gz")) archive_write_add_filter_gzip(out);
  if (absl::EndsWith(path, ".zst")) archive_write_add_filter_zstd(out);
  ASSERT_EQ(archive_write_open_filename(out, path.c_str()), ARCHIVE_OK);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(out, entry);
  archive_write_data(out, content.data(), content.size());
  archive_entry_free(entry);
  archive_write_free(out);
}

TEST_F(FilesTest, CompressedFilesAreUnpacked) {
  for (const char* name : {"a.jsonl.xz", "b.jsonl.gz", "c.jsonl.zst"}) {
    PutCompressed((root_ / name).string(), "{\"text\":\"1\"}\n{\"text\":\"2\"}\n");
  }
  PutCompressed((root_ / "d.txt.gz").string(), "plain");
  const auto items = ReadAll({});
  EXPECT_EQ(Origins(items),
            "a.jsonl.xz:1 a.jsonl.xz:2 b.jsonl.gz:1 b.jsonl.gz:2 c.jsonl.zst:1 c.jsonl.zst:2 "
            "d.txt.gz");
  for (const SourceItem& item : items) EXPECT_TRUE(item.error.ok()) << item.error;
  EXPECT_EQ(items.back().input.content(), "plain");
}

TEST_F(FilesTest, CountsBytesAndStopsAtTheLimit) {
  Put("a.jsonl", "{}\n{}\n{}\n");
  Put("b.txt", "12345");
  DocumentSourceOptions options;
  options.paths = {root_.string()};
  DocumentSource source(options);
  EXPECT_EQ(source.TotalBytes(), 14);
  SourceItem item;
  while (source.Next(item)) {
  }
  EXPECT_EQ(source.bytes_read(), 14);
  options.limit = 2;
  EXPECT_EQ(ReadAll(options).size(), 2u);
}

TEST_F(FilesTest, MissingPathsAreToldBeforehand) {
  DocumentSourceOptions options;
  options.paths = {root_.string(), "/no/such/path"};
  EXPECT_EQ(ExitCodeOf(DocumentSource(options).CheckPaths()), ExitCode::kUsage);
}

TEST(ProgressLineTest, SaysWhatFitsTheWidth) {
  IngestCounts counts;
  counts.accepted = 1200;
  counts.known = 30;
  counts.failed = 4;
  counts.content_bytes = 12'000'000;
  const Style plain;
  EXPECT_EQ(ProgressLine(counts, absl::Seconds(3), plain),
            "1,234 documents  12 MB  411/s  30 known  4 failed");
  counts.bytes_read = 50;
  counts.bytes_total = 100;
  EXPECT_EQ(ProgressLine(counts, absl::Seconds(3), Style{false, false, 80}),
            "1,234 documents  12 MB  411/s  30 known  4 failed  ###########.......... 50 %");
  EXPECT_EQ(ProgressLine(counts, absl::Seconds(3), Style{false, false, 60}),
            "1,234 documents  12 MB  411/s  30 known  4 failed  50 %");
}

TEST(ProgressTest, WhatIsToldStays) {
  CapturedConsole captured;
  captured.console().err_is_terminal = true;
  {
    Progress progress(captured.console(), [] { return std::string("line"); });
    progress.Tell("a.txt: no");
  }
  EXPECT_TRUE(absl::StrContains(captured.err(), "a.txt: no\n")) << captured.err();
  EXPECT_EQ(captured.out(), "");
}

}  // namespace
}  // namespace standpoint
