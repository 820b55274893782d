// Golden files: expected output kept in the tree, compared by a test and rewritten by a command.

#ifndef STANDPOINT_COMMON_TESTING_GOLDEN_H_
#define STANDPOINT_COMMON_TESTING_GOLDEN_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Expects that the file at `path` (from the workspace root: "analyze/claim/testdata/denial.txt")
// holds exactly `actual`; reports a difference, or that the file is missing, as a non-fatal failure
// of the running test. The file has to be in the `data` of the test target.
//
// Where the environment names a workspace in STANDPOINT_UPDATE_GOLDEN, writes `actual` to the file
// there instead (and creates its folders); the test then fails only when it cannot write.
// `tools/update_golden` does so for every test with tags = ["golden"].
//
// Threads: the test's own.
void ExpectGolden(absl::string_view path, absl::string_view actual);

// The place of a file of the workspace that is in the `data` of the running test, for reading
// inputs.
std::string TestDataPath(absl::string_view path);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TESTING_GOLDEN_H_
