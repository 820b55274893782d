#include "router/topology/topology.h"

#include <fstream>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "router/topology/topology_watcher.h"

namespace standpoint {
namespace {

constexpr char kGood[] = R"(
partitions: 4
shard { replica: "a:1" replica: "b:1" }
shard { replica: "dns:///c:2" }
)";

TEST(TopologyTest, AFileNamesShardsAndReplicas) {
  const auto topology = ParseTopology("t", kGood);
  ASSERT_TRUE(topology.ok()) << topology.status();
  EXPECT_EQ(topology->partitions, 4);
  EXPECT_EQ(topology->shards,
            (std::vector<std::vector<std::string>>{{"a:1", "b:1"}, {"dns:///c:2"}}));
}

TEST(TopologyTest, WhatIsWrongIsSaidWithItsPlace) {
  const auto error = [](const std::string& text) {
    const absl::Status status = ParseTopology("t", text).status();
    EXPECT_EQ(ErrorReason(status), "INVALID_CONFIG") << text;
    return std::string(status.message());
  };
  EXPECT_EQ(error("shards: 3"), "t:1:1: unknown setting shards; did you mean shard?");
  EXPECT_TRUE(absl::StrContains(error("shard { replica: 'a:1' }"), "partitions"));
  EXPECT_EQ(error("partitions: 2"), "t: must have 1 to 1,000 groups `shard`");
  EXPECT_EQ(error("partitions: 2 shard {}"), "t: shards/0 has no replica");
  EXPECT_EQ(error("partitions: 1 shard { replica: 'a:1' } shard { replica: 'b:1' }"),
            "t: has fewer partitions than shards");
  EXPECT_EQ(error("partitions: 2 shard { replica: 'a:1' } shard { replica: 'a:1' }"),
            "t: `a:1` is given twice");
  EXPECT_EQ(error("partitions: 2 shard { replica: 'a' }"), "t: shards/0: `a` is no host:port");
  EXPECT_TRUE(absl::StartsWith(error("partitions: 2 shard {"), "t:1:"));
}

TEST(TopologyTest, NamesAreResolvedAndKeptWhileTheyCannotBe) {
  const Topology written = *ParseTopology("t", kGood);
  std::map<std::string, std::vector<std::string>> names = {{"c", {"10.0.0.2:2", "10.0.0.1:2"}}};
  const auto resolve = [&](absl::string_view host,
                           absl::string_view) -> absl::StatusOr<std::vector<std::string>> {
    const auto it = names.find(std::string(host));
    if (it == names.end()) {
      return absl::UnavailableError("no such name");
    }
    return it->second;
  };
  const auto resolved = ResolveTopology(written, {}, resolve);
  ASSERT_TRUE(resolved.ok());
  EXPECT_EQ(resolved->shards[0], (std::vector<std::string>{"a:1", "b:1"}));
  EXPECT_EQ(resolved->shards[1], (std::vector<std::string>{"10.0.0.1:2", "10.0.0.2:2"}));
  names.clear();
  EXPECT_FALSE(ResolveTopology(written, {}, resolve).ok());
  EXPECT_EQ(*ResolveTopology(written, *resolved, resolve), *resolved);
}

TEST(TopologyTest, LoopbackIsResolved) {
  const auto addresses = ResolveName("localhost", "7");
  ASSERT_TRUE(addresses.ok()) << addresses.status();
  EXPECT_FALSE(addresses->empty());
  for (const std::string& address : *addresses) {
    EXPECT_TRUE(address == "127.0.0.1:7" || address == "[::1]:7") << address;
  }
}

class WatcherTest : public testing::Test {
 protected:
  void Write(const std::string& text) { std::ofstream(file_, std::ios::trunc) << text; }

  absl::Status Start() {
    auto watcher =
        TopologyWatcher::Start(file_, absl::InfiniteDuration(), metrics_,
                               [this](const Topology& topology) { seen_.push_back(topology); });
    if (watcher.ok()) {
      watcher_ = *std::move(watcher);
    }
    return watcher.status();
  }

  const std::string file_ = absl::StrCat(testing::TempDir(), "/topology");
  Metrics metrics_;
  std::vector<Topology> seen_;
  std::unique_ptr<TopologyWatcher> watcher_;
};

TEST_F(WatcherTest, AChangedFileIsTakenOverAndAWrongOneIsNot) {
  Write("partitions: 2 shard { replica: 'a:1' }");
  ASSERT_TRUE(Start().ok());
  ASSERT_EQ(seen_.size(), 1u);
  EXPECT_TRUE(watcher_->Look().ok());
  EXPECT_EQ(seen_.size(), 1u) << "nothing has changed";
  Write("partitions: 2 shard { replica: 'b:1' }");
  EXPECT_TRUE(watcher_->Look().ok());
  ASSERT_EQ(seen_.size(), 2u);
  EXPECT_EQ(seen_[1].shards[0][0], "b:1");
  Write("partitions: 2 shard {");
  EXPECT_EQ(ErrorReason(watcher_->Look()), "INVALID_CONFIG");
  EXPECT_EQ(ErrorReason(watcher_->Look()), "INVALID_CONFIG") << "it is still wrong";
  EXPECT_EQ(seen_.size(), 2u);
  EXPECT_TRUE(absl::StrContains(metrics_.Text(), "standpoint_router_topology_refusals_total 1"));
  Write("partitions: 2 shard { replica: 'c:1' }");
  EXPECT_TRUE(watcher_->Look().ok());
  EXPECT_EQ(seen_.size(), 3u);
}

TEST_F(WatcherTest, AServerDoesNotStartWithoutATopology) {
  std::remove(file_.c_str());
  EXPECT_EQ(ErrorReason(Start()), "INVALID_CONFIG");
  Write("");
  EXPECT_EQ(ErrorReason(Start()), "INVALID_CONFIG");
}

}  // namespace
}  // namespace standpoint
