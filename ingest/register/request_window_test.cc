#include "ingest/register/request_window.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

using Answers = std::vector<absl::StatusOr<std::string>>;

RequestWindow::Answer Into(Answers& answers) {
  return [&answers](absl::StatusOr<std::string> answer) { answers.push_back(std::move(answer)); };
}

TEST(RequestWindowTest, ARepeatGetsTheFirstAnswer) {
  FakeClock clock;
  RequestWindow window(&clock);
  Answers answers;
  ASSERT_TRUE(window.Begin("id", "body", Into(answers)));
  window.Finish("id", std::string("answer"));
  EXPECT_FALSE(window.Begin("id", "body", Into(answers)));
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(*answers[0], "answer");
}

TEST(RequestWindowTest, AnotherBodyIsRefused) {
  FakeClock clock;
  RequestWindow window(&clock);
  Answers answers;
  ASSERT_TRUE(window.Begin("id", "body", Into(answers)));
  EXPECT_FALSE(window.Begin("id", "other", Into(answers)));  // under way
  window.Finish("id", std::string("answer"));
  EXPECT_FALSE(window.Begin("id", "other", Into(answers)));  // finished
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_TRUE(absl::IsInvalidArgument(answers[0].status()));
  EXPECT_TRUE(absl::IsInvalidArgument(answers[1].status()));
}

TEST(RequestWindowTest, ARepeatWaitsForTheFirst) {
  FakeClock clock;
  RequestWindow window(&clock);
  Answers answers;
  ASSERT_TRUE(window.Begin("id", "body", Into(answers)));
  EXPECT_FALSE(window.Begin("id", "body", Into(answers)));
  EXPECT_TRUE(answers.empty());
  window.Finish("id", absl::UnavailableError("down"));
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_TRUE(absl::IsUnavailable(answers[0].status()));
  EXPECT_TRUE(window.Begin("id", "body", Into(answers)));  // errors are forgotten
}

TEST(RequestWindowTest, TheWindowEnds) {
  FakeClock clock;
  RequestWindow window(&clock, {.age = absl::Hours(1), .count = 3, .bytes = 1000});
  Answers answers;
  const auto send = [&](const std::string& id, const std::string& answer) {
    const bool is_new = window.Begin(id, "body", Into(answers));
    if (is_new) {
      window.Finish(id, answer);
    }
    return is_new;
  };
  EXPECT_TRUE(send("a", "x"));
  clock.Advance(absl::Minutes(59));
  EXPECT_FALSE(send("a", "x"));
  clock.Advance(absl::Minutes(1));
  EXPECT_TRUE(send("a", "x"));  // too old
  for (const char* id : {"b", "c", "d"}) {
    EXPECT_TRUE(send(id, "x"));
  }
  EXPECT_FALSE(send("d", "x"));
  EXPECT_TRUE(send("a", "x"));                       // too many since
  EXPECT_TRUE(send("big", std::string(1000, 'x')));  // pushes the others out
  EXPECT_TRUE(send("d", "x"));
}

}  // namespace
}  // namespace standpoint
