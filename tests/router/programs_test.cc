// query_router as operators run it and `standpoint` as a client of it: real processes, signals and files.

#include <algorithm>
#include <csignal>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"
#include "store/testing/random_documents.h"
#include "tests/process/process.h"
#include "tests/router/sharded_stores.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 4;
constexpr absl::Duration kLimit = absl::Minutes(1);

class ProgramsTest : public testing::Test {
 protected:
  ProgramsTest() : folder_(NewFolder("programs")), topology_(folder_ + "/topology") {
    RandomDocuments random(1);
    for (int i = 0; i < 2; ++i) {
      stores_.push_back(std::make_unique<StoreServer>(absl::StrCat(folder_, "/store", i), nullptr));
    }
    for (int i = 0; i < 30; ++i) {
      const std::string name = absl::StrCat("corpora/news/documents/d", i);
      EXPECT_TRUE(
          stores_[ShardOfDocument(name, 2, kPartitions)]->Commit(random.Next(name, 1)).ok());
    }
  }

  void WriteTopology(const std::string& second) {
    std::ofstream(topology_, std::ios::trunc)
        << "partitions: " << kPartitions << " shard { replica: '" << stores_[0]->address()
        << "' } shard { replica: '" << second << "' }";
  }

  std::unique_ptr<Process> StartRouter() {
    auto process =
        Process::Start({TestDataPath("router/query_router"), "--server.address=127.0.0.1:0",
                        "--analyze-address=", "--router.topology-file=" + topology_,
                        "--router.topology-interval=10ms"});
    EXPECT_TRUE(process.ok()) << process.status();
    return *std::move(process);
  }

  struct Ran {
    int code = 0;
    std::string output;
  };
  Ran Standpoint(std::vector<std::string> arguments, const std::string& address) {
    arguments.insert(arguments.begin(), TestDataPath("cli/standpoint"));
    arguments.insert(arguments.end(), {"--server", address, "--corpus", "news"});
    const auto process = Process::Start(arguments);
    EXPECT_TRUE(process.ok()) << process.status();
    const int code = (*process)->Wait();
    return {code, (*process)->Output()};
  }

  const std::string folder_;
  const std::string topology_;
  std::vector<std::unique_ptr<StoreServer>> stores_;
};

TEST_F(ProgramsTest, TheCommandLineAsksARouterAsItAsksAStore) {
  WriteTopology(stores_[1]->address());
  const auto router = StartRouter();
  const auto address = router->AwaitEvent("server_started", "address", kLimit);
  ASSERT_TRUE(address.ok()) << address.status();
  const Ran all = Standpoint({"documents", "list", "-n", "0", "--json"}, *address);
  EXPECT_EQ(all.code, 0) << all.output;
  EXPECT_EQ(std::count(all.output.begin(), all.output.end(), '\n'), 30) << all.output;
  const Ran hits = Standpoint({"search", "claims", "fees OR ban"}, *address);
  EXPECT_EQ(hits.code, 0) << hits.output;
  EXPECT_FALSE(absl::StrContains(hits.output, "Warning")) << hits.output;

  stores_[1].reset();
  const Ran some = Standpoint({"search", "claims", "fees OR ban", "--json"}, *address);
  EXPECT_EQ(some.code, 0) << some.output;
  EXPECT_TRUE(absl::StrContains(some.output, "Warning: incomplete, no answer from shards/1"))
      << some.output;
  router->Signal(SIGTERM);
  EXPECT_EQ(router->Wait(), 0) << router->Output();
}

TEST_F(ProgramsTest, AChangedTopologyIsTakenOverWhileTheRouterRuns) {
  WriteTopology("127.0.0.1:1");
  const auto router = StartRouter();
  const auto address = router->AwaitEvent("server_started", "address", kLimit);
  ASSERT_TRUE(address.ok()) << address.status();
  std::ofstream(topology_, std::ios::trunc) << "partitions: 1 shard {";
  const auto refused = router->AwaitEvent("topology_refused", "error", kLimit);
  ASSERT_TRUE(refused.ok()) << refused.status();
  EXPECT_TRUE(absl::StrContains(*refused, topology_)) << *refused;
  WriteTopology(stores_[1]->address());
  Ran all;
  const absl::Time until = absl::Now() + kLimit;
  do {
    all = Standpoint({"documents", "list", "-n", "0", "--json"}, *address);
  } while (absl::StrContains(all.output, "Warning") && absl::Now() < until);
  EXPECT_EQ(std::count(all.output.begin(), all.output.end(), '\n'), 30) << all.output;
}

TEST_F(ProgramsTest, WithoutATopologyItDoesNotStart) {
  const auto router = StartRouter();
  EXPECT_EQ(router->Wait(), 1);
  EXPECT_TRUE(absl::StrContains(router->Output(), "cannot be read")) << router->Output();
}

}  // namespace
}  // namespace standpoint
