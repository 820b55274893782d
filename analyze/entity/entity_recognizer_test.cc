#include "analyze/entity/entity_recognizer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/network_sample.h"
#include "analyze/encode/workspace.h"
#include "analyze/entity/entities.h"
#include "analyze/entity/name_labels.h"
#include "analyze/segment/segments.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// What PyTorch's scores say of a sequence of names; the sample's labels are O, then B, I, E, S of each type.
float Total(absl::Span<const float> scores, const std::vector<Entity>& names, size_t words) {
  std::vector<size_t> labels(words, 0);
  for (const Entity& name : names) {
    const size_t first = 1 + static_cast<size_t>(name.type) * 4;
    for (uint32_t word = name.first_word; word < name.last_word; ++word) {
      labels[word] = first + 1;
    }
    labels[name.last_word - 1] = first + 2;
    labels[name.first_word] = name.first_word + 1 == name.last_word ? first + 3 : first;
  }
  float total = 0;
  for (size_t i = 0; i < words; ++i) {
    total += scores[i * NameLabels::kMaxLabels + labels[i]];
  }
  return total;
}

TEST(EntityRecognizerTest, NamesAreThoseOfPyTorch) {
  const NetworkSample sample;
  const auto recognizer = EntityRecognizer::Create(*sample.file, *sample.encoder);
  ASSERT_TRUE(recognizer.ok()) << recognizer.status();
  Workspace workspace;
  Entities entities;
  ChunkReader chunks(sample.segments);
  while (chunks.Next(workspace.chunk)) {
    sample.encoder->Encode(sample.text, sample.segments, workspace);
    (*recognizer)->Recognize(workspace, entities);
  }
  const absl::Span<const float> scores = sample.Expected("names");
  const size_t words = sample.segments.words.size();
  ASSERT_EQ(scores.size(), words * NameLabels::kMaxLabels);
  const NameLabels labels = NameLabels::Read(*sample.file).value();
  std::vector<Entity> best;
  std::vector<uint8_t> back;
  for (const SentenceSpan& sentence : sample.segments.sentences) {
    labels.Decode(scores.data() + sentence.first_word * NameLabels::kMaxLabels, sentence.size(),
                  NameLabels::kMaxLabels, sentence.first_word, back, best);
  }
  ASSERT_FALSE(best.empty());
  EXPECT_GE(Total(scores, entities.entities, words),
            Total(scores, best, words) - 0.02F * static_cast<float>(words));
}

}  // namespace
}  // namespace standpoint
