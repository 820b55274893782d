#include "common/admin/admin_handler.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/time/proto_time.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

class FakeQueueAdmin : public QueueAdmin {
 public:
  explicit FakeQueueAdmin(int letters) {
    for (int i = 1; i <= letters; ++i) {
      v1::DeadLetter& letter = letters_[i];
      letter.set_name(absl::StrCat("deadLetters/", i));
      *letter.mutable_dead_time() = ToProtoTimestamp(absl::Now() - absl::Hours(1));
    }
  }

  absl::StatusOr<v1::QueueStatus> Status() override {
    v1::QueueStatus status;
    status.set_dead_letter_count(static_cast<int64_t>(letters_.size()));
    return status;
  }

  absl::StatusOr<std::vector<v1::DeadLetter>> ListDeadLetters(uint64_t after, int limit) override {
    std::vector<v1::DeadLetter> letters;
    for (auto it = letters_.upper_bound(after); it != letters_.end() && limit-- > 0; ++it) {
      letters.push_back(it->second);
    }
    return letters;
  }

  absl::Status Redrive(uint64_t id) override {
    return letters_.erase(id) == 1
               ? absl::OkStatus()
               : ResourceNotFound("standpoint.v1.DeadLetter", absl::StrCat("deadLetters/", id));
  }

 private:
  std::map<uint64_t, v1::DeadLetter> letters_;
};

TEST(AdminHandlerTest, StatusHasWhatIsHosted) {
  FakeQueueAdmin queue(3);
  v1::GetStatusResponse response;
  AdminHandler with_queue({.queue = &queue}, absl::FromUnixSeconds(5));
  ASSERT_TRUE(with_queue.GetStatus(CallContext(), {}, &response).ok());
  EXPECT_EQ(response.queue().dead_letter_count(), 3);
  EXPECT_FALSE(response.has_store());
  EXPECT_EQ(response.start_time().seconds(), 5);
  EXPECT_FALSE(response.version().empty());

  v1::GetStatusResponse other;
  AdminHandler with_store({.store_status =
                               [] {
                                 v1::StoreStatus status;
                                 status.set_claim_count(7);
                                 return absl::StatusOr<v1::StoreStatus>(status);
                               }},
                          absl::Now());
  ASSERT_TRUE(with_store.GetStatus(CallContext(), {}, &other).ok());
  EXPECT_FALSE(other.has_queue());
  EXPECT_EQ(other.store().claim_count(), 7);
}

TEST(AdminHandlerTest, PagesCoverEveryDeadLetterOnce) {
  FakeQueueAdmin queue(7);
  AdminHandler handler({.queue = &queue}, absl::Now());
  v1::ListDeadLettersRequest request;
  request.set_page_size(3);
  std::vector<std::string> names;
  do {
    v1::ListDeadLettersResponse response;
    ASSERT_TRUE(handler.ListDeadLetters(CallContext(), request, &response).ok());
    for (const v1::DeadLetter& letter : response.dead_letters()) {
      names.push_back(letter.name());
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(names.size(), 7u);
  EXPECT_EQ(names.front(), "deadLetters/1");
  EXPECT_EQ(names.back(), "deadLetters/7");
}

TEST(AdminHandlerTest, RedrivesAllOrNamed) {
  FakeQueueAdmin queue(5);
  AdminHandler handler({.queue = &queue}, absl::Now());
  v1::RedriveDeadLettersRequest named;
  named.add_names("deadLetters/2");
  named.add_names("deadLetters/9");
  v1::RedriveDeadLettersResponse response;
  ASSERT_TRUE(handler.RedriveDeadLetters(CallContext(), named, &response).ok());
  EXPECT_EQ(response.redriven_count(), 1);
  ASSERT_EQ(response.failures_size(), 1);
  EXPECT_EQ(response.failures(0).name(), "deadLetters/9");
  EXPECT_EQ(response.failures(0).error().code(), static_cast<int>(absl::StatusCode::kNotFound));

  v1::RedriveDeadLettersRequest all;
  all.set_all(true);
  v1::RedriveDeadLettersResponse rest;
  ASSERT_TRUE(handler.RedriveDeadLetters(CallContext(), all, &rest).ok());
  EXPECT_EQ(rest.redriven_count(), 4);
}

TEST(AdminHandlerTest, RefusesWhatCannotBe) {
  FakeQueueAdmin queue(1);
  AdminHandler handler({.queue = &queue}, absl::Now());
  v1::RedriveDeadLettersRequest both;
  both.set_all(true);
  both.add_names("deadLetters/1");
  v1::RedriveDeadLettersRequest misnamed;
  misnamed.add_names("deadLetters/x");
  for (const auto& request : {v1::RedriveDeadLettersRequest(), both, misnamed}) {
    v1::RedriveDeadLettersResponse response;
    EXPECT_TRUE(
        absl::IsInvalidArgument(handler.RedriveDeadLetters(CallContext(), request, &response)));
  }
  v1::ListDeadLettersRequest negative;
  negative.set_page_size(-1);
  v1::ListDeadLettersRequest forged;
  forged.set_page_token("forged");
  for (const auto& request : {negative, forged}) {
    v1::ListDeadLettersResponse response;
    EXPECT_TRUE(
        absl::IsInvalidArgument(handler.ListDeadLetters(CallContext(), request, &response)));
  }
}

TEST(AdminHandlerTest, SaysThatThereIsNoQueueHere) {
  AdminHandler handler({}, absl::Now());
  v1::ListDeadLettersResponse listed;
  const absl::Status status = handler.ListDeadLetters(CallContext(), {}, &listed);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(status), "PART_NOT_HOSTED");
  v1::RedriveDeadLettersResponse redriven;
  EXPECT_EQ(ErrorReason(handler.RedriveDeadLetters(CallContext(), {}, &redriven)),
            "PART_NOT_HOSTED");
}

}  // namespace
}  // namespace standpoint
