#include "ingest/receive/publish_time.h"

#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

absl::Time Utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour, minute, second),
                         absl::UTCTimeZone());
}

TEST(ParsePublishTimeTest, TakesRfc3339AndDates) {
  EXPECT_EQ(ParsePublishTime("2024-05-02"), Utc(2024, 5, 2));
  EXPECT_EQ(ParsePublishTime("2024-05-02T10:20:30Z"), Utc(2024, 5, 2, 10, 20, 30));
  EXPECT_EQ(ParsePublishTime("2024-05-02t10:20:30z"), Utc(2024, 5, 2, 10, 20, 30));
  EXPECT_EQ(ParsePublishTime("2024-05-02 10:20:30+02:00"), Utc(2024, 5, 2, 8, 20, 30));
  EXPECT_EQ(ParsePublishTime("2024-05-02T10:20:30.25-01:30"),
            Utc(2024, 5, 2, 11, 50, 30) + absl::Milliseconds(250));
  EXPECT_EQ(ParsePublishTime("0001-01-01"), Utc(1, 1, 1));
}

TEST(ParsePublishTimeTest, RefusesTheRest) {
  for (const char* bad :
       {"", "2024", "2024-05", "2024-5-2", "2024-02-30", "2024-13-01", "0000-01-01", "+2024-05-02",
        "2024-05-02T10:20:30", "2024-05-02T10:20Z", "2024-05-02T25:00:00Z", "2024-05-02T10:20:30.Z",
        "2024-05-02T10:20:30+0200", " 2024-05-02", "2024-05-02 ", "infinite-future",
        "9999-12-31T23:59:59-12:00", "2024-05-02T10:20:30+02:00x"}) {
    EXPECT_EQ(ParsePublishTime(bad), std::nullopt) << bad;
  }
}

TEST(ParseLooseTimeTest, TakesWhatPagesHold) {
  for (const char* good : {"2024-05-02T10:20:00+0000", "2024-05-02T10:20", "2024-05-02T10:20Z",
                           "2024-05-02 10:20:00", " 2024-05-02T10:20:00Z\n", "2024-05-02 10:20",
                           "Thu, 02 May 2024 10:20:00 GMT", "Thu, 02 May 2024 12:20:00 +0200"}) {
    EXPECT_EQ(ParseLooseTime(good), Utc(2024, 5, 2, 10, 20)) << good;
  }
  EXPECT_EQ(ParseLooseTime("May 2, 2024"), Utc(2024, 5, 2));
  EXPECT_EQ(ParseLooseTime("2 May 2024"), Utc(2024, 5, 2));
  EXPECT_EQ(ParseLooseTime("two days ago"), std::nullopt);
  EXPECT_EQ(ParseLooseTime("0201-05-02"), std::nullopt);
  EXPECT_EQ(ParseLooseTime(std::string(10000, '2')), std::nullopt);
}

TEST(DateInUrlTest, FindsDaysInThePath) {
  for (const char* good :
       {"https://a.example/2024/05/02/slug", "https://a.example/news/2024-05-02-slug.html",
        "http://a.example/2024/may/2/slug", "https://a.example/x/20240502/", "/2024_05_02"}) {
    EXPECT_EQ(DateInUrl(good), Utc(2024, 5, 2)) << good;
  }
  for (const char* bad :
       {"", "https://2024/", "https://a.example/2024/05/", "https://a.example/2024/13/02/",
        "https://a.example/2024/02/30/", "https://a.example/?d=2024/05/02",
        "https://a.example/1024/05/02/", "https://a.example/12345678/"}) {
    EXPECT_EQ(DateInUrl(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace standpoint
