#include "tests/cluster/cluster_test.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/faults/account.h"
#include "tests/faults/clients.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "cluster";
constexpr absl::Duration kPatience = absl::Seconds(90);

// Of all that a store holds; or what went wrong.
std::string Digests(Clients& store) {
  const auto report = store.Digests(kPatience);
  return report.ok() ? report->ShortDebugString() : report.status().ToString();
}

// Takes away what was sent without an answer: it may be stored, or not.
void Forget(const std::set<std::string>& texts, CorpusListing& listing) {
  std::set<std::string> names;
  for (const auto& [name, document] : listing.documents) {
    if (texts.count(document.text()) > 0) {
      names.insert(name);
    }
  }
  const auto forgotten = [&names](const std::string& name) {
    const size_t end = name.find("/", name.find("/documents/") + 11);
    return names.count(name.substr(0, end)) > 0;
  };
  std::erase_if(listing.documents, [&](const auto& item) { return forgotten(item.first); });
  std::erase_if(listing.claims, [&](const auto& item) { return forgotten(item.first); });
  std::erase_if(listing.stances, [&](const auto& item) { return forgotten(item.first); });
}

}  // namespace

int64_t ClusterTest::Setting(const char* name, int64_t otherwise) {
  const char* text = std::getenv(name);
  int64_t value = 0;
  return text != nullptr && absl::SimpleAtoi(text, &value) ? value : otherwise;
}

void ClusterTest::StartCluster(int routers) {
  const std::string folder =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name();
  std::filesystem::create_directories(folder);
  auto cluster = Cluster::Start({.folder = folder, .routers = routers});
  if (absl::IsPermissionDenied(cluster.status()) || absl::IsFailedPrecondition(cluster.status())) {
    GTEST_SKIP() << "SKIPPED, nothing was tested: " << cluster.status();
  }
  ASSERT_TRUE(cluster.ok()) << cluster.status();
  cluster_ = *std::move(cluster);
}

std::string ClusterTest::Outputs() const {
  std::string outputs;
  for (int member = 0; member < cluster_->size(); ++member) {
    absl::StrAppend(&outputs, "---- ", cluster_->name(member), "\n", cluster_->Tail(member), "\n");
  }
  return outputs;
}

void ClusterTest::ExpectReplicasAreEqual(int64_t documents) {
  const std::vector<int> stores = cluster_->of(Role::kStore);
  std::vector<std::unique_ptr<Clients>> clients;
  for (const int store : stores) {
    clients.push_back(
        std::make_unique<Clients>(cluster_->address(store), cluster_->address(store)));
  }
  const auto count = [&](size_t i) { return clients[i]->CountDocuments(kCorpus); };
  EXPECT_TRUE(Await(kPatience,
                    [&] {
                      return count(0) == count(1) && count(2) == count(3) &&
                             count(0) + count(2) >= documents;
                    }))
      << count(0) << ", " << count(1) << "; " << count(2) << ", " << count(3) << " of "
      << documents;
  for (size_t shard = 0; shard < 2; ++shard) {
    // What was sent again may still be on its way to one of them.
    std::string one;
    std::string other;
    EXPECT_TRUE(Await(kPatience,
                      [&] {
                        one = Digests(*clients[2 * shard]);
                        other = Digests(*clients[2 * shard + 1]);
                        return one == other;
                      }))
        << "the replicas of shard " << shard << " differ:\n"
        << one << other;
    EXPECT_THAT(one, testing::HasSubstr(kCorpus));
  }
}

void ClusterTest::ExpectAllIsWell(const Traffic& traffic) {
  const auto acknowledged = static_cast<int64_t>(traffic.acknowledged().size());
  EXPECT_TRUE(traffic.wrong().empty()) << absl::StrJoin(traffic.wrong(), "\n");
  Clients clients(cluster_->address(cluster_->of(Role::kIngest).front()),
                  cluster_->address(cluster_->of(Role::kRouter).front()));
  EXPECT_TRUE(Await(kPatience, [&] { return clients.CountDocuments(kCorpus) >= acknowledged; }))
      << clients.CountDocuments(kCorpus) << " of " << acknowledged << " are visible";
  ExpectReplicasAreEqual(acknowledged);
  auto stored = clients.ListAll(kCorpus);
  ASSERT_TRUE(stored.ok()) << stored.status();
  Forget(traffic.unanswered(), *stored);
  const auto differences = FindDifferences(traffic.acknowledged(), *stored);
  ASSERT_TRUE(differences.ok()) << differences.status();
  EXPECT_TRUE(differences->empty()) << differences->size() << " differences:\n"
                                    << absl::StrJoin(*differences, "\n");
}

}  // namespace standpoint
