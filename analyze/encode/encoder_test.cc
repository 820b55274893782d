#include "analyze/encode/encoder.h"

#include <cmath>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/network_sample.h"
#include "analyze/encode/workspace.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"

namespace standpoint {
namespace {

std::vector<float> States(const Encoder& encoder, absl::string_view text, const Segments& segments,
                          Workspace& workspace) {
  std::vector<float> states;
  ChunkReader chunks(segments);
  while (chunks.Next(workspace.chunk)) {
    encoder.Encode(text, segments, workspace);
    const float* const begin = workspace.states.data();
    states.insert(states.end(), begin, begin + workspace.chunk.size() * encoder.state_width());
  }
  return states;
}

// The mean and the largest difference.
void ExpectClose(absl::Span<const float> actual, absl::Span<const float> expected, float mean,
                 float largest) {
  ASSERT_EQ(actual.size(), expected.size());
  double sum = 0;
  for (size_t i = 0; i < actual.size(); ++i) {
    const float difference = std::fabs(actual[i] - expected[i]);
    ASSERT_LE(difference, largest) << i;
    sum += difference;
  }
  EXPECT_LE(sum / static_cast<double>(actual.size()), mean);
}

TEST(EncoderTest, StatesAreThoseOfPyTorch) {
  const NetworkSample sample;
  Workspace workspace;
  ExpectClose(States(*sample.encoder, sample.text, sample.segments, workspace),
              sample.Expected("states"), 0.01F, 0.08F);
}

TEST(EncoderTest, EveryKindOfProcessorAgrees) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    const NetworkSample sample;
    Workspace workspace;
    SCOPED_TRACE(hwy::TargetName(target));
    ExpectClose(States(*sample.encoder, sample.text, sample.segments, workspace),
                sample.Expected("states"), 0.01F, 0.08F);
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(EncoderTest, CachedWordsGiveTheSameStates) {
  const NetworkSample sample;
  Workspace workspace;
  const std::vector<float> first = States(*sample.encoder, sample.text, sample.segments, workspace);
  EXPECT_EQ(States(*sample.encoder, sample.text, sample.segments, workspace), first);
}

// A sentence's states do not depend on what stands around it, nor on how full the cache is.
TEST(EncoderTest, SentencesDoNotSeeEachOther) {
  const NetworkSample sample;
  Workspace workspace;
  const std::vector<float> alone = States(*sample.encoder, sample.text, sample.segments, workspace);
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    absl::StrAppend(&text, "word", i, i % 50 == 49 ? "\n" : " ");
  }
  text += "a" + std::string(100'000, 'b') + "\n";
  const size_t before = SplitAtSpaces(text).words.size();
  text += sample.text;
  const Segments segments = SplitAtSpaces(text);
  const std::vector<float> all = States(*sample.encoder, text, segments, workspace);
  const size_t width = sample.encoder->state_width();
  ASSERT_EQ(all.size(), before * width + alone.size());
  EXPECT_EQ(std::vector<float>(all.begin() + static_cast<ptrdiff_t>(before * width), all.end()),
            alone);
}

TEST(EncoderTest, LongSentencesAreReadInWindows) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    absl::StrAppend(&text, "w", i % 300, " ");
  }
  const Segments segments = SplitAtSpaces(text);
  ASSERT_EQ(segments.sentences.size(), 1u);
  const NetworkSample sample;
  Workspace workspace;
  EXPECT_EQ(States(*sample.encoder, text, segments, workspace).size(),
            10'000 * sample.encoder->state_width());
  EXPECT_LE(workspace.states.capacity(), 2 * kWindowWords * sample.encoder->state_width());
}

TEST(EncoderTest, AnyBytesAreWords) {
  std::string text;
  for (int i = 0; i < 256; ++i) {
    text += {static_cast<char>(i), static_cast<char>(255 - i), ' '};
  }
  const NetworkSample sample;
  Workspace workspace;
  for (const float state : States(*sample.encoder, text, SplitAtSpaces(text), workspace)) {
    ASSERT_TRUE(std::isfinite(state));
  }
  EXPECT_TRUE(States(*sample.encoder, "", Segments(), workspace).empty());
}

}  // namespace
}  // namespace standpoint
