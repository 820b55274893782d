// How a program becomes an analysis process. Every main that uses AnalyzeParts begins with
//
//   int main(int argc, char** argv) {
//     if (standpoint::MaybeRunAnalysisChild(argc, argv)) {
//       return 0;
//     }

#ifndef STANDPOINT_ANALYZE_SERVICE_ANALYSIS_CHILD_H_
#define STANDPOINT_ANALYZE_SERVICE_ANALYSIS_CHILD_H_

namespace standpoint {

// If this process was started as an analysis process, analyses for its parent until that is done with it, and returns
// true; exits with another code than 0 when it fails. Otherwise returns false at once.
bool MaybeRunAnalysisChild(int argc, char** argv);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_ANALYSIS_CHILD_H_
