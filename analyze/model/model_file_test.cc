#include "analyze/model/model_file.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "analyze/model/model_writer.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "xxhash.h"

namespace standpoint {
namespace {

constexpr char kPython[] = "analyze/model/testdata/written_by_python.lm";

ModelWriter Sample() {
  ModelWriter writer;
  writer.AddText("card", "{}");
  writer.AddText("labels/upos", "ADJ\nNOUN");
  writer.AddText("none", "");
  writer.Add<int8_t>("m/q", {2, 3}, {1, -2, 3, -127, 5, 127});
  writer.Add<float>("m/scale", {2}, {0.5F, 0.25F});
  return writer;
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

absl::Status ParseStatus(const std::string& bytes) {
  return ModelFile::Parse(bytes, "here.lm").status();
}

// Puts the right checksum over what a test has changed.
std::string Sealed(std::string bytes) {
  const uint64_t checksum = XXH3_64bits(bytes.data() + 64, bytes.size() - 64);
  std::memcpy(bytes.data() + 24, &checksum, sizeof(checksum));
  return bytes;
}

TEST(ModelFileTest, SectionsComeBack) {
  const auto model = ModelFile::Parse(Sample().Bytes(), "here.lm");
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ((*model)->Bytes("card").value(), "{}");
  EXPECT_EQ((*model)->Lines("labels/upos").value(),
            (std::vector<absl::string_view>{"ADJ", "NOUN"}));
  EXPECT_TRUE((*model)->Lines("none").value().empty());
  const auto q = (*model)->Find<int8_t>("m/q", {2, ModelFile::kAny});
  ASSERT_TRUE(q.ok()) << q.status();
  EXPECT_EQ(q->columns(), 3u);
  EXPECT_EQ(q->data[3], -127);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(q->data) % 64, 0u);
  EXPECT_EQ((*model)->Find<float>("m/scale", {2})->data[1], 0.25F);
  EXPECT_EQ((*model)->SectionNames().size(), 5u);
}

TEST(ModelFileTest, PythonWritesTheSame) {
  const auto model = ModelFile::Open(kPython);
  ASSERT_TRUE(model.ok()) << model.status();
  const auto numbers = (*model)->Find<int16_t>("numbers", {40, 50, 2});
  ASSERT_TRUE(numbers.ok()) << numbers.status();
  for (size_t i = 0; i < numbers->size(); ++i) {
    ASSERT_EQ(numbers->data[i], static_cast<int16_t>(i * 7919 % 30011));
  }
  EXPECT_EQ((*model)->Lines("labels/words").value().at(1), "zwei");
  ModelWriter writer;
  writer.AddText("labels/words", "eins\nzwei\ndrei");
  writer.Add<int16_t>("numbers", {40, 50, 2}, {numbers->span().begin(), numbers->span().end()});
  EXPECT_EQ(writer.Bytes(), ReadFile(kPython));
}

TEST(ModelFileTest, AnyChangedBitIsNoticed) {
  const std::string good = Sample().Bytes();
  for (size_t i = 0; i < good.size(); ++i) {
    if (i >= 32 && i < 64) {
      continue;  // reserved
    }
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    const absl::Status status = ParseStatus(bad);
    ASSERT_FALSE(status.ok()) << i;
    ASSERT_TRUE(absl::StrContains(status.message(), "here.lm")) << status;
  }
}

TEST(ModelFileTest, CutShortIsDamaged) {
  const std::string good = Sample().Bytes();
  for (size_t size = 0; size < good.size(); ++size) {
    ASSERT_EQ(ErrorReason(ParseStatus(good.substr(0, size))), "MODEL_FILE_DAMAGED") << size;
  }
}

TEST(ModelFileTest, AnotherVersionIsNamed) {
  std::string bytes = Sample().Bytes();
  bytes[8] = 9;
  EXPECT_EQ(ErrorReason(ParseStatus(bytes)), "MODEL_FILE_VERSION");
}

TEST(ModelFileTest, TablesThatLieAreDamaged) {
  const std::string good = Sample().Bytes();
  const size_t second = 64 + 96;  // the entry of labels/upos
  const std::vector<std::pair<size_t, uint64_t>> lies = {
      {second + 56, 77},                 // kind
      {second + 60, 5},                  // dimensions
      {second + 64, 9},                  // size does not follow
      {second + 80, 1},                  // not aligned
      {second + 80, 0},                  // over the header
      {second + 80, uint64_t{1} << 62},  // past the end
      {second + 88, ~uint64_t{0}},       // longer than all
      {second, 0},                       // no name
      {12, 4097},                        // too many
  };
  for (const auto& [at, value] : lies) {
    std::string bad = good;
    std::memcpy(bad.data() + at, &value, at >= second + 80 ? 8 : 4);
    const absl::Status status = ParseStatus(Sealed(bad));
    EXPECT_EQ(ErrorReason(status), "MODEL_FILE_DAMAGED") << at << ": " << status;
  }
}

TEST(ModelFileTest, WhatDoesNotFitNamesTheSection) {
  const auto model = ModelFile::Parse(Sample().Bytes(), "here.lm");
  ASSERT_TRUE(model.ok());
  const std::vector<absl::Status> statuses = {
      (*model)->Find<float>("m/q", {2, 3}).status(),
      (*model)->Find<int8_t>("m/q", {3, 2}).status(),
      (*model)->Find<int8_t>("m/q", {6}).status(),
      (*model)->Bytes("m/q").status(),
  };
  for (const absl::Status& status : statuses) {
    EXPECT_EQ(ErrorReason(status), "MODEL_FILE_MISMATCH");
    EXPECT_TRUE(absl::StrContains(status.message(), "here.lm: section m/q")) << status;
  }
  EXPECT_TRUE(absl::StrContains((*model)->Bytes("other").status().message(), "other: missing"));
}

TEST(ModelFileTest, WhatCannotBeOpenedIsAnError) {
  EXPECT_EQ(ErrorReason(ModelFile::Open("/nonexistent/x.lm").status()), "MODEL_FILE_UNREADABLE");
  EXPECT_EQ(ErrorReason(ModelFile::Open("/").status()), "MODEL_FILE_DAMAGED");
}

}  // namespace
}  // namespace standpoint
