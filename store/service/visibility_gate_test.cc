#include "store/service/visibility_gate.h"

#include <string>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/testing/random_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

constexpr char kOne[] = "corpora/news/documents/one";
constexpr char kTwo[] = "corpora/news/documents/two";

// An answer of the gate, waited for.
struct Answer {
  absl::Status status;
  absl::Notification given;

  VisibilityGate::Done Taker() {
    return [this](absl::Status result) {
      status = std::move(result);
      given.Notify();
    };
  }
  absl::Status Wait() {
    given.WaitForNotification();
    return status;
  }
};

class VisibilityGateTest : public testing::Test {
 protected:
  VisibilityGateTest()
      : engine_(NewMemoryEngine()),
        gate_(std::make_unique<VisibilityGate>(engine_.get(), &clock_)),
        writer_(*Writer::Open(engine_.get())) {
    writer_->set_on_written([this] { gate_->Written(); });
  }

  void Commit(const std::string& name, int64_t revision) {
    writer_->Commit(random_.Next(name, revision),
                    [](absl::Status status) { ASSERT_TRUE(status.ok()); });
  }

  FakeClock clock_;
  RandomDocuments random_{1};
  const std::unique_ptr<Engine> engine_;
  std::unique_ptr<VisibilityGate> gate_;
  std::unique_ptr<Writer> writer_;
};

TEST_F(VisibilityGateTest, WaitsForEveryWriteAndNoOther) {
  Answer answer;
  gate_->Wait({{kOne, 5}, {kTwo, 5}}, absl::InfiniteFuture(), answer.Taker());
  Commit(kOne, 4);
  Commit(kOne, 6);
  Commit("corpora/other/documents/two", 9);
  EXPECT_FALSE(answer.given.HasBeenNotified());
  Commit(kTwo, 5);
  EXPECT_TRUE(answer.Wait().ok());
  Answer again;
  gate_->Wait({{kOne, 5}, {kTwo, 5}}, absl::InfiniteFuture(), again.Taker());
  EXPECT_TRUE(again.given.HasBeenNotified()) << "at once, on this thread";
}

TEST_F(VisibilityGateTest, ADeletionCounts) {
  Answer document;
  Answer corpus;
  gate_->Wait({{kOne, 5}}, absl::InfiniteFuture(), document.Taker());
  gate_->Wait({{"corpora/gone/documents/x", 5}}, absl::InfiniteFuture(), corpus.Taker());
  writer_->Remove(kOne, 7, [](absl::StatusOr<bool>) {});
  EXPECT_TRUE(document.Wait().ok());
  writer_->RemoveCorpus("corpora/gone", 5, [](absl::StatusOr<int64_t>) {});
  EXPECT_TRUE(corpus.Wait().ok());
}

TEST_F(VisibilityGateTest, EndsInTime) {
  Answer soon;
  Answer late;
  gate_->Wait({{kOne, 5}}, clock_.Now() + absl::Seconds(2), soon.Taker());
  gate_->Wait({{kOne, 5}}, absl::InfiniteFuture(), late.Taker());
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(soon.Wait().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_FALSE(late.given.HasBeenNotified());
  clock_.Advance(absl::Seconds(8));
  EXPECT_EQ(ErrorReason(late.Wait()), "NOT_YET_VISIBLE");
}

TEST_F(VisibilityGateTest, WhoWaitsAtTheEndIsAnswered) {
  Answer answer;
  gate_->Wait({{kOne, 5}}, absl::InfiniteFuture(), answer.Taker());
  writer_.reset();
  gate_.reset();
  EXPECT_EQ(ErrorReason(answer.Wait()), "SHUTTING_DOWN");
}

}  // namespace
}  // namespace standpoint
