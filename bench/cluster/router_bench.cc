// What a router costs: the same calls to one store with all documents, and over a router to as many shards as are asked for,
// all on loopback in one process. Rounds alternate between the sides; the medians of both stand in one line with their ratio.
//
//   router_bench [--documents=20000] [--shards=1,3] [--rounds=7] [--calls=200]

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/client/fake_analyze_client.h"
#include "store/testing/random_documents.h"
#include "tests/router/sharded_stores.h"

ABSL_FLAG(int, documents, 20000, "documents, each in the one store and in its shard");
ABSL_FLAG(std::vector<std::string>, shards, std::vector<std::string>({"1", "3"}),
          "numbers of shards, one router each");
ABSL_FLAG(int, rounds, 7, "rounds, of which the median counts");
ABSL_FLAG(int, calls, 200, "calls of a round, one after the other");

namespace standpoint {
namespace {

constexpr int kPartitions = 12;

using QueryStub = v1::QueryService::Stub;
// Makes the n-th call; false when it failed.
using Ask = std::function<bool(QueryStub&, int n)>;

struct Question {
  std::string name;
  Ask ask;
};

template <typename Request, typename Response>
Ask Asks(grpc::Status (QueryStub::*method)(grpc::ClientContext*, const Request&, Response*),
         std::function<Request(int)> make) {
  return [method, make](QueryStub& stub, int n) { return Call(stub, method, make(n)).ok(); };
}

std::vector<Question> Questions(const std::vector<std::string>& names) {
  const char* const words[] = {"ban", "fees", "harbor", "chips", "rents", "works"};
  const auto word = [words](int n) { return std::string(words[n % 6]); };
  return {
      {"GetDocument", Asks<v1::GetDocumentRequest, v1::Document>(
                          &QueryStub::GetDocument,
                          [names](int n) {
                            v1::GetDocumentRequest request;
                            request.set_name(names[static_cast<size_t>(n) * 7919 % names.size()]);
                            return request;
                          })},
      {"ListClaims of a holder", Asks<v1::ListClaimsRequest, v1::ListClaimsResponse>(
                                     &QueryStub::ListClaims,
                                     [](int) {
                                       v1::ListClaimsRequest request;
                                       request.set_parent("corpora/news");
                                       request.set_filter("holder = \"anna rao\"");
                                       return request;
                                     })},
      {"SearchClaims two words", Asks<v1::SearchClaimsRequest, v1::SearchClaimsResponse>(
                                     &QueryStub::SearchClaims,
                                     [word](int n) {
                                       v1::SearchClaimsRequest request;
                                       request.set_parent("corpora/news");
                                       request.set_query(word(n) + " " + word(n / 6 + 1));
                                       request.set_page_size(20);
                                       return request;
                                     })},
      {"AggregateClaims by source", Asks<v1::AggregateClaimsRequest, v1::AggregateClaimsResponse>(
                                        &QueryStub::AggregateClaims,
                                        [word](int n) {
                                          v1::AggregateClaimsRequest request;
                                          request.set_parent("corpora/news");
                                          request.set_query(word(n));
                                          request.add_group_by("source");
                                          request.add_group_by("holder");
                                          return request;
                                        })},
      {"AssessProposition", Asks<v1::AssessPropositionRequest, v1::AssessPropositionResponse>(
                                &QueryStub::AssessProposition,
                                [word](int n) {
                                  v1::AssessPropositionRequest request;
                                  request.set_parent("corpora/news");
                                  request.set_proposition(word(n) + " " + word(n / 6 + 1) +
                                                          " rose");
                                  return request;
                                })},
  };
}

// Microseconds a call.
double Round(QueryStub& stub, const Question& question, int calls) {
  const absl::Time begin = absl::Now();
  for (int n = 0; n < calls; ++n) {
    if (!question.ask(stub, n)) {
      std::cerr << question.name << " failed\n";
      std::exit(1);
    }
  }
  return absl::ToDoubleMicroseconds(absl::Now() - begin) / calls;
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

// Stores of so many shards, and their router.
struct Sharded {
  std::vector<std::unique_ptr<StoreServer>> stores;
  std::unique_ptr<RouterServer> router;
};

void Measure(const std::string& name, QueryStub& direct, QueryStub& router,
             const Question& question) {
  const int calls = absl::GetFlag(FLAGS_calls);
  std::vector<double> of_store;
  std::vector<double> of_router;
  std::vector<double> ratios;
  for (int round = 0; round < absl::GetFlag(FLAGS_rounds); ++round) {
    of_store.push_back(Round(direct, question, calls));
    of_router.push_back(Round(router, question, calls));
    ratios.push_back(of_router.back() / of_store.back());
  }
  std::cout << absl::StreamFormat("%-28s %-10s %10.0f us %10.0f us %8.2f\n", question.name, name,
                                  Median(of_store), Median(of_router), Median(ratios));
}

void Run() {
  FakeAnalyzeClient analyze;
  const std::string folder = NewFolder("router_bench");
  StoreServer single(folder + "/single", &analyze);
  std::vector<Sharded> sharded;
  for (const std::string& count : absl::GetFlag(FLAGS_shards)) {
    Sharded& one = sharded.emplace_back();
    std::vector<std::vector<std::string>> addresses;
    for (int i = 0; i < std::stoi(count); ++i) {
      one.stores.push_back(
          std::make_unique<StoreServer>(absl::StrCat(folder, "/of", count, "-", i), nullptr));
      addresses.push_back({one.stores.back()->address()});
    }
    one.router = std::make_unique<RouterServer>(NewFolder("router_bench_" + count), addresses,
                                                kPartitions, &analyze);
  }
  RandomDocuments random(1);
  std::vector<std::string> names;
  for (int i = 0; i < absl::GetFlag(FLAGS_documents); ++i) {
    names.push_back(absl::StrCat("corpora/news/documents/d", i));
    const internal::v1::AnalyzedDocument document = random.Next(names.back(), 1);
    bool stored = single.Commit(document).ok();
    for (Sharded& one : sharded) {
      const size_t shard = ShardOfDocument(names.back(), one.stores.size(), kPartitions);
      stored = one.stores[shard]->Commit(document).ok() && stored;
    }
    if (!stored) {
      std::cerr << "cannot store " << names.back() << "\n";
      std::exit(1);
    }
  }
  std::cout << absl::StreamFormat("%-28s %-10s %13s %13s %8s\n", "call", "shards", "one store",
                                  "router", "ratio");
  for (const Question& question : Questions(names)) {
    for (const Sharded& one : sharded) {
      Measure(absl::StrCat(one.stores.size()), single.query(), one.router->query(), question);
    }
  }
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  standpoint::Run();
  return 0;
}
