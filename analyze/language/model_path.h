// Where the language model's file lies, and that of its heads.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_MODEL_PATH_H_
#define STANDPOINT_ANALYZE_LANGUAGE_MODEL_PATH_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"

namespace standpoint {

// `setting` where it is not empty; else the environment's STANDPOINT_LANGUAGE_MODEL; else the first that is there of english.lm
// beside the running program, ../share/standpoint/english.lm from there, and analyze/models/english.lm in the program's runfiles,
// in the test's, and in the working directory.
// `environment` gives a variable's value, empty when it is not set.
// Errors: NOT_FOUND (LANGUAGE_MODEL_NOT_FOUND) when nothing is set and none is there. What is set is not looked at.
absl::StatusOr<std::string> FindLanguageModel(
    const std::string& setting, const std::function<std::string(const char*)>& environment);

// The same in this process's own environment.
absl::StatusOr<std::string> FindLanguageModel(const std::string& setting);

// Where the file of the model's heads lies: the environment's STANDPOINT_HEADS_MODEL; else heads.lm beside the file `language_model`.
// Errors: NOT_FOUND (HEADS_MODEL_NOT_FOUND) when nothing is set and none is there. What is set is not looked at.
absl::StatusOr<std::string> FindHeadsModel(
    const std::string& language_model, const std::function<std::string(const char*)>& environment);

// The same in this process's own environment.
absl::StatusOr<std::string> FindHeadsModel(const std::string& language_model);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_MODEL_PATH_H_
