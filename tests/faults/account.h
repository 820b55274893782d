// What was acknowledged against what is stored.

#ifndef STANDPOINT_TESTS_FAULTS_ACCOUNT_H_
#define STANDPOINT_TESTS_FAULTS_ACCOUNT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/faults/clients.h"

namespace standpoint {

// Acknowledged texts by document name.
using Acknowledged = std::map<std::string, std::string>;

// Analyses the acknowledged texts in this process and tells every difference to what is stored, in words: a document,
// claim or stance that is missing, or there without reason, or twice, or another than it should be. Empty: all is well.
absl::StatusOr<std::vector<std::string>> FindDifferences(const Acknowledged& acknowledged,
                                                         const CorpusListing& stored);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_FAULTS_ACCOUNT_H_
