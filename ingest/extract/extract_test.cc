#include "ingest/extract/extract.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "ingest/extract/extracted_invariants.h"

namespace standpoint {
namespace {

Extracted Taken(absl::string_view body, absl::string_view media_type = "",
                absl::string_view charset = "") {
  const auto detection = Detect(body, media_type, charset);
  EXPECT_TRUE(detection.ok()) << detection.status();
  const auto extracted = Extract(body, *detection, {});
  EXPECT_TRUE(extracted.ok()) << extracted.status();
  if (!extracted.ok()) {
    return {};
  }
  EXPECT_EQ(BrokenInvariant(body, *detection, *extracted), "") << extracted->text;
  return *extracted;
}

absl::Status Refused(absl::string_view body, absl::string_view media_type = "",
                     absl::string_view charset = "", const ExtractLimits& limits = {}) {
  const auto detection = Detect(body, media_type, charset);
  return detection.ok() ? Extract(body, *detection, limits).status() : detection.status();
}

TEST(ExtractPlainTest, WhatIsTidyStaysAsItIs) {
  const Extracted extracted = Taken("One line.\nAnother.\n\n\tNext  paragraph.");
  EXPECT_EQ(extracted.text, "One line.\nAnother.\n\n\tNext  paragraph.");
  EXPECT_TRUE(extracted.map.empty());
}

TEST(ExtractPlainTest, LineEndsBlankLinesAndControls) {
  EXPECT_EQ(Taken("a\r\nb\rc\r\n \r\n\r\n\r\n d  \n").text, "a\nb\nc\n\n d");
  EXPECT_EQ(Taken("page one\fpage two", "text/plain").text, "page one\n\npage two");
  EXPECT_EQ(Taken("\xEF\xBB\xBF  a\x01"
                  "b\x7F  c")
                .text,
            "ab  c");
}

TEST(ExtractPlainTest, ControlsAreSeenAtEveryPlace) {
  const std::string clean = "caf\xC3\xA9 one  two three four";
  for (size_t at = 1; at < clean.size(); ++at) {
    for (const char control : {'\x01', '\x1F', '\x7F'}) {
      std::string body = clean;
      body.insert(at, 1, control);
      if (clean[at] != '\xA9') {  // the character would be malformed
        EXPECT_EQ(Taken(body, "text/plain", "utf-8").text, clean) << at;
      }
    }
    std::string cut = clean;
    cut[at] = '\n';
    const std::string expected = absl::StrCat(
        absl::StripTrailingAsciiWhitespace(clean.substr(0, at)), "\n", clean.substr(at + 1));
    if (at > 4 && at + 1 < clean.size()) {
      EXPECT_EQ(Taken(cut, "text/plain", "utf-8").text, expected) << at;
    }
  }
}

TEST(ExtractPlainTest, NothingIsNormalised) {
  const std::string decomposed = "cafe\xCC\x81 and caf\xC3\xA9";
  EXPECT_EQ(Taken(decomposed).text, decomposed);
}

TEST(ExtractPlainTest, OtherCharacterSets) {
  const Extracted western = Taken("Caf\xE9 \x93quoted\x94.", "", "windows-1252");
  EXPECT_EQ(western.text, "Caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D.");
  const Extracted wide =
      Taken(absl::string_view("\xFF\xFE"
                              "A\0 \0\xAC\x20",
                              8));
  EXPECT_EQ(wide.text, "A \xE2\x82\xAC");
  ASSERT_EQ(wide.map.size(), 2u);
  EXPECT_EQ(wide.map[1], (OffsetRun{2, 5, 6, 8}));
  const Extracted japanese = Taken("\x93\xFA\x96\x7B ok", "", "shift_jis");
  EXPECT_EQ(japanese.text, "\xE6\x97\xA5\xE6\x9C\xAC ok");
  const Extracted shifted = Taken("\x1B$B\x46\x7C\x4B\x5C\x1B(B ok", "", "iso-2022-jp");
  EXPECT_EQ(shifted.text, "\xE6\x97\xA5\xE6\x9C\xAC ok");
}

TEST(ExtractPlainTest, MalformedBytes) {
  const absl::Status declared = Refused("good \xC3\xA9 \xFF", "", "utf-8");
  EXPECT_EQ(declared.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StrContains(std::string(declared.message()), "byte 8: malformed UTF-8"))
      << declared;
  EXPECT_TRUE(
      absl::StrContains(std::string(Refused("\xEF\xBB\xBF\xFF").message()), "byte 3: malformed"));
  EXPECT_TRUE(absl::StrContains(std::string(Refused("ab\x81\x20", "", "shift_jis").message()),
                                "byte 2: malformed"));
  // A page only claims to be UTF-8; readers see a replacement character.
  EXPECT_TRUE(
      absl::StrContains(Taken("<meta charset=utf-8><p>Broken \xFF bytes here.", "text/html").text,
                        "Broken \xEF\xBF\xBD bytes"));
}

TEST(ExtractPlainTest, Limits) {
  EXPECT_EQ(ErrorReason(Refused(" \n\t \r\n")), "EMPTY_DOCUMENT");
  EXPECT_EQ(ErrorReason(Refused("<html><script>x</script>")), "EMPTY_DOCUMENT");
  EXPECT_EQ(ErrorReason(Refused("12345678901", "", "", {.max_text_bytes = 10})), "INVALID_FIELD");
  std::string wide;
  for (int i = 0; i < 5000; ++i) {
    absl::StrAppend(&wide, "\xE9 a ");
  }
  const auto detection = Detect(wide, "", "windows-1252");
  const auto coarse = Extract(wide, *detection, {.max_runs = 100});
  ASSERT_TRUE(coarse.ok());
  EXPECT_LE(coarse->map.size(), 100u);
  EXPECT_EQ(BrokenInvariant(wide, *detection, *coarse), "");
}

constexpr char kPage[] = R"(<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Ports &amp; tariffs | The Harbor Ledger</title>
<meta property="og:site_name" content="The Harbor Ledger">
<link rel="canonical" href="https://ledger.example/ports">
<script type="application/ld+json">{"@type":"NewsArticle", "datePublished" : "2024-05-02T10:00:00+02:00"}</script>
<style>p { color: red }</style>
</head><body>
<header><a href="/">The Harbor Ledger</a></header>
<nav><ul><li><a href="/a">World</a><li><a href="/b">Business</a></ul></nav>
<div class="cookie-banner"><p>We use cookies to improve this site and measure its audience. Accept all of them?</p></div>
<article>
<h1>Ports &amp; tariffs</h1>
<p>By Mara Lind</p>
<p>The transport minister said on Tuesday that the tariff &mdash; announced last
week &mdash; would not be delayed.</p>
<h2>The union's view</h2>
<p>&#8220;We disagree,&#8221; said <a href="/u">the dockers' union</a>.</p>
<ul><li>It wants a year's notice.</li><li>It wants higher pay.</li></ul>
<aside><p>Related: another article about something else that is long enough to count.</p></aside>
<div class="share-tools"><a href="#">Share this article with your friends on every network that there is</a></div>
</article>
<footer><p>&copy; 2024 The Harbor Ledger. All rights reserved.</p></footer>
</body></html>)";

TEST(ExtractHtmlTest, MainTextWithoutBoilerplate) {
  const Extracted extracted = Taken(kPage);
  EXPECT_EQ(extracted.text,
            "The transport minister said on Tuesday that the tariff \xE2\x80\x94 announced last "
            "week \xE2\x80\x94 would "
            "not be delayed.\n\nThe union's view\n\n\xE2\x80\x9CWe disagree,\xE2\x80\x9D said the "
            "dockers' "
            "union.\n\nIt wants a year's notice.\n\nIt wants higher pay.");
}

TEST(ExtractHtmlTest, WhatThePageSaysOfItself) {
  const PageMetadata page = Taken(kPage).metadata;
  EXPECT_EQ(page.title, "Ports & tariffs");
  EXPECT_EQ(page.publisher, "The Harbor Ledger");
  EXPECT_EQ(page.url, "https://ledger.example/ports");
  EXPECT_EQ(page.language, "en-GB");
  EXPECT_EQ(page.publish_time,
            absl::FromCivil(absl::CivilHour(2024, 5, 2, 8), absl::UTCTimeZone()));
}

TEST(ExtractHtmlTest, WitnessesOfTheTime) {
  const absl::Time may = absl::FromCivil(absl::CivilDay(2024, 5, 2), absl::UTCTimeZone());
  EXPECT_EQ(Taken("<meta property='article:published_time' content='2024-05-02'><time "
                  "datetime='2020-01-01'>x</time><p>A b.")
                .metadata.publish_time,
            may);
  EXPECT_EQ(Taken("<p>A b. <time datetime='2020-01-01'>x</time><time itemprop=datePublished "
                  "datetime='2024-05-02'>x</time>")
                .metadata.publish_time,
            may);
  EXPECT_EQ(Taken("<p>A b. <time datetime='soon'>x</time>").metadata.publish_time, std::nullopt);
}

TEST(ExtractHtmlTest, PagesWithoutMarkup) {
  EXPECT_EQ(Taken("<p>Short.").text, "Short.");
  EXPECT_EQ(
      Taken("<body>Just some text<br>on two lines<br><br>and another paragraph</body>", "text/html")
          .text,
      "Just some text\non two lines\n\nand another paragraph");
  EXPECT_EQ(Taken("no tags at all", "text/html").text, "no tags at all");
  EXPECT_EQ(Taken("<div class=comments><p>All there is, is comments.</p></div>").text,
            "All there is, is comments.");
}

TEST(ExtractHtmlTest, LinkListsAreDropped) {
  const Extracted extracted = Taken(
      "<body><div><a href=1>First headline of another article here</a></div><div><a href=2>Second "
      "headline of yet "
      "another article</a></div><div>The council voted on Monday to close the bridge for repairs, "
      "which will last "
      "until the autumn of next year at least, said the mayor.</div><div><a href=3>Third headline "
      "of one more "
      "article</a></div></body>");
  EXPECT_TRUE(absl::StartsWith(extracted.text, "The council voted"));
  EXPECT_FALSE(absl::StrContains(extracted.text, "headline"));
}

TEST(ExtractHtmlTest, MisnestedMarkupLeadsBack) {
  Taken(
      "<table><b>Fostered text is moved.<tr><td>A cell of the table.</td></tr></b></table>after it "
      "all.",
      "text/html");
  Taken("<p>One &lt;b&gt; &amp;amp; &notit; &ampx &#x1F600; two.</p>");
  Taken("<pre>  keep\n\n  this </pre>");
  Taken("<p>a</x>b</y>c &nbsp;&#160; d.&nbsp;</p>");
}

TEST(ExtractPropertyTest, EveryByteLeadsBack) {
  const std::vector<std::string> parts = {"<p>",         "</p>",
                                          "<div>",       "</div>",
                                          "<b>",         "</b>",
                                          "<br>",        "<a href=x>",
                                          "</a>",        "<li>",
                                          "<table>",     "<td>",
                                          "</table>",    "&amp;",
                                          "&mdash;",     "&#65;",
                                          "&notin;",     "&bogus;",
                                          "&",           "\r\n",
                                          "\n",          "  ",
                                          "\t",          "Some words here.",
                                          "caf\xC3\xA9", "\xE2\x82\xAC",
                                          "x",           "<!-- c -->",
                                          "<h2>",        "</h2>",
                                          "<pre>",       "</pre>",
                                          "<article>",   "\x01",
                                          "\xFF",        "<",
                                          ">",           "\f"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string body;
    for (int i = 0, n = 1 + static_cast<int>(random() % 30); i < n; ++i) {
      absl::StrAppend(&body, parts[random() % parts.size()]);
    }
    for (const char* media_type : {"text/plain", "text/html"}) {
      for (const char* charset : {"", "windows-1252"}) {
        const auto detection = Detect(body, media_type, charset);
        ASSERT_TRUE(detection.ok());
        const auto extracted = Extract(body, *detection, {});
        if (extracted.ok()) {
          EXPECT_EQ(BrokenInvariant(body, *detection, *extracted), "")
              << media_type << ": " << body;
        } else {
          EXPECT_EQ(ErrorReason(extracted.status()), "EMPTY_DOCUMENT") << body;
        }
      }
    }
  }
}

}  // namespace
}  // namespace standpoint
