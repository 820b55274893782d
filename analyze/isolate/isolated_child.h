// The inside of an analysis process: what a child of ProcessPool runs.

#ifndef STANDPOINT_ANALYZE_ISOLATE_ISOLATED_CHILD_H_
#define STANDPOINT_ANALYZE_ISOLATE_ISOLATED_CHILD_H_

#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "analyze/isolate/document_analyzer.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {

// The argument that makes a program an analysis process, as its first and only one.
inline constexpr char kIsolatedChildArgument[] = "__analysis_child";

// Set in the environment of analysis processes: they must not start pools of their own.
inline constexpr char kIsolatedChildVariable[] = "STANDPOINT_ANALYSIS_CHILD";

// Whether this process was started as an analysis process.
bool IsIsolatedChild(int argc, char** argv);

// Makes the child's analyzer, after limits are set.
using IsolatedAnalyzerFactory = absl::FunctionRef<absl::StatusOr<std::unique_ptr<DocumentAnalyzer>>(
    const internal::v1::IsolatedSetup&)>;

// Analyses what comes over `socket` until the parent closes it. The process dies with the thread
// that started it, ignores the signals by which terminals and supervisors stop their process group
// (the parent decides), and bounds its own memory and core files as the setup says. Returns the
// exit code: 0 when the parent is done.
int RunIsolatedChild(IsolatedAnalyzerFactory factory, int socket);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_ISOLATED_CHILD_H_
