#include "analyze/tag/morph_tagger.h"

#include <algorithm>
#include <cstddef>
#include <memory>

#include "absl/types/span.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/network_sample.h"
#include "analyze/encode/workspace.h"
#include "analyze/tag/morphology.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr float kTolerance = 0.25F;

// The chosen label is the best of PyTorch's, or one that it finds as good.
void ExpectBest(absl::Span<const float> scores, size_t chosen) {
  ASSERT_LT(chosen, scores.size());
  EXPECT_GE(scores[chosen], *std::max_element(scores.begin(), scores.end()) - kTolerance);
}

TEST(MorphTaggerTest, TagsAreThoseOfPyTorch) {
  const NetworkSample sample;
  const auto tagger = MorphTagger::Create(*sample.file, *sample.encoder);
  ASSERT_TRUE(tagger.ok()) << tagger.status();
  Workspace workspace;
  Morphology morphology;
  ChunkReader chunks(sample.segments);
  while (chunks.Next(workspace.chunk)) {
    sample.encoder->Encode(sample.text, sample.segments, workspace);
    (*tagger)->Tag(workspace, morphology);
  }
  ASSERT_EQ(morphology.words.size(), sample.segments.words.size());
  const size_t xpos = (*tagger)->xpos().size();
  const size_t feats = (*tagger)->feats().size();
  const size_t width = kUposCount + xpos + feats;
  const absl::Span<const float> expected = sample.Expected("tags");
  ASSERT_EQ(expected.size(), morphology.words.size() * width);
  for (size_t i = 0; i < morphology.words.size(); ++i) {
    const WordMorphology& word = morphology.words[i];
    const absl::Span<const float> scores = expected.subspan(i * width, width);
    ExpectBest(scores.subspan(0, kUposCount), static_cast<size_t>(word.upos));
    ExpectBest(scores.subspan(kUposCount, xpos), word.xpos);
    ExpectBest(scores.subspan(kUposCount + xpos), word.feats);
  }
}

}  // namespace
}  // namespace standpoint
