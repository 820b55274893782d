#include "analyze/isolate/in_process_analyzer.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/pipeline/analyzer.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

const Analyzer& SharedAnalyzer() {
  static const Analyzer* const analyzer = Analyzer::Load()->release();
  return *analyzer;
}

v1::Document Document(const std::string& text) {
  v1::Document document;
  document.set_name("corpora/c/documents/d");
  document.set_revision(9);
  document.set_text(text);
  return document;
}

TEST(InProcessAnalyzerTest, NamesWhatItFinds) {
  InProcessAnalyzer analyzer(SharedAnalyzer(), {});
  const auto analysis = analyzer.Analyze(Document("The bridge collapsed."), absl::InfiniteFuture());
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->document(), "corpora/c/documents/d");
  EXPECT_EQ(analysis->revision(), 9);
  ASSERT_EQ(analysis->claims_size(), 1);
  EXPECT_TRUE(absl::StartsWith(analysis->claims(0).name(), "corpora/c/documents/d/claims/"));
}

TEST(InProcessAnalyzerTest, WithoutADocumentNameNothingIsNamed) {
  InProcessAnalyzer analyzer(SharedAnalyzer(), {});
  v1::Document document;
  document.set_text("The bridge collapsed.");
  const auto analysis = analyzer.Analyze(document, absl::InfiniteFuture());
  ASSERT_TRUE(analysis.ok());
  EXPECT_EQ(analysis->document(), "");
  EXPECT_EQ(analysis->claims(0).name(), "");
}

TEST(InProcessAnalyzerTest, TellsTheLimitFromTheDeadline) {
  InProcessAnalyzer hurried(SharedAnalyzer(), {absl::ZeroDuration(), absl::ZeroDuration()});
  const auto timed_out = hurried.Analyze(Document("The bridge collapsed."), absl::InfiniteFuture());
  EXPECT_EQ(ErrorReason(timed_out.status()), "ANALYSIS_TIMED_OUT");

  InProcessAnalyzer patient(SharedAnalyzer(), {});
  const auto late = patient.Analyze(Document("The bridge collapsed."), absl::Now());
  EXPECT_EQ(ErrorReason(late.status()), "DEADLINE_PASSED");
}

TEST(InProcessAnalyzerTest, AnswersNoMoreAfterCancel) {
  InProcessAnalyzer analyzer(SharedAnalyzer(), {});
  analyzer.Cancel();
  EXPECT_TRUE(absl::IsCancelled(analyzer.Analyze(Document("A."), absl::InfiniteFuture()).status()));
}

TEST(DocumentTimeLimitTest, GrowsWithTheText) {
  const DocumentTimeLimit limit{absl::Seconds(1), absl::Milliseconds(10)};
  EXPECT_EQ(limit.For(0), absl::Seconds(1));
  EXPECT_EQ(limit.For(102'400), absl::Seconds(2));
}

}  // namespace
}  // namespace standpoint
