#include "ingest/receive/json_document.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(JsonDocumentTest, ReadsEveryKey) {
  const auto document = ParseJsonDocument(
      R"({"text": "A.", "source": "s", "publisher": "P", "url": "https://a.example/", "title": "T",
          "date": "2024-05-02", "language": "en", "labels": {"k": "v"}})");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->body, "A.");
  EXPECT_FALSE(document->is_html);
  EXPECT_EQ(document->source, "s");
  EXPECT_EQ(document->publisher, "P");
  EXPECT_EQ(document->url, "https://a.example/");
  EXPECT_EQ(document->title, "T");
  EXPECT_EQ(document->publish_time,
            absl::FromCivil(absl::CivilDay(2024, 5, 2), absl::UTCTimeZone()));
  EXPECT_EQ(document->language, "en");
  EXPECT_EQ(document->labels.at("k"), "v");
}

TEST(JsonDocumentTest, NullIsAsIfMissing) {
  const auto document =
      ParseJsonDocument(R"({"html":"<p>A","text":null,"title":null,"labels":null})");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_TRUE(document->is_html);
}

TEST(JsonDocumentTest, BodyMapsBackToTheBytes) {
  const std::string json = "{\"text\":\"a\\n\\u00e9\xC3\xA9\\ud83d\\ude00.\"}";
  const auto document = ParseJsonDocument(json);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->body, "a\n\xC3\xA9\xC3\xA9\xF0\x9F\x98\x80.");
  std::string covered;
  for (const OffsetRun& run : document->body_map) {
    if (run.one_to_one()) {
      EXPECT_EQ(document->body.substr(run.text_begin, run.text_end - run.text_begin),
                json.substr(run.original_begin, run.original_end - run.original_begin));
    }
    absl::StrAppend(&covered, document->body.substr(run.text_begin, run.text_end - run.text_begin));
  }
  EXPECT_EQ(covered, document->body);
}

struct BadCase {
  const char* json;
  const char* told;  // part of the message
};

class BadJsonTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadJsonTest, IsRefusedWithItsPlace) {
  const absl::Status status = ParseJsonDocument(GetParam().json).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StartsWith(std::string(status.message()), "content: ")) << status;
  EXPECT_TRUE(absl::StrContains(std::string(status.message()), GetParam().told)) << status;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadJsonTest,
    testing::Values(
        BadCase{"", "byte 0: one JSON object is expected, not the end"}, BadCase{"[]", "an array"},
        BadCase{"no JSON", "expected, not other text"}, BadCase{" null", "expected, not null"},
        BadCase{"{", "a key is expected, not the end"}, BadCase{"{}", "is required"},
        BadCase{R"({"text")", "byte 7: ':'"}, BadCase{R"({"text":)", "not the end"},
        BadCase{R"({"text":"abc)", "byte 12: the JSON ends inside a string"},
        BadCase{R"({"text":"abc")", "',' or '}'"}, BadCase{R"({"text":"a",})", "a key is expected"},
        BadCase{R"({"text":"a"} {"text":"b"})", "byte 13: something follows"},
        BadCase{R"({"text":1})", "a number"},
        BadCase{R"({"text":[[[[[[[["a"]]]]]]]]})", "an array"},
        BadCase{R"({"text":{"a":"b"}})", "an object"}, BadCase{R"({"text":true})", "a boolean"},
        BadCase{R"({"text":"a","text":"b"})", "twice"},
        BadCase{R"({"text":"a","html":"b"})", "twice"},
        BadCase{R"({"text":"a","date":"2024-05-02","publish_time":"2024-05-02"})", "twice"},
        BadCase{R"({"text":"a","colour":"b"})", "unknown key \"colour\""},
        BadCase{R"({"text":"a","colour":null})", "unknown key \"colour\""},
        BadCase{R"({"text":"a","date":"yesterday"})", "key \"date\": must be RFC 3339"},
        BadCase{R"({"text":"a","labels":"b"})", "an object of strings is expected, not a string"},
        BadCase{R"({"text":"a","labels":{"b":{}}})", "not an object"},
        BadCase{R"({"text":"a","labels":{"b":"c","b":"d"}})", "label \"b\" is there twice"},
        BadCase{R"({"text":"\x"})", "unknown escape"}, BadCase{R"({"text":"\u12g4"})", "\\u"},
        BadCase{R"({"text":"\ud800"})", "surrogate"}, BadCase{R"({"text":"\udc00"})", "surrogate"},
        BadCase{R"({"text":"\ud800\u0041"})", "surrogate"},
        BadCase{"{\"text\":\"a\nb\"}", "control"},
        BadCase{"{\"text\":\"a\xFF\"}", "byte 10: malformed UTF-8"},
        BadCase{"{\"text\":\"a\"}\xC3", "something follows"}));

TEST(JsonDocumentTest, LooksAreToldFromTheBeginning) {
  EXPECT_TRUE(LooksLikeJsonDocument("\xEF\xBB\xBF { \"text\""));
  EXPECT_FALSE(LooksLikeJsonDocument("{ braces in prose }"));
  EXPECT_FALSE(LooksLikeJsonDocument("[\"text\"]"));
  EXPECT_FALSE(LooksLikeJsonDocument(""));
}

TEST(JsonDocumentTest, LabelsAreBoundedWhileReading) {
  std::string json = R"({"text":"a","labels":{"x":"")";
  for (int i = 0; i < 100; ++i) {
    absl::StrAppend(&json, ",\"", i, "\":\"\"");
  }
  const absl::Status status = ParseJsonDocument(json + "}}").status();
  EXPECT_TRUE(absl::StrContains(std::string(status.message()), "more than 32 labels")) << status;
}

}  // namespace
}  // namespace standpoint
