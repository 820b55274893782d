// A router over two and over three shards answers what one store with all documents answers: random questions of all kinds,
// page by page, to the last bit of every score.
//
//   STANDPOINT_QUERIES=N   how many questions per number of shards (default 1,000)
//   STANDPOINT_SEED=N      of documents and questions (default 11)

#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/testing/random_documents.h"
#include "store/testing/random_queries.h"
#include "tests/router/sharded_stores.h"
#include "tests/router/vector_analyze_client.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 7;
constexpr int kDocuments = 90;

int FromEnvironment(const char* name, int otherwise) {
  const char* const text = std::getenv(name);
  int value = 0;
  return text != nullptr && absl::SimpleAtoi(text, &value) ? value : otherwise;
}

// What a client acts on.
std::string Told(const absl::Status& status) {
  return absl::StrCat(absl::StatusCodeToString(status.code()), " ", ErrorReason(status), " ",
                      status.message());
}

class EqualityTest : public testing::TestWithParam<size_t> {
 protected:
  EqualityTest()
      : random_(static_cast<uint32_t>(FromEnvironment("STANDPOINT_SEED", 11))),
        folder_(NewFolder(absl::StrCat("equality", GetParam()))),
        single_(folder_ + "/single", &analyze_) {
    std::vector<std::vector<std::string>> addresses;
    for (size_t i = 0; i < GetParam(); ++i) {
      shards_.push_back(std::make_unique<StoreServer>(absl::StrCat(folder_, "/shard", i), nullptr));
      addresses.push_back({shards_.back()->address()});
    }
    internal::v1::RouterConfig settings;
    settings.mutable_word_weights_age();  // 0: what is written between two questions counts
    router_ = std::make_unique<RouterServer>(folder_, addresses, kPartitions, &analyze_, settings);
    Fill();
  }

  void Commit(const std::string& name) {
    internal::v1::AnalyzedDocument document = random_.Next(name, ++revision_);
    if (!copied_.analysis().claims().empty() && random_.Below(6) == 0) {
      document = copied_;  // the same text elsewhere
      document.mutable_document()->set_name(name);
      document.mutable_document()->set_revision(revision_);
      document.mutable_analysis()->set_document(name);
      document.mutable_analysis()->set_revision(revision_);
      int claims = 0;
      for (v1::Claim& claim : *document.mutable_analysis()->mutable_claims()) {
        claim.set_name(absl::StrCat(name, "/claims/c", ++claims));
      }
      int stances = 0;
      for (v1::Stance& stance : *document.mutable_analysis()->mutable_stances()) {
        stance.set_name(absl::StrCat(name, "/stances/s", ++stances));
      }
    }
    for (v1::Claim& claim : *document.mutable_analysis()->mutable_claims()) {
      claim.set_embedding(random_.Below(10) == 0
                              ? std::string()
                              : DirectedVector(random_.Below(kDirections), random_, 60));
    }
    copied_ = document;
    ASSERT_TRUE(single_.Commit(document).ok());
    ASSERT_TRUE(shards_[ShardOfDocument(name, shards_.size(), kPartitions)]->Commit(document).ok());
    names_.push_back(name);
    for (const v1::Claim& claim : document.analysis().claims()) {
      claims_.push_back(claim.name());
    }
    for (const v1::Stance& stance : document.analysis().stances()) {
      stances_.push_back(stance.name());
    }
  }

  void Fill() {
    for (int i = 0; i < kDocuments; ++i) {
      Commit(absl::StrCat("corpora/news/documents/d", i));
      if (random_.Below(4) == 0) {
        Commit(absl::StrCat("corpora/news/documents/d", random_.Below(i + 1)));
      }
    }
    for (int i = 0; i < 9; ++i) {
      Commit(absl::StrCat("corpora/c", i, "/documents/d0"));  // not in every shard
    }
  }

  // Asks both; they answer the same, page tokens apart, whose ends must be the same. Returns the answer, if there was one.
  template <typename Request, typename Response>
  std::optional<Response> Same(grpc::Status (v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                              const Request&,
                                                                              Response*),
                               Request request) {
    const auto expected = Call(single_.query(), method, request);
    const auto answer = Call(router_->query(), method, request);
    EXPECT_EQ(Told(answer.status()), Told(expected.status())) << request.ShortDebugString();
    if (!expected.ok() || !answer.ok()) {
      return std::nullopt;
    }
    EXPECT_EQ(answer->DebugString(), expected->DebugString()) << request.ShortDebugString();
    return *expected;
  }

  template <typename Request, typename Response>
  void SamePages(grpc::Status (v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                 Request request) {
    Request of_router = request;
    for (int pages = 0; pages < 1000; ++pages) {
      auto expected = Call(single_.query(), method, request);
      auto answer = Call(router_->query(), method, of_router);
      ASSERT_EQ(Told(answer.status()), Told(expected.status())) << request.ShortDebugString();
      if (!expected.ok()) {
        return;
      }
      ++pages_;
      request.set_page_token(expected->next_page_token());
      // One token is as good as the other.
      of_router.set_page_token(random_.Below(2) == 0 ? expected->next_page_token()
                                                     : answer->next_page_token());
      ASSERT_EQ(answer->next_page_token().empty(), expected->next_page_token().empty())
          << request.ShortDebugString();
      answer->clear_next_page_token();
      expected->clear_next_page_token();
      ASSERT_EQ(answer->DebugString(), expected->DebugString()) << request.ShortDebugString();
      if (request.page_token().empty() || (pages > 3 && random_.Below(4) == 0)) {
        return;
      }
    }
    FAIL() << "paging never ends";
  }

  int PageSize() { return 1 + random_.Below(random_.Below(2) == 0 ? 7 : 300); }

  template <typename Request>
  void List(Request* request, ResourceKind kind) {
    const bool of_document = kind != ResourceKind::kDocument && random_.Below(6) == 0;
    request->set_parent(of_document ? Any(names_) : "corpora/news");
    request->set_filter(RandomListFilter(kind, random_));
    request->set_order_by(of_document ? "" : random_.Below(2) == 0 ? "publish_time" : "");
    request->set_page_size(PageSize());
    if (random_.Below(4) == 0) {
      request->mutable_read_mask()->add_paths(random_.Below(2) == 0 ? "name" : "*");
    }
  }

  template <typename Request>
  void Search(Request* request, Space space) {
    const char* const orders[] = {"", "relevance", "publish_time", "publish_time desc"};
    request->set_parent("corpora/news");
    request->set_query(RandomSearchQuery(random_));
    request->set_filter(RandomSearchFilter(space, random_));
    request->set_order_by(orders[random_.Below(4)]);
    request->set_page_size(PageSize());
    if (random_.Below(4) == 0) {
      request->mutable_read_mask()->add_paths(space == Space::kClaim ? "text" : "title");
    }
  }

  v1::AssessPropositionRequest Assessment() {
    v1::AssessPropositionRequest request;
    request.set_parent("corpora/news");
    request.set_proposition(absl::StrCat(random_.Word(), " ", random_.Word(), " ", random_.Word()));
    request.set_filter(RandomSearchFilter(Space::kClaim, random_));
    request.set_max_candidates(1 + random_.Below(random_.Below(2) == 0 ? 10 : 400));
    request.set_max_evidence(1 + random_.Below(20));
    request.set_min_confidence(static_cast<float>(random_.Below(5)) / 4);
    return request;
  }

  v1::FindContradictionsRequest Contradictions() {
    v1::FindContradictionsRequest request;
    request.set_parent("corpora/news");
    request.set_filter(RandomListFilter(ResourceKind::kClaim, random_));
    request.set_kind(static_cast<v1::ContradictionKind>(random_.Below(3)));
    request.set_min_confidence(static_cast<float>(random_.Below(5)) / 4);
    request.set_max_claims(1 + random_.Below(random_.Below(2) == 0 ? 5 : 30));
    request.set_max_candidates(1 + random_.Below(60));
    request.set_max_contradictions(1 + random_.Below(20));
    return request;
  }

  v1::FindNarrativesRequest Narratives() {
    const char* const buckets[] = {"", "day", "week", "month", "year"};
    v1::FindNarrativesRequest request;
    request.set_parent("corpora/news");
    if (random_.Below(3) != 0) {
      request.set_subject(absl::StrCat(random_.Word(), " ", random_.Word()));
    }
    request.set_filter(RandomListFilter(ResourceKind::kClaim, random_));
    request.set_min_confidence(static_cast<float>(random_.Below(5)) / 4);
    request.set_max_claims(1 + random_.Below(random_.Below(2) == 0 ? 10 : 100));
    request.set_max_candidates(1 + random_.Below(20));
    request.set_min_voices(random_.Below(3));
    request.set_max_narratives(1 + random_.Below(20));
    request.set_max_quotes(1 + random_.Below(5));
    request.set_time_bucket(buckets[random_.Below(5)]);
    return request;
  }

  // All answers of a stream, and its end.
  std::string Stream(v1::QueryService::Stub& stub,
                     const v1::StreamAssessPropositionRequest& request) {
    grpc::ClientContext context;
    const auto reader = stub.StreamAssessProposition(&context, request);
    std::string answers;
    for (v1::StreamAssessPropositionResponse answer; reader->Read(&answer);) {
      answers += answer.DebugString();
    }
    return answers + Told(FromGrpcStatus(reader->Finish()));
  }

  std::string Any(const std::vector<std::string>& names) {
    return random_.Below(10) == 0 ? names[0] + "x"
                                  : names[random_.Below(static_cast<int>(names.size()))];
  }

  void AskOne(int kind) {
    switch (kind) {
      case 0: {
        v1::ListDocumentsRequest request;
        List(&request, ResourceKind::kDocument);
        return SamePages(&v1::QueryService::Stub::ListDocuments, request);
      }
      case 1: {
        v1::ListClaimsRequest request;
        List(&request, ResourceKind::kClaim);
        return SamePages(&v1::QueryService::Stub::ListClaims, request);
      }
      case 2: {
        v1::ListStancesRequest request;
        List(&request, ResourceKind::kStance);
        return SamePages(&v1::QueryService::Stub::ListStances, request);
      }
      case 3: {
        v1::SearchClaimsRequest request;
        Search(&request, Space::kClaim);
        return SamePages(&v1::QueryService::Stub::SearchClaims, request);
      }
      case 4: {
        v1::SearchDocumentsRequest request;
        Search(&request, Space::kDocument);
        return SamePages(&v1::QueryService::Stub::SearchDocuments, request);
      }
      case 5: {
        const char* const by[] = {"day",      "week",   "month",  "year", "source",
                                  "language", "holder", "target", "act",  "polarity",
                                  "modality", "entity", "nothing"};
        v1::AggregateClaimsRequest request;
        request.set_parent("corpora/news");
        request.set_query(random_.Below(2) == 0 ? "" : RandomSearchQuery(random_));
        request.set_filter(RandomSearchFilter(Space::kClaim, random_));
        for (int n = random_.Below(4); n > 0; --n) {
          request.add_group_by(by[random_.Below(13)]);
        }
        request.set_max_groups(random_.Below(2) == 0 ? 0 : 1 + random_.Below(5));
        answered_ += Same(&v1::QueryService::Stub::AggregateClaims, request) ? 1 : 0;
        return;
      }
      case 6: {
        const char* const by[] = {"day", "month", "source", "holder", "target", "direction"};
        v1::AggregateStancesRequest request;
        request.set_parent(random_.Below(8) == 0 ? "corpora/c3" : "corpora/news");
        request.set_filter(RandomListFilter(ResourceKind::kStance, random_));
        request.add_group_by(by[random_.Below(6)]);
        request.set_max_groups(random_.Below(2) == 0 ? 0 : 1 + random_.Below(5));
        answered_ += Same(&v1::QueryService::Stub::AggregateStances, request) ? 1 : 0;
        return;
      }
      case 7:
        answered_ += Same(&v1::QueryService::Stub::AssessProposition, Assessment()) ? 1 : 0;
        return;
      case 8: {
        v1::StreamAssessPropositionRequest request;
        *request.mutable_assess() = Assessment();
        EXPECT_EQ(Stream(router_->query(), request), Stream(single_.query(), request))
            << request.ShortDebugString();
        return;
      }
      case 9: {
        const auto found = Same(&v1::QueryService::Stub::FindContradictions, Contradictions());
        if (!found) {
          return;
        }
        ++answered_;
        for (const v1::Contradiction& one : found->contradictions()) {
          ++contradictions_[one.kind()];
        }
        return;
      }
      case 10: {
        const auto found = Same(&v1::QueryService::Stub::FindNarratives, Narratives());
        answered_ += found ? 1 : 0;
        for (int i = 0; found && i < found->narratives_size(); ++i) {
          large_narratives_ += found->narratives(i).voice_count() > 1 ? 1 : 0;
        }
        oppositions_ += found ? found->oppositions_size() : 0;
        return;
      }
      default:
        return Get();
    }
  }

  void Get() {
    v1::GetDocumentRequest document;
    document.set_name(Any(names_));
    Same(&v1::QueryService::Stub::GetDocument, document);
    v1::GetClaimRequest claim;
    claim.set_name(Any(claims_));
    Same(&v1::QueryService::Stub::GetClaim, claim);
    v1::GetStanceRequest stance;
    stance.set_name(Any(stances_));
    Same(&v1::QueryService::Stub::GetStance, stance);
    v1::GetCorpusRequest corpus;
    corpus.set_name(
        absl::StrCat("corpora/", random_.Below(2) == 0 ? "news" : "c", random_.Below(12)));
    Same(&v1::QueryService::Stub::GetCorpus, corpus);
    v1::ListCorporaRequest corpora;
    corpora.set_page_size(1 + random_.Below(12));
    SamePages(&v1::QueryService::Stub::ListCorpora, corpora);
  }

  VectorAnalyzeClient analyze_;
  RandomDocuments random_;
  const std::string folder_;
  StoreServer single_;
  std::vector<std::unique_ptr<StoreServer>> shards_;
  std::unique_ptr<RouterServer> router_;
  int64_t revision_ = 0;
  internal::v1::AnalyzedDocument copied_;
  std::vector<std::string> names_, claims_, stances_;
  int pages_ = 0;
  int answered_ = 0;
  std::map<v1::ContradictionKind, int> contradictions_;  // how many were found
  int large_narratives_ = 0;
  int oppositions_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Shards, EqualityTest, testing::Values(2, 3));

TEST_P(EqualityTest, TheRouterAnswersWhatOneStoreAnswers) {
  const int queries = FromEnvironment("STANDPOINT_QUERIES", 1000);
  for (int i = 0; i < queries && !HasFailure(); ++i) {
    AskOne(random_.Below(12));
    if (random_.Below(20) == 0) {
      Commit(absl::StrCat("corpora/news/documents/d", random_.Below(kDocuments)));
    }
  }
  EXPECT_GT(pages_, queries / 2);
  EXPECT_GT(answered_, queries / 10);
  EXPECT_GT(contradictions_[v1::CONTRADICTION_KIND_REVERSAL], queries / 100);
  EXPECT_GT(contradictions_[v1::CONTRADICTION_KIND_DISPUTE], queries / 100);
  EXPECT_GT(large_narratives_, queries / 100);
  EXPECT_GT(oppositions_, queries / 100);
}

}  // namespace
}  // namespace standpoint
