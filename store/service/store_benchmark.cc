// How fast a store takes documents in and gives claims out, on disk, without gRPC.
//   bazel run --config=opt //store/service:store_benchmark

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "store/service/store_parts.h"
#include "store/testing/random_documents.h"
#include "store/write/prepared_document.h"

namespace standpoint {
namespace {

constexpr int kDocuments = 2000;

std::string Folder(const char* name) {
  const std::string path = (std::filesystem::temp_directory_path() / name).string();
  std::filesystem::remove_all(path);
  return path;
}

std::vector<internal::v1::AnalyzedDocument> Documents() {
  RandomDocuments random(1);
  std::vector<internal::v1::AnalyzedDocument> documents;
  for (int i = 0; i < kDocuments; ++i) {
    documents.push_back(random.Next(absl::StrCat("corpora/news/documents/d", i), 1, 40));
  }
  return documents;
}

int64_t ClaimsOf(const std::vector<internal::v1::AnalyzedDocument>& documents) {
  int64_t claims = 0;
  for (const auto& document : documents) {
    claims += document.analysis().claims_size();
  }
  return claims;
}

// Items: claims.
void BM_Prepare(benchmark::State& state) {
  const auto documents = Documents();
  for (auto _ : state) {
    for (const auto& document : documents) {
      benchmark::DoNotOptimize(PrepareDocument(document));
    }
  }
  state.SetItemsProcessed(state.iterations() * ClaimsOf(documents));
}
BENCHMARK(BM_Prepare)->Unit(benchmark::kMillisecond);

// Items: claims, durable. One caller with batches of 100.
void BM_Commit(benchmark::State& state) {
  auto documents = Documents();
  Metrics metrics;
  const auto parts = *StoreParts::Open(Folder("store_benchmark_commit"), {}, nullptr, metrics);
  int64_t revision = 1;
  for (auto _ : state) {
    state.PauseTiming();
    ++revision;  // new documents each time, not replacements
    for (int i = 0; i < kDocuments; ++i) {
      const std::string name = absl::StrCat("corpora/news/documents/r", revision, "x", i);
      auto& document = documents[i];
      document.mutable_document()->set_name(name);
      document.mutable_analysis()->set_document(name);
      for (int c = 0; c < document.analysis().claims_size(); ++c) {
        document.mutable_analysis()->mutable_claims(c)->set_name(
            absl::StrCat(name, "/claims/c", c));
      }
      for (int s = 0; s < document.analysis().stances_size(); ++s) {
        document.mutable_analysis()->mutable_stances(s)->set_name(
            absl::StrCat(name, "/stances/s", s));
      }
    }
    state.ResumeTiming();
    for (int i = 0; i < kDocuments; i += 100) {
      parts->client().Commit(absl::MakeSpan(documents).subspan(i, 100));
    }
  }
  state.SetItemsProcessed(state.iterations() * ClaimsOf(documents));
}
BENCHMARK(BM_Commit)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

// Calls `get(parts, call, request)` for one claim after the other. Items: answers.
template <typename Get>
void GetClaims(benchmark::State& state, Get get) {
  const auto documents = Documents();
  Metrics metrics;
  const auto parts = *StoreParts::Open(Folder("store_benchmark_get"), {}, nullptr, metrics);
  parts->client().Commit(documents);
  std::vector<std::string> names;
  for (const auto& document : documents) {
    for (const auto& claim : document.analysis().claims()) {
      names.push_back(claim.name());
    }
  }
  const CallContext call;
  size_t i = 0;
  for (auto _ : state) {
    v1::GetClaimRequest request;
    request.set_name(names[i++ * 7919 % names.size()]);
    benchmark::DoNotOptimize(get(*parts, call, request));
  }
  state.SetItemsProcessed(state.iterations());
}

// By way of messages, as a claim of a list is answered.
void BM_GetClaim(benchmark::State& state) {
  GetClaims(state, [](StoreParts& parts, const CallContext& call, const auto& request) {
    v1::Claim claim;
    parts.queries().GetClaim(call, request, &claim).IgnoreError();
    return claim.SerializeAsString();
  });
}
BENCHMARK(BM_GetClaim);

// As GetClaim answers.
void BM_GetClaimBytes(benchmark::State& state) {
  GetClaims(state, [](StoreParts& parts, const CallContext& call, const auto& request) {
    std::string bytes;
    parts.queries().GetClaimBytes(call, request, &bytes).IgnoreError();
    return bytes;
  });
}
BENCHMARK(BM_GetClaimBytes);

// Items: claims given.
void BM_ListClaims(benchmark::State& state) {
  Metrics metrics;
  const auto parts = *StoreParts::Open(Folder("store_benchmark_list"), {}, nullptr, metrics);
  parts->client().Commit(Documents());
  const CallContext call;
  int64_t claims = 0;
  for (auto _ : state) {
    v1::ListClaimsRequest request;
    v1::ListClaimsResponse response;
    request.set_parent("corpora/news");
    request.set_filter("holder = ministers act = deny");
    benchmark::DoNotOptimize(parts->queries().ListClaims(call, request, &response));
    claims += response.claims_size();
  }
  state.SetItemsProcessed(claims);
}
BENCHMARK(BM_ListClaims)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace standpoint
