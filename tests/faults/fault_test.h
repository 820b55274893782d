// What the tests that kill servers have in common: sending, waiting, counting.

#ifndef STANDPOINT_TESTS_FAULTS_FAULT_TEST_H_
#define STANDPOINT_TESTS_FAULTS_FAULT_TEST_H_

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "tests/faults/account.h"
#include "tests/faults/clients.h"

namespace standpoint {

inline constexpr absl::Duration kPatience = absl::Seconds(60);

class FaultTest : public testing::Test {
 protected:
  // A new folder for the data of this test.
  static std::string MakeFolder();

  // To the servers under test; before all that follows.
  void Connect(const std::string& ingest_address, const std::string& query_address);

  // Sends so many more documents, however often the server goes away, and notes what was acknowledged.
  void Send(int count);

  // Waits until at least so many documents are visible.
  void AwaitStored(int64_t count);
  // Waits until workers hold at least so many documents.
  void AwaitHeld(int64_t count);

  // Waits until the queue is empty; then all that was acknowledged is stored once, and nothing else.
  void ExpectAllIsWell();

  Clients& clients() { return *clients_; }
  // Threads: safe beside Send.
  int acknowledged_count() const { return acknowledged_count_; }

 private:
  std::unique_ptr<Clients> clients_;
  int next_document_ = 0;
  Acknowledged acknowledged_;
  std::atomic<int> acknowledged_count_{0};
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_FAULTS_FAULT_TEST_H_
