#include "analyze/entity/name_labels.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "analyze/entity/entities.h"
#include "analyze/model/model_file.h"
#include "analyze/model/model_writer.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

const std::vector<std::string>& Labels() {
  static const auto& labels =
      *new std::vector<std::string>{"O",     "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG",
                                    "E-ORG", "S-ORG", "B-LOC", "I-LOC", "E-LOC", "S-LOC"};
  return labels;
}

absl::StatusOr<NameLabels> ReadLabels(const std::string& lines) {
  ModelWriter writer;
  writer.AddText("labels/entities", lines);
  return NameLabels::Read(**ModelFile::Parse(writer.Bytes(), "here.lm"));
}

// The labels that say these names.
std::vector<size_t> LabelsOf(const std::vector<Entity>& names, size_t size) {
  std::vector<size_t> labels(size, 0);
  for (const Entity& name : names) {
    const size_t first = 1 + static_cast<size_t>(name.type) * 4;
    for (uint32_t word = name.first_word; word < name.last_word; ++word) {
      const bool begins = word == name.first_word;
      const bool ends = word + 1 == name.last_word;
      labels[word] = first + (begins && ends ? 3 : begins ? 0 : ends ? 2 : 1);
    }
  }
  return labels;
}

bool WellFormed(const std::vector<size_t>& labels) {
  size_t open = 0;  // the type, counted from 1, of the name that was begun
  for (const size_t label : labels) {
    const size_t type = label == 0 ? 0 : (label - 1) / 4 + 1;
    const char part = Labels()[label][0];
    const bool continues = part == 'I' || part == 'E';
    if (continues != (open != 0) || (continues && type != open)) {
      return false;
    }
    open = part == 'B' || part == 'I' ? type : 0;
  }
  return open == 0;
}

double BestByTrial(const std::vector<float>& scores, size_t size) {
  std::vector<size_t> labels(size, 0);
  double best = -std::numeric_limits<double>::infinity();
  while (true) {
    if (WellFormed(labels)) {
      double total = 0;
      for (size_t i = 0; i < size; ++i) {
        total += scores[i * 16 + labels[i]];
      }
      best = std::max(best, total);
    }
    size_t i = 0;
    while (i < size && ++labels[i] == Labels().size()) {
      labels[i++] = 0;
    }
    if (i == size) {
      return best;
    }
  }
}

TEST(NameLabelsTest, TheBestWellFormedSequence) {
  const NameLabels labels = ReadLabels(absl::StrJoin(Labels(), "\n")).value();
  std::mt19937 random(5);
  std::normal_distribution<float> normal;
  std::vector<uint8_t> back;
  for (int round = 0; round < 120; ++round) {
    const size_t size = 1 + static_cast<size_t>(round) % 4;
    std::vector<float> scores(size * 16);
    for (float& score : scores) {
      score = normal(random);
    }
    std::vector<Entity> names;
    labels.Decode(scores.data(), size, 16, 0, back, names);
    const std::vector<size_t> chosen = LabelsOf(names, size);
    ASSERT_TRUE(WellFormed(chosen));
    double total = 0;
    for (size_t i = 0; i < size; ++i) {
      total += scores[i * 16 + chosen[i]];
    }
    ASSERT_NEAR(total, BestByTrial(scores, size), 1e-4) << round;
  }
}

TEST(NameLabelsTest, AnyOrderOfLabels) {
  std::vector<std::string> reversed(Labels().rbegin(), Labels().rend());
  const NameLabels labels = ReadLabels(absl::StrJoin(reversed, "\n")).value();
  std::vector<float> scores(3 * 16, 0);
  scores[0 * 16 + 12 - 5] = 5;   // B-ORG
  scores[1 * 16 + 12 - 7] = 5;   // E-ORG
  scores[2 * 16 + 12 - 12] = 5;  // S-LOC
  std::vector<uint8_t> back;
  std::vector<Entity> names;
  labels.Decode(scores.data(), 3, 16, 100, back, names);
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].first_word, 100u);
  EXPECT_EQ(names[0].last_word, 102u);
  EXPECT_EQ(names[0].type, EntityType::kOrganization);
  EXPECT_EQ(names[1].first_word, 102u);
  EXPECT_EQ(names[1].type, EntityType::kPlace);
  EXPECT_EQ(names[0].fits, (std::array<float, 3>{0, 10, 0}));
  EXPECT_EQ(names[1].fits, (std::array<float, 3>{0, 0, 5}));
}

TEST(NameLabelsTest, OddScoresGiveWellFormedNames) {
  const NameLabels labels = ReadLabels(absl::StrJoin(Labels(), "\n")).value();
  std::mt19937 random(9);
  std::vector<uint8_t> back;
  const float odd[] = {0, 1, std::numeric_limits<float>::quiet_NaN(),
                       std::numeric_limits<float>::infinity(),
                       -std::numeric_limits<float>::infinity()};
  for (int round = 0; round < 2000; ++round) {
    std::vector<float> scores(6 * 16);
    for (float& score : scores) {
      score = odd[random() % 5];
    }
    std::vector<Entity> names;
    labels.Decode(scores.data(), 6, 16, 0, back, names);
    ASSERT_TRUE(WellFormed(LabelsOf(names, 6)));
  }
}

TEST(NameLabelsTest, OtherLabelsAreAMismatch) {
  for (const std::string lines : {"", "O", "O\nB-PER\nI-PER", "O\nO", "O\nX-PER", "O\nB-DOG"}) {
    EXPECT_EQ(ErrorReason(ReadLabels(lines).status()), "MODEL_FILE_MISMATCH") << lines;
  }
}

}  // namespace
}  // namespace standpoint
