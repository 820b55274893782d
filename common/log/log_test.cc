#include "common/log/log.h"

#include <limits>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/log/json_string.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace standpoint {
namespace {

using nlohmann::json;

// Collects lines instead of writing them.
class LogTest : public testing::Test {
 protected:
  LogTest() {
    SetLogSink([this](absl::string_view line) { lines_.emplace_back(line); });
  }
  ~LogTest() override {
    SetLogSink(nullptr);
    SetLogLevel(Severity::kInfo);
  }

  std::vector<std::string> lines_;
};

TEST_F(LogTest, FormatsOneObject) {
  const std::string name = "corpora/news";
  const LogField fields[] = {{"address", "0.0.0.0:7300"},
                             {"name", name},
                             {"count", 3},
                             {"size", uint64_t{7}},
                             {"ok", true},
                             {"wait_seconds", absl::Milliseconds(1500)},
                             {"nothing", ""},
                             {"ratio", std::numeric_limits<double>::quiet_NaN()}};
  EXPECT_EQ(FormatLogLine(absl::FromUnixMicros(1'700'000'000'000'042), Severity::kInfo,
                          "server_started", fields),
            R"({"time":"2023-11-14T22:13:20.000042Z","severity":"INFO","event":"server_started",)"
            R"("address":"0.0.0.0:7300","name":"corpora/news","count":3,"size":7,"ok":true,)"
            R"("wait_seconds":1.5,"ratio":null})");
}

TEST_F(LogTest, LevelChangesWhileRunning) {
  Log(Severity::kDebug, "hidden");
  Log(Severity::kInfo, "shown");
  SetLogLevel(Severity::kDebug);
  Log(Severity::kDebug, "shown_too");
  SetLogLevel(Severity::kError);
  Log(Severity::kWarning, "hidden_again");
  ASSERT_EQ(lines_.size(), 2u);
  EXPECT_EQ(json::parse(lines_[0])["event"], "shown");
  EXPECT_EQ(json::parse(lines_[1])["event"], "shown_too");
  EXPECT_EQ(json::parse(lines_[1])["severity"], "DEBUG");
}

TEST_F(LogTest, LinesOfManyThreadsStayWhole) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 100; ++i) {
        Log(Severity::kInfo, "tick", {{"thread", t}, {"i", i}});
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  ASSERT_EQ(lines_.size(), 400u);
  for (const std::string& line : lines_) {
    EXPECT_EQ(json::parse(line)["event"], "tick");
  }
}

TEST(JsonStringTest, EscapesWhatMustBe) {
  std::string out;
  AppendJsonString(absl::string_view("a\"b\\c\n\r\t\0\x1f\x7f/é", 14), out);
  EXPECT_EQ(out, R"("a\"b\\c\n\r\t\u0000\u001f\u007f/é")");
}

TEST(JsonStringTest, ReplacesWhatIsNotUtf8) {
  for (const char* bad :
       {"\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xff"}) {
    std::string out;
    AppendJsonString(bad, out);
    EXPECT_TRUE(json::accept(out)) << out;
    EXPECT_TRUE(absl::StrContains(out, "\xef\xbf\xbd")) << out;
  }
}

// Any bytes give JSON that parses strictly; good UTF-8 comes back unchanged.
TEST(JsonStringTest, AnyBytesGiveValidJsonOnOneLine) {
  std::mt19937 random(7);
  const char32_t some[] = {U'a',   U'"',   U'\\',  0x7f,   0x80,   0x7ff,   0x800,
                           0x2028, 0x2029, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff};
  for (int round = 0; round < 5000; ++round) {
    std::string bytes;
    for (uint32_t i = random() % 20; i > 0; --i) {
      bytes += static_cast<char>(random() % 256);
    }
    std::string out;
    AppendJsonString(bytes, out);
    EXPECT_TRUE(json::accept(out)) << out;
    EXPECT_EQ(out.find('\n'), std::string::npos);

    json good = "";
    std::string text;
    for (uint32_t i = random() % 20; i > 0; --i) {
      const char32_t c = some[random() % std::size(some)];
      if (c < 0x80) {
        text += static_cast<char>(c);
      } else if (c < 0x800) {
        text += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
      } else if (c < 0x10000) {
        text += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)),
                 static_cast<char>(0x80 | (c & 0x3f))};
      } else {
        text += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3f)),
                 static_cast<char>(0x80 | (c >> 6 & 0x3f)), static_cast<char>(0x80 | (c & 0x3f))};
      }
    }
    out.clear();
    AppendJsonString(text, out);
    EXPECT_EQ(json::parse(out).get<std::string>(), text);
  }
}

}  // namespace
}  // namespace standpoint
