// The sample collection through the whole of it: what is stored and how three disputes look, as golden files.

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/ingest_service.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "tests/server/sample_documents.h"
#include "tests/server/whole_server.h"
#include "tests/walk/collection_text.h"
#include "tests/walk/json_text.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "corpora/disputes";
constexpr int kDocuments = 34;

// File of the answer, proposition.
const std::map<std::string, std::string> kPropositions = {
    {"assess_chip_controls.txt", "U.S. export controls on AI chips have backfired"},
    {"assess_congestion_charge.txt", "The congestion charge has worked"},
    {"assess_four_day_week.txt", "The four-day week raised output"},
};

// File of the answer, subject.
const std::map<std::string, std::string> kSubjects = {
    {"narratives_chip_controls.txt", "chip export controls"},
    {"narratives_congestion_charge.txt", "congestion charge"},
    {"narratives_four_day_week.txt", "four-day week"},
};

// Golden file, content.
using Answers = std::map<std::string, std::string>;

absl::StatusOr<v1::BatchIngestDocumentsResponse> Send(WholeServer& server) {
  ASSIGN_OR_RETURN(v1::BatchIngestDocumentsRequest request, SampleDocuments());
  request.set_parent(kCorpus);
  ASSIGN_OR_RETURN(
      const v1::BatchIngestDocumentsResponse response,
      server.Call(server.ingest(), &v1::IngestService::Stub::BatchIngestDocuments, request));
  RETURN_IF_ERROR(server.AwaitAllVisible());
  return response;
}

int Count(const v1::BatchIngestDocumentsResponse& response, v1::IngestOutcome outcome) {
  int count = 0;
  for (const v1::IngestResult& result : response.results()) {
    count += result.has_response() && result.response().outcome() == outcome;
  }
  return count;
}

absl::StatusOr<std::string> DocumentsText(WholeServer& server) {
  v1::ListDocumentsRequest request;
  request.set_parent(kCorpus);
  request.set_page_size(7);  // several pages
  std::string out;
  do {
    ASSIGN_OR_RETURN(const v1::ListDocumentsResponse page,
                     server.Call(server.query(), &v1::QueryService::Stub::ListDocuments, request));
    for (const v1::Document& document : page.documents()) out += JsonLine(Timeless(document));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return out;
}

absl::Status AskWhoContradictsWhom(WholeServer& server, Answers* answers) {
  for (const v1::ContradictionKind kind :
       {v1::CONTRADICTION_KIND_REVERSAL, v1::CONTRADICTION_KIND_DISPUTE}) {
    v1::FindContradictionsRequest request;
    request.set_parent(kCorpus);
    request.set_kind(kind);
    request.set_max_claims(kind == v1::CONTRADICTION_KIND_REVERSAL ? 1000 : 200);
    ASSIGN_OR_RETURN(
        const v1::FindContradictionsResponse response,
        server.Call(server.query(), &v1::QueryService::Stub::FindContradictions, request));
    const bool own = kind == v1::CONTRADICTION_KIND_REVERSAL;
    (*answers)[own ? "contradictions_own.txt" : "contradictions_others.txt"] =
        ContradictionsText(response);
  }
  return absl::OkStatus();
}

absl::Status AskForNarratives(WholeServer& server, Answers* answers) {
  for (const auto& [file, subject] : kSubjects) {
    v1::FindNarrativesRequest request;
    request.set_parent(kCorpus);
    request.set_subject(subject);
    request.set_max_quotes(100);
    ASSIGN_OR_RETURN(const v1::FindNarrativesResponse response,
                     server.Call(server.query(), &v1::QueryService::Stub::FindNarratives, request));
    (*answers)[file] = NarrativesText(subject, response);
  }
  return absl::OkStatus();
}

absl::StatusOr<Answers> Ask(WholeServer& server) {
  Answers answers;
  ASSIGN_OR_RETURN(answers["documents.jsonl"], DocumentsText(server));
  v1::GetCorpusRequest get;
  get.set_name(kCorpus);
  ASSIGN_OR_RETURN(const v1::Corpus corpus,
                   server.Call(server.query(), &v1::QueryService::Stub::GetCorpus, get));
  answers["corpus.json"] = JsonLines(corpus);
  for (const auto& [file, proposition] : kPropositions) {
    v1::AssessPropositionRequest request;
    request.set_parent(kCorpus);
    request.set_proposition(proposition);
    request.set_max_candidates(1000);
    request.set_max_evidence(100);
    ASSIGN_OR_RETURN(
        const v1::AssessPropositionResponse response,
        server.Call(server.query(), &v1::QueryService::Stub::AssessProposition, request));
    answers[file] = AssessmentText(proposition, response);
  }
  RETURN_IF_ERROR(AskWhoContradictsWhom(server, &answers));
  RETURN_IF_ERROR(AskForNarratives(server, &answers));
  return answers;
}

TEST(CollectionTest, IsAnsweredAsExpected) {
  const auto server = WholeServer::Start("collection");
  ASSERT_TRUE(server.ok()) << server.status();
  const auto sent = Send(**server);
  ASSERT_TRUE(sent.ok()) << sent.status();
  ASSERT_EQ(Count(*sent, v1::INGEST_OUTCOME_ACCEPTED), kDocuments) << sent->DebugString();
  const absl::StatusOr<Answers> answers = Ask(**server);
  ASSERT_TRUE(answers.ok()) << answers.status();
  for (const auto& [file, text] : *answers) {
    ExpectGolden(absl::StrCat("tests/walk/testdata/collection/", file), text);
  }

  // Sent again, it changes nothing.
  const auto again = Send(**server);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(Count(*again, v1::INGEST_OUTCOME_ALREADY_EXISTS), kDocuments) << again->DebugString();
  for (int i = 0; i < kDocuments; ++i) {
    EXPECT_EQ(again->results(i).response().document(), sent->results(i).response().document());
    EXPECT_EQ(again->results(i).response().revision(), sent->results(i).response().revision());
  }
  const absl::StatusOr<Answers> answers_again = Ask(**server);
  ASSERT_TRUE(answers_again.ok()) << answers_again.status();
  EXPECT_EQ(*answers_again, *answers);
}

// However the threads of another server fall: the same input, the same answers.
TEST(CollectionTest, SameInputSameAnswers) {
  absl::StatusOr<Answers> answers[2];
  for (int run = 0; run < 2; ++run) {
    internal::v1::StandaloneConfig settings;
    settings.mutable_analyze()->set_processes(run == 0 ? 1 : 4);
    const auto server = WholeServer::Start(absl::StrCat("run", run), settings);
    ASSERT_TRUE(server.ok()) << server.status();
    const auto sent = Send(**server);
    ASSERT_TRUE(sent.ok()) << sent.status();
    answers[run] = Ask(**server);
    ASSERT_TRUE(answers[run].ok()) << answers[run].status();
  }
  EXPECT_EQ(*answers[0], *answers[1]);
}

}  // namespace
}  // namespace standpoint
