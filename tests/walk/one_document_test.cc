// One document through all steps, one golden file per arrow; docs/walk.md walks along them.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/language/syntax.h"
#include "analyze/pipeline/analyzer.h"
#include "common/metrics/metrics.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"
#include "ingest/detect/detect.h"
#include "ingest/extract/extract.h"
#include "ingest/pipeline/ingest_metrics.h"
#include "ingest/pipeline/prepare.h"
#include "ingest/receive/receive.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/ingest_service.pb.h"
#include "store/engine/write_batch.h"
#include "store/index/index_batch.h"
#include "store/record/values.h"
#include "store/write/prepared_document.h"
#include "tests/server/whole_server.h"
#include "tests/walk/analysis_text.h"
#include "tests/walk/ingest_text.h"
#include "tests/walk/json_text.h"
#include "tests/walk/store_text.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "corpora/walk";
constexpr char kPage[] =
    "samples/disputes/"
    "larkspur-institute-2023-09-12-the-myth-of-the-awakened-rival.html";

void ExpectArrow(absl::string_view file, absl::string_view actual) {
  ExpectGolden(absl::StrCat("tests/walk/testdata/one_document/", file), actual);
}

v1::DocumentInput Input() {
  std::ifstream in(TestDataPath(kPage), std::ios::binary);
  v1::DocumentInput input;
  input.set_content(std::string(std::istreambuf_iterator<char>(in), {}));
  input.set_media_type("text/html");
  input.set_source("larkspur-institute");
  return input;
}

// What ingest makes of it, but for ingest_time and revision.
v1::Document PreparedDocumentOf(const v1::DocumentInput& input) {
  Metrics metrics;
  IngestMetrics ingest_metrics(metrics);
  return Prepare(kCorpus, input, PrepareLimits(), ingest_metrics).value();
}

v1::Analysis AnalysisOf(const v1::Document& document) {
  v1::Analysis analysis = Analyzer::Load().value()->Analyze(document.text()).value();
  NameResources(document.name(), analysis);
  analysis.set_revision(document.revision());
  return analysis;
}

// The stretch of the original that all runs that touch `span` came from, from the first byte to the last.
std::string OriginalOf(const v1::Document& document, const v1::Span& span,
                       absl::string_view original) {
  int32_t begin = static_cast<int32_t>(original.size());
  int32_t end = 0;
  for (const v1::OriginalRun& run : document.original_runs()) {
    if (run.text().end() <= span.begin() || run.text().begin() >= span.end()) continue;
    const bool one_to_one =
        run.text().end() - run.text().begin() == run.original().end() - run.original().begin();
    const int32_t shift = run.original().begin() - run.text().begin();
    begin = std::min(begin, one_to_one ? std::max(span.begin(), run.text().begin()) + shift
                                       : run.original().begin());
    end = std::max(
        end, one_to_one ? std::min(span.end(), run.text().end()) + shift : run.original().end());
  }
  return begin < end ? std::string(original.substr(begin, end - begin)) : std::string();
}

TEST(OneDocumentTest, FromBytesToText) {
  const v1::DocumentInput input = Input();
  const absl::StatusOr<Received> received = Receive(input, ReceiveLimits());
  ASSERT_TRUE(received.ok()) << received.status();
  ExpectArrow("01_received.txt", ToText(*received));

  const absl::StatusOr<Detection> detection =
      Detect(received->body, received->media_type, received->charset);
  ASSERT_TRUE(detection.ok()) << detection.status();
  ExpectArrow("02_detected.txt", ToText(*detection));

  const absl::StatusOr<Extracted> extracted = Extract(received->body, *detection, ExtractLimits());
  ASSERT_TRUE(extracted.ok()) << extracted.status();
  ExpectArrow("03_extracted.txt", ToText(*extracted, received->body));

  const v1::Document document = PreparedDocumentOf(input);
  EXPECT_EQ(document.text(), extracted->text);
  ExpectArrow("04_document.json", JsonLines(document));
}

// The promise of original_runs: what is one to one is the same bytes, and all else of the text is a paragraph break.
TEST(OneDocumentTest, TextMapsBackToTheBytes) {
  const v1::DocumentInput input = Input();
  const v1::Document document = PreparedDocumentOf(input);
  ASSERT_GT(document.original_runs_size(), 1);
  int32_t at = 0;
  for (const v1::OriginalRun& run : document.original_runs()) {
    const absl::string_view text = document.text();
    ASSERT_LE(at, run.text().begin());
    EXPECT_EQ(text.substr(at, run.text().begin() - at).find_first_not_of(" \n"),
              absl::string_view::npos);
    at = run.text().end();
    ASSERT_LE(run.original().end(), static_cast<int32_t>(input.content().size()));
    const std::string piece(text.substr(run.text().begin(), at - run.text().begin()));
    const std::string original = input.content().substr(
        run.original().begin(), run.original().end() - run.original().begin());
    if (piece.size() == original.size()) {
      EXPECT_EQ(piece, original);
    }
  }
  EXPECT_EQ(at, static_cast<int32_t>(document.text().size()));
}

TEST(OneDocumentTest, FromTextToAnalysis) {
  const v1::DocumentInput input = Input();
  const v1::Document document = PreparedDocumentOf(input);
  const auto engine = LanguageEngine::Load(FindLanguageModel("").value()).value();
  LanguageWorkspace workspace;
  const Syntax syntax = engine->Read(document.text(), absl::InfiniteFuture(), workspace).value();
  ExpectArrow("05_segments.txt", SegmentationText(document.text(), syntax.segments));

  const v1::Analysis analysis = AnalysisOf(document);
  EXPECT_EQ(static_cast<size_t>(analysis.sentences_size()), syntax.segments.sentences.size());
  EXPECT_EQ(static_cast<size_t>(analysis.token_count()), syntax.segments.words.size());
  ExpectArrow("06_claims.txt", ClaimsText(analysis));
  ExpectArrow("07_stances.txt", StancesText(analysis));

  std::string evidence;
  for (const v1::Claim& claim : analysis.claims()) {
    absl::StrAppend(&evidence, claim.text(), "\n  ",
                    OriginalOf(document, claim.span(), input.content()), "\n");
  }
  ExpectArrow("08_claims_in_the_original.txt", evidence);
}

TEST(OneDocumentTest, FromAnalysisToKeysAndValues) {
  internal::v1::AnalyzedDocument analyzed;
  *analyzed.mutable_document() = PreparedDocumentOf(Input());
  analyzed.mutable_document()->set_revision(1);
  *analyzed.mutable_analysis() = AnalysisOf(analyzed.document());
  const absl::StatusOr<PreparedDocument> prepared = PrepareDocument(analyzed);
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  WriteBatch batch;
  IndexBatch by_number;  // is bytes, and left out
  PutDocument(*prepared, DocumentNumbers(), &batch, &by_number);
  const absl::StatusOr<std::string> records = RecordsText(batch);
  ASSERT_TRUE(records.ok()) << records.status();
  ExpectArrow("09_records.txt", *records);
  const absl::StatusOr<std::string> index = IndexText(prepared->puts);
  ASSERT_TRUE(index.ok()) << index.status();
  ExpectArrow("10_index.txt", *index);
}

// The same document through a server: what the steps above made is what is answered.
TEST(OneDocumentTest, FromBytesToAnswers) {
  const auto server = WholeServer::Start("one_document");
  ASSERT_TRUE(server.ok()) << server.status();
  v1::IngestDocumentRequest send;
  send.set_parent(kCorpus);
  *send.mutable_input() = Input();
  const auto sent =
      (*server)->Call((*server)->ingest(), &v1::IngestService::Stub::IngestDocument, send);
  ASSERT_TRUE(sent.ok()) << sent.status();
  const v1::Document expected = PreparedDocumentOf(send.input());
  EXPECT_EQ(sent->document(), expected.name());
  EXPECT_EQ(sent->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  ASSERT_TRUE((*server)->AwaitAllVisible().ok());

  v1::GetDocumentRequest get;
  get.set_name(sent->document());
  get.mutable_read_mask()->add_paths("*");
  const auto document =
      (*server)->Call((*server)->query(), &v1::QueryService::Stub::GetDocument, get);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->revision(), sent->revision());
  EXPECT_TRUE(document->has_ingest_time());
  EXPECT_EQ(JsonLines(Timeless(*document)), JsonLines(expected));
  get.clear_read_mask();
  const auto lean = (*server)->Call((*server)->query(), &v1::QueryService::Stub::GetDocument, get);
  ASSERT_TRUE(lean.ok()) << lean.status();
  ExpectArrow("11_get_document.json", JsonLines(Timeless(*lean)));

  v1::ListClaimsRequest list_claims;
  list_claims.set_parent(sent->document());
  const auto claims =
      (*server)->Call((*server)->query(), &v1::QueryService::Stub::ListClaims, list_claims);
  ASSERT_TRUE(claims.ok()) << claims.status();
  ExpectArrow("12_list_claims.json", JsonLines(*claims));

  v1::ListStancesRequest list_stances;
  list_stances.set_parent(sent->document());
  const auto stances =
      (*server)->Call((*server)->query(), &v1::QueryService::Stub::ListStances, list_stances);
  ASSERT_TRUE(stances.ok()) << stances.status();
  ExpectArrow("13_list_stances.json", JsonLines(*stances));

  const v1::Analysis analysis = AnalysisOf(expected);
  EXPECT_EQ(claims->claims_size(), analysis.claims_size());
  EXPECT_EQ(stances->stances_size(), analysis.stances_size());
  for (const v1::Claim& claim : claims->claims()) {
    EXPECT_EQ(claim.text(), expected.text().substr(claim.span().begin(),
                                                   claim.span().end() - claim.span().begin()));
  }
}

}  // namespace
}  // namespace standpoint
