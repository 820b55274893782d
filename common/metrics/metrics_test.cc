#include "common/metrics/metrics.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(MetricsTest, StartsWithBuildInfoAndStartTime) {
  const std::string text = Metrics().Text();
  EXPECT_TRUE(absl::StrContains(text, "standpoint_build_info{version=\"")) << text;
  EXPECT_TRUE(absl::StrContains(text, "process_start_time_seconds ")) << text;
}

TEST(MetricsTest, SameNameAndLabelsAreTheSameObject) {
  Metrics metrics;
  prometheus::Counter& a = metrics.Counter("standpoint_x_total", "X.", {{"step", "detect"}});
  EXPECT_EQ(&a, &metrics.Counter("standpoint_x_total", "X.", {{"step", "detect"}}));
  EXPECT_NE(&a, &metrics.Counter("standpoint_x_total", "X.", {{"step", "extract"}}));
  a.Increment();
  EXPECT_TRUE(absl::StrContains(metrics.Text(), "standpoint_x_total{step=\"detect\"} 1"));
}

TEST(MetricsTest, HistogramCountsIntoBuckets) {
  Metrics metrics;
  metrics.Histogram("standpoint_step_seconds", "Step.", {0.1, 1}).Observe(0.5);
  const std::string text = metrics.Text();
  EXPECT_TRUE(absl::StrContains(text, "standpoint_step_seconds_bucket{le=\"0.1\"} 0")) << text;
  EXPECT_TRUE(absl::StrContains(text, "standpoint_step_seconds_bucket{le=\"1\"} 1")) << text;
  EXPECT_TRUE(absl::StrContains(text, "standpoint_step_seconds_count 1")) << text;
}

TEST(MetricsTest, ReadingsAreAskedAtEachScrapeUntilTheyEnd) {
  Metrics metrics;
  double depth = 3;
  {
    Metrics::Reading a =
        metrics.ReadGauge("standpoint_depth", "Depth.", {{"queue", "a"}}, [&] { return depth; });
    Metrics::Reading b =
        metrics.ReadGauge("standpoint_depth", "Depth.", {{"queue", "b"}}, [] { return 9; });
    const Metrics::Reading moved = std::move(a);
    EXPECT_TRUE(absl::StrContains(metrics.Text(), "standpoint_depth{queue=\"a\"} 3"));
    depth = 4;
    const std::string text = metrics.Text();
    EXPECT_TRUE(absl::StrContains(text, "standpoint_depth{queue=\"a\"} 4")) << text;
    EXPECT_TRUE(absl::StrContains(text, "standpoint_depth{queue=\"b\"} 9")) << text;
    EXPECT_EQ(text.find("# TYPE standpoint_depth"), text.rfind("# TYPE standpoint_depth"))
        << "one family, not two: " << text;
  }
  EXPECT_FALSE(absl::StrContains(metrics.Text(), "standpoint_depth"));
}

TEST(MetricsTest, ReadingOutlivesItsMetrics) {
  Metrics::Reading reading;
  {
    Metrics metrics;
    reading = metrics.ReadCounter("standpoint_y_total", "Y.", {}, [] { return 1; });
  }
}

TEST(MetricsTest, ManyThreadsCountTogether) {
  Metrics metrics;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&metrics] {
      for (int i = 0; i < 100; ++i) {
        metrics.Counter("standpoint_x_total", "X.").Increment();
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(metrics.Counter("standpoint_x_total", "X.").Value(), 400);
}

}  // namespace
}  // namespace standpoint
