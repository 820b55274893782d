#include "ingest/receive/receive.h"

#include <functional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

v1::DocumentInput Plain() {
  v1::DocumentInput input;
  input.set_content("Some text.");
  input.set_media_type("text/plain");
  return input;
}

TEST(ReceiveTest, PassesWhatWasGiven) {
  v1::DocumentInput input = Plain();
  input.set_charset("UTF-8");
  input.set_source("The Harbor Ledger - News");
  input.set_title(" The\n title ");
  input.mutable_publish_time()->set_seconds(1'700'000'000);
  (*input.mutable_labels())["k"] = "v";
  const auto received = Receive(input, {});
  ASSERT_TRUE(received.ok()) << received.status();
  EXPECT_EQ(received->body, "Some text.");
  EXPECT_EQ(received->charset, "utf-8");
  EXPECT_EQ(received->title, "The title");
  EXPECT_EQ(received->publish_time, absl::FromUnixSeconds(1'700'000'000));
  EXPECT_EQ(received->original_size, 10);
  EXPECT_TRUE(received->body_map.empty());
}

TEST(ReceiveTest, MediaTypeMayNameTheCharset) {
  v1::DocumentInput input = Plain();
  input.set_media_type("Text/HTML; Charset=\"ISO-8859-1\"");
  const auto received = Receive(input, {});
  ASSERT_TRUE(received.ok()) << received.status();
  EXPECT_EQ(received->media_type, "text/html");
  EXPECT_EQ(received->charset, "iso-8859-1");
}

TEST(ReceiveTest, FieldsWinOverKeys) {
  v1::DocumentInput input;
  input.set_content(
      R"({"html":"<p>A","title":"inner","source":"inner","labels":{"a":"1","b":"2"}})");
  input.set_title("outer");
  (*input.mutable_labels())["a"] = "0";
  const auto received = Receive(input, {});
  ASSERT_TRUE(received.ok()) << received.status();
  EXPECT_EQ(received->title, "outer");
  EXPECT_EQ(received->source, "inner");
  EXPECT_EQ(received->media_type, "text/html");
  EXPECT_EQ(received->labels.at("a"), "0");
  EXPECT_EQ(received->labels.at("b"), "2");
  EXPECT_EQ(received->body, "<p>A");
}

struct BadCase {
  const char* field;
  std::function<void(v1::DocumentInput&)> spoil;
  const char* reason = "INVALID_FIELD";
};

class BadInputTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadInputTest, NamesTheField) {
  v1::DocumentInput input = Plain();
  GetParam().spoil(input);
  const absl::Status status = Receive(input, {.max_content_bytes = 1000}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), GetParam().reason);
  EXPECT_TRUE(absl::StartsWith(std::string(status.message()), absl::StrCat(GetParam().field, ":")))
      << status;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadInputTest,
    testing::Values(
        BadCase{"content", [](auto& i) { i.clear_content(); }},
        BadCase{"content", [](auto& i) { i.set_content(std::string(1001, 'a')); }},
        BadCase{"content", [](auto& i) { i.set_media_type("application/json"); }},
        BadCase{"content",
                [](auto& i) {
                  i.set_media_type("");
                  i.set_content(R"({"text":"a","url":"ftp://a.example"})");
                }},
        BadCase{"media_type", [](auto& i) { i.set_media_type("application/pdf"); },
                "UNSUPPORTED_MEDIA_TYPE"},
        BadCase{"media_type", [](auto& i) { i.set_media_type("text/plain\n"); }},
        BadCase{"charset", [](auto& i) { i.set_charset("a b"); }},
        BadCase{"charset", [](auto& i) { i.set_charset(std::string(65, 'a')); }},
        BadCase{"charset",
                [](auto& i) {
                  i.set_media_type("application/json");
                  i.set_charset("utf-16");
                }},
        BadCase{"source", [](auto& i) { i.set_source("a\tb"); }},
        BadCase{"source", [](auto& i) { i.set_source(std::string(129, 'a')); }},
        BadCase{"publisher", [](auto& i) { i.set_publisher(std::string(513, 'a')); }},
        BadCase{"url", [](auto& i) { i.set_url("ftp://a.example"); }},
        BadCase{"url", [](auto& i) { i.set_url("https://"); }},
        BadCase{"url", [](auto& i) { i.set_url("https://a.example/a b"); }},
        BadCase{"url", [](auto& i) { i.set_url("https://a.example/" + std::string(2048, 'a')); }},
        BadCase{"title", [](auto& i) { i.set_title(std::string(1025, 'a')); }},
        BadCase{"language", [](auto& i) { i.set_language("e"); }},
        BadCase{"language", [](auto& i) { i.set_language("en--us"); }},
        BadCase{"language", [](auto& i) { i.set_language("en_US"); }},
        BadCase{"publish_time", [](auto& i) { i.mutable_publish_time()->set_seconds(1LL << 60); }},
        BadCase{"publish_time", [](auto& i) { i.mutable_publish_time()->set_nanos(-1); }},
        BadCase{"labels", [](auto& i) { (*i.mutable_labels())["Upper"] = ""; }},
        BadCase{"labels", [](auto& i) { (*i.mutable_labels())[""] = ""; }},
        BadCase{"labels", [](auto& i) { (*i.mutable_labels())["a"] = std::string(513, 'a'); }},
        BadCase{"labels", [](auto& i) {
                  for (int n = 0; n < 33; ++n) (*i.mutable_labels())[absl::StrCat(n)] = "";
                }}));

}  // namespace
}  // namespace standpoint
