// Questions about a document that was acknowledged, whose right answers are known.

#ifndef STANDPOINT_TESTS_CLUSTER_QUESTIONS_H_
#define STANDPOINT_TESTS_CLUSTER_QUESTIONS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// A document of tests/faults/document_generator, as its writer knows it.
struct Written {
  std::string name;
  std::string text;
  std::string token;  // the answer's consistency token
  int number = 0;     // of the generator: no other document has it
};

// What came of a question.
struct Answer {
  absl::Status status;
  bool partial = false;  // shards were named as unreachable, or time was up
  std::string wrong;     // what is wrong with the answer, in words; empty: nothing
};

// Threads: safe.
class Questions {
 public:
  // `corpus` is the corpus's id.
  Questions(std::unique_ptr<v1::QueryService::Stub> query, std::string corpus)
      : query_(std::move(query)), corpus_(std::move(corpus)) {}

  // One of five questions, as `choice` says: for the document by its name, by words of its own, for the count of the claims with
  // these words, who holds that its first sentence is so, and what contradicts that sentence.
  Answer Ask(uint64_t choice, const Written& written) const;

 private:
  Answer AskForDocument(const Written& written) const;
  Answer AskForWords(const Written& written) const;
  Answer AskForCount(const Written& written) const;
  Answer AskForContradictions(const Written& written) const;
  Answer AskForSides(const Written& written) const;

  const std::unique_ptr<v1::QueryService::Stub> query_;
  const std::string corpus_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_CLUSTER_QUESTIONS_H_
