#include "ingest/pipeline/ingestor.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "ingest/pipeline/held_queue.h"
#include "standpoint/internal/v1/work.pb.h"
#include "store/client/fake_store_client.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "corpora/c";
constexpr char kRequestId[] = "0a1b2c3d-0000-4000-8000-000000000001";

class IngestorTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string directory = absl::StrCat(testing::TempDir(), "/register");
    std::filesystem::remove_all(directory);
    documents_ = *DocumentRegister::Open(directory, &clock_);
    PrepareLimits limits;
    limits.receive.max_content_bytes = 8 << 20;
    ingestor_ =
        std::make_unique<Ingestor>(limits, documents_.get(), &queue_, &store_, &clock_, metrics_);
  }

  static v1::IngestDocumentRequest Request(const std::string& content) {
    v1::IngestDocumentRequest request;
    request.set_parent(kCorpus);
    request.mutable_input()->set_content(content);
    return request;
  }

  // The result, once it is there.
  using Slot = std::optional<Ingestor::Result>;
  Ingestor::Done Into(Slot& slot) {
    return [&slot](Ingestor::Result result) { slot = std::move(result); };
  }

  Ingestor::Result IngestNow(const v1::IngestDocumentRequest& request) {
    Slot slot;
    ingestor_->Ingest(CallContext(), request, Into(slot));
    queue_.Release();
    return *slot;
  }

  absl::StatusOr<v1::BatchIngestDocumentsResponse> BatchNow(
      const v1::BatchIngestDocumentsRequest& request) {
    std::optional<absl::StatusOr<v1::BatchIngestDocumentsResponse>> slot;
    ingestor_->IngestBatch(CallContext(), request,
                           [&](auto response) { slot = std::move(response); });
    queue_.Release();
    return *slot;
  }

  v1::Document Queued(size_t index) {
    internal::v1::WorkPayload payload;
    EXPECT_TRUE(payload.ParseFromString(queue_.items().at(index).payload));
    return payload.document();
  }

  FakeClock clock_;
  Metrics metrics_;
  HeldQueue queue_;
  FakeStoreClient store_;
  std::unique_ptr<DocumentRegister> documents_;
  std::unique_ptr<Ingestor> ingestor_;
};

TEST_F(IngestorTest, QueuesACompleteDocument) {
  v1::IngestDocumentRequest request = Request(
      "<html><head><title>Ports</title></head><p>The minister said on Tuesday that the tariff "
      "would stay.</p></html>");
  request.mutable_input()->set_url("https://ledger.example/2024/05/02/ports");
  request.mutable_input()->set_source("harbor-ledger");
  (*request.mutable_input()->mutable_labels())["k"] = "v";
  const Ingestor::Result result = IngestNow(request);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_EQ(result->language(), "en");
  ASSERT_EQ(queue_.items().size(), 1u);
  EXPECT_EQ(queue_.items()[0].key, result->document());
  const v1::Document document = Queued(0);
  EXPECT_EQ(document.name(), result->document());
  EXPECT_TRUE(absl::StartsWith(document.name(), "corpora/c/documents/"));
  EXPECT_EQ(document.title(), "Ports");
  EXPECT_EQ(document.text(), "The minister said on Tuesday that the tariff would stay.");
  EXPECT_EQ(document.text_digest().size(), 64u);
  EXPECT_EQ(document.media_type(), "text/html");
  EXPECT_EQ(document.charset(), "UTF-8");
  EXPECT_EQ(document.publish_time_origin(), v1::PUBLISH_TIME_ORIGIN_URL);
  EXPECT_EQ(document.original_size(), static_cast<int64_t>(request.input().content().size()));
  EXPECT_EQ(document.revision(), result->revision());
  EXPECT_EQ(document.ingest_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(document.labels().at("k"), "v");
  ASSERT_EQ(document.original_runs_size(), 1);
  EXPECT_EQ(document.original_runs(0).original().begin(),
            static_cast<int>(request.input().content().find("The min")));
}

TEST_F(IngestorTest, RunsLeadThroughJson) {
  const std::string json = R"({"text":"She said \"no\" to it.","title":"T"})";
  ASSERT_TRUE(IngestNow(Request(json)).ok());
  const v1::Document document = Queued(0);
  EXPECT_EQ(document.title(), "T");
  EXPECT_EQ(document.text(), "She said \"no\" to it.");
  std::string covered;
  for (const v1::OriginalRun& run : document.original_runs()) {
    const int size = run.original().end() - run.original().begin();
    const std::string text =
        document.text().substr(run.text().begin(), run.text().end() - run.text().begin());
    if (static_cast<int>(text.size()) == size) {
      EXPECT_EQ(json.substr(run.original().begin(), size), text);
    }
    covered += text;
  }
  EXPECT_EQ(covered, document.text());
}

TEST_F(IngestorTest, SendingTwiceGivesOneDocument) {
  const Ingestor::Result first = IngestNow(Request("The same text."));
  clock_.Advance(absl::Hours(1));
  const Ingestor::Result second = IngestNow(Request("The same text."));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
  EXPECT_EQ(second->document(), first->document());
  EXPECT_EQ(second->revision(), first->revision());
  EXPECT_EQ(queue_.items().size(), 1u);
  v1::IngestDocumentRequest elsewhere = Request("The same text.");
  elsewhere.set_parent("corpora/d");
  EXPECT_EQ(IngestNow(elsewhere)->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
}

TEST_F(IngestorTest, TwoAtOnceQueueOnce) {
  Slot first;
  Slot second;
  ingestor_->Ingest(CallContext(), Request("Text."), Into(first));
  ingestor_->Ingest(CallContext(), Request("Text."), Into(second));
  EXPECT_FALSE(first.has_value());  // nothing is acknowledged before it is durable
  EXPECT_FALSE(second.has_value());
  EXPECT_EQ(queue_.Release(), 1);
  EXPECT_EQ((*first)->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_EQ((*second)->outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
}

TEST_F(IngestorTest, AFullQueueIsToldAndForgotten) {
  Slot first;
  Slot second;
  ingestor_->Ingest(CallContext(), Request("Text."), Into(first));
  ingestor_->Ingest(CallContext(), Request("Text."), Into(second));
  queue_.Release(Overloaded("queue", "full", absl::Seconds(1)));
  EXPECT_EQ(ErrorReason(first->status()), "OVERLOADED");
  EXPECT_EQ(ErrorReason(second->status()), "OVERLOADED");
  EXPECT_EQ(IngestNow(Request("Text."))->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
}

TEST_F(IngestorTest, ValidateOnlyStoresNothing) {
  v1::IngestDocumentRequest request = Request("Text.");
  request.set_validate_only(true);
  const Ingestor::Result looked = IngestNow(request);
  EXPECT_EQ(looked->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_TRUE(queue_.items().empty());
  const Ingestor::Result taken = IngestNow(Request("Text."));
  EXPECT_EQ(taken->document(), looked->document());
  EXPECT_EQ(IngestNow(request)->outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
}

TEST_F(IngestorTest, RequestIds) {
  v1::IngestDocumentRequest request = Request("Text.");
  request.set_request_id(kRequestId);
  const Ingestor::Result first = IngestNow(request);
  const Ingestor::Result repeat = IngestNow(request);
  ASSERT_TRUE(repeat.ok());
  EXPECT_EQ(repeat->SerializeAsString(), first->SerializeAsString());  // ACCEPTED, though it exists
  v1::IngestDocumentRequest other = Request("Other text.");
  other.set_request_id(kRequestId);
  EXPECT_TRUE(absl::IsInvalidArgument(IngestNow(other).status()));
  v1::IngestDocumentRequest elsewhere = request;
  elsewhere.set_parent("corpora/d");
  EXPECT_TRUE(absl::IsInvalidArgument(IngestNow(elsewhere).status()));
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(IngestNow(request)->outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
}

TEST_F(IngestorTest, ABadItemLeavesTheOthersUnharmed) {
  v1::BatchIngestDocumentsRequest request;
  request.set_parent(kCorpus);
  request.add_inputs()->set_content("First.");
  request.add_inputs()->set_content("");
  request.add_inputs()->set_content("{\"text\": 1}");
  request.add_inputs()->set_content("First.");
  request.add_inputs()->set_content("Last.");
  const auto response = BatchNow(request);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->results_size(), 5);
  EXPECT_EQ(response->results(0).response().outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_EQ(response->results(3).response().outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
  EXPECT_EQ(response->results(4).response().outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_TRUE(absl::StartsWith(response->results(1).error().message(), "inputs[1].content:"));
  EXPECT_TRUE(
      absl::StartsWith(response->results(2).error().message(), "inputs[2].content: byte 9:"));
  EXPECT_EQ(response->results(2).error().code(),
            static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(queue_.items().size(), 2u);
}

TEST_F(IngestorTest, Deletes) {
  const std::string name = IngestNow(Request("Text."))->document();
  const int64_t revision = IngestNow(Request("Text."))->revision();
  EXPECT_TRUE(
      ingestor_->Delete(CallContext(), name).ok());  // also while it still waits for its analysis
  EXPECT_TRUE(absl::IsNotFound(ingestor_->Delete(CallContext(), name)));
  const Ingestor::Result again = IngestNow(Request("Text."));
  EXPECT_EQ(again->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_GT(again->revision(), revision + 1);
  EXPECT_TRUE(absl::IsInvalidArgument(ingestor_->Delete(CallContext(), "corpora/c")));
  EXPECT_TRUE(absl::IsNotFound(ingestor_->Delete(CallContext(), "corpora/c/documents/aaaa")));
}

TEST_F(IngestorTest, ADeletionThatTheStoreMissedIsRepeated) {
  const std::string name = IngestNow(Request("Text."))->document();
  store_.FailNext(1, absl::UnavailableError("down"));
  EXPECT_TRUE(absl::IsUnavailable(ingestor_->Delete(CallContext(), name)));
  EXPECT_TRUE(ingestor_->Delete(CallContext(), name).ok());
}

struct BadCase {
  const char* name;
  std::function<void(v1::IngestDocumentRequest&)> spoil;
  const char* reason;
  const char* told;
};

class BadRequestTest : public IngestorTest, public testing::WithParamInterface<BadCase> {};

TEST_P(BadRequestTest, GetsItsStatusAndTheServerGoesOn) {
  v1::IngestDocumentRequest request = Request("Some text.");
  GetParam().spoil(request);
  const absl::Status status = IngestNow(request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), GetParam().reason);
  EXPECT_TRUE(absl::StrContains(std::string(status.message()), GetParam().told)) << status;
  EXPECT_TRUE(queue_.items().empty());
  EXPECT_TRUE(IngestNow(Request("Some text.")).ok());
}

std::string Nested(int depth) {
  std::string html = "<html><body>";
  for (int i = 0; i < depth; ++i) {
    html += "<div>";
  }
  return html + "<p>Deep.</p>";
}

INSTANTIATE_TEST_SUITE_P(
    All, BadRequestTest,
    testing::Values(
        BadCase{"wrong_parent", [](auto& r) { r.set_parent("corpora/UPPER"); }, "INVALID_FIELD",
                "parent"},
        BadCase{"no_parent", [](auto& r) { r.clear_parent(); }, "INVALID_FIELD", "parent"},
        BadCase{"no_input", [](auto& r) { r.clear_input(); }, "INVALID_FIELD",
                "input: is required"},
        BadCase{"no_content", [](auto& r) { r.mutable_input()->clear_content(); }, "INVALID_FIELD",
                "input.content"},
        BadCase{"request_id", [](auto& r) { r.set_request_id("not-a-uuid"); }, "INVALID_FIELD",
                "request_id"},
        BadCase{"too_large",
                [](auto& r) { r.mutable_input()->set_content(std::string(100 << 20, 'a')); },
                "INVALID_FIELD", "over the limit"},
        BadCase{"malformed_utf8",
                [](auto& r) {
                  r.mutable_input()->set_charset("utf-8");
                  r.mutable_input()->set_content("abc\xFF");
                },
                "INVALID_FIELD", "byte 3: malformed UTF-8"},
        BadCase{"nested_html", [](auto& r) { r.mutable_input()->set_content(Nested(100'000)); },
                "DOCUMENT_TOO_DEEP", "nested"},
        BadCase{"truncated_json",
                [](auto& r) { r.mutable_input()->set_content(R"({"text":"abc)"); }, "INVALID_FIELD",
                "input.content: byte 12"},
        BadCase{"unknown_key",
                [](auto& r) { r.mutable_input()->set_content(R"({"text":"a","x":"b"})"); },
                "INVALID_FIELD", "unknown key \"x\""},
        BadCase{"pdf", [](auto& r) { r.mutable_input()->set_content("%PDF-1.7"); },
                "UNSUPPORTED_MEDIA_TYPE", "application/pdf"},
        BadCase{"media_type", [](auto& r) { r.mutable_input()->set_media_type("image/png"); },
                "UNSUPPORTED_MEDIA_TYPE", "image/png"},
        BadCase{"charset", [](auto& r) { r.mutable_input()->set_charset("klingon"); },
                "INVALID_FIELD", "charset"},
        BadCase{"empty", [](auto& r) { r.mutable_input()->set_content(" \n "); }, "EMPTY_DOCUMENT",
                "no text"}),
    [](const auto& info) { return info.param.name; });

TEST_F(IngestorTest, BadBatches) {
  v1::BatchIngestDocumentsRequest empty;
  empty.set_parent(kCorpus);
  EXPECT_EQ(ErrorReason(BatchNow(empty).status()), "INVALID_FIELD");
  v1::BatchIngestDocumentsRequest large = empty;
  for (int i = 0; i < 1001; ++i) {
    large.add_inputs();
  }
  EXPECT_EQ(ErrorReason(BatchNow(large).status()), "INVALID_FIELD");
  v1::BatchIngestDocumentsRequest misnamed;
  misnamed.set_parent("c");
  misnamed.add_inputs()->set_content("x");
  EXPECT_EQ(ErrorReason(BatchNow(misnamed).status()), "INVALID_FIELD");
}

TEST_F(IngestorTest, ExpiredWorkIsNotBegun) {
  Slot slot;
  ingestor_->Ingest(CallContext(absl::InfinitePast()), Request("Text."), Into(slot));
  EXPECT_EQ(slot->status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(queue_.Release(), 0);
}

TEST_F(IngestorTest, Counts) {
  (void)IngestNow(Request("Text."));
  (void)IngestNow(Request("Text."));
  (void)IngestNow(Request(""));
  const std::string text = metrics_.Text();
  for (const char* line : {"standpoint_ingest_documents_total{outcome=\"accepted\"} 1",
                           "standpoint_ingest_documents_total{outcome=\"already_exists\"} 1",
                           "standpoint_ingest_documents_total{outcome=\"refused\"} 1",
                           "standpoint_ingest_step_duration_seconds_count{step=\"extract\"} 2",
                           "standpoint_ingest_step_duration_seconds_count{step=\"append\"} 1"}) {
    EXPECT_TRUE(absl::StrContains(text, line)) << line << "\n" << text;
  }
}

}  // namespace
}  // namespace standpoint
