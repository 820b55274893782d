#include "analyze/parse/dependency_parser.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/network_sample.h"
#include "analyze/encode/workspace.h"
#include "analyze/parse/arc_scores.h"
#include "analyze/parse/dependencies.h"
#include "analyze/segment/segments.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr float kTolerance = 0.25F;  // of scores that reach from about -10 to 10

class DependencyParserTest : public testing::Test {
 protected:
  Dependencies Parse(absl::string_view text, const Segments& segments) {
    Dependencies dependencies;
    ChunkReader chunks(segments);
    while (chunks.Next(workspace_.chunk)) {
      sample_.encoder->Encode(text, segments, workspace_);
      parser_->Parse(workspace_, dependencies);
    }
    return dependencies;
  }

  void ExpectTrees(const Segments& segments, const Dependencies& dependencies) {
    ASSERT_EQ(dependencies.words.size(), segments.words.size());
    for (const SentenceSpan& sentence : segments.sentences) {
      size_t roots = 0;
      for (uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
        uint32_t node = word;
        size_t steps = 0;
        while (dependencies.words[node].head != Dependency::kRoot) {
          node = dependencies.words[node].head;
          ASSERT_GE(node, sentence.first_word);
          ASSERT_LT(node, sentence.last_word);
          ASSERT_LE(++steps, sentence.size());
        }
        roots += node == word ? 1 : 0;
      }
      ASSERT_EQ(roots, 1u);
    }
  }

  NetworkSample sample_;
  std::unique_ptr<const DependencyParser> parser_ =
      DependencyParser::Create(*sample_.file, *sample_.encoder).value();
  Workspace workspace_;
};

TEST_F(DependencyParserTest, ArcsAreScoredAsInPyTorch) {
  const absl::Span<const float> expected = sample_.Expected("arcs");
  ChunkReader chunks(sample_.segments);
  ASSERT_TRUE(chunks.Next(workspace_.chunk));
  sample_.encoder->Encode(sample_.text, sample_.segments, workspace_);
  Dependencies dependencies;
  parser_->Parse(workspace_, dependencies);
  sample_.encoder->Encode(sample_.text, sample_.segments, workspace_);
  parser_->ProjectQueries(workspace_);
  size_t at = 0;
  double total = 0;
  for (size_t window = 0; window < workspace_.chunk.windows.size(); ++window) {
    parser_->ScoreWindow(window, workspace_);
    const size_t size = workspace_.chunk.windows[window].size();
    for (size_t i = 0; i < size; ++i) {
      for (size_t head = 0; head <= size; ++head, ++at) {
        if (head != i + 1) {
          const float score = workspace_.scores.data()[i * ArcStride(size) + head];
          ASSERT_NEAR(score, expected[at], 4 * kTolerance) << window << " " << i << " " << head;
          total += std::fabs(score - expected[at]);
        }
      }
    }
  }
  EXPECT_EQ(at, expected.size());
  EXPECT_LT(total / static_cast<double>(at), kTolerance / 2);
}

TEST_F(DependencyParserTest, RelationsAreThoseOfPyTorch) {
  const Dependencies dependencies = Parse(sample_.text, sample_.segments);
  ExpectTrees(sample_.segments, dependencies);
  const absl::Span<const float> expected = sample_.Expected("relations");
  const size_t relations = parser_->relations().size();
  size_t before = 0;
  for (const SentenceSpan& sentence : sample_.segments.sentences) {
    for (size_t i = 0; i < sentence.size(); ++i) {
      const Dependency& word = dependencies.words[sentence.first_word + i];
      const size_t head = word.head == Dependency::kRoot ? 0 : word.head - sentence.first_word + 1;
      const absl::Span<const float> scores =
          expected.subspan(before + (head * sentence.size() + i) * relations, relations);
      EXPECT_GE(scores[word.relation],
                *std::max_element(scores.begin(), scores.end()) - kTolerance);
    }
    before += sentence.size() * (sentence.size() + 1) * relations;
  }
  EXPECT_EQ(before, expected.size());
}

TEST_F(DependencyParserTest, LongSentencesAreTreesToo) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&text, "w", i * i % 97, i == 100 ? "\n" : " ");
  }
  const Segments segments = SplitAtSpaces(text);
  ExpectTrees(segments, Parse(text, segments));
}

}  // namespace
}  // namespace standpoint
