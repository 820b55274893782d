#include "analyze/language/model_path.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr char kVariable[] = "STANDPOINT_LANGUAGE_MODEL";
constexpr char kFile[] = "english.lm";
constexpr char kHeadsVariable[] = "STANDPOINT_HEADS_MODEL";
constexpr char kHeadsFile[] = "heads.lm";
constexpr char kInRepository[] = "analyze/models/english.lm";

std::string RealEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

absl::StatusOr<std::string> FindLanguageModel(
    const std::string& setting, const std::function<std::string(const char*)>& environment) {
  if (!setting.empty()) return setting;
  if (std::string path = environment(kVariable); !path.empty()) return path;
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> places;
  if (const fs::path program = fs::read_symlink("/proc/self/exe", error); !error) {
    const fs::path folder = program.parent_path();
    places.push_back(folder / kFile);
    places.push_back(folder.parent_path() / "share" / "standpoint" / kFile);
    places.push_back(fs::path(program.string() + ".runfiles") / "standpoint" / kInRepository);
  }
  if (const std::string runfiles = environment("TEST_SRCDIR"); !runfiles.empty()) {
    places.push_back(fs::path(runfiles) / "standpoint" / kInRepository);
  }
  places.emplace_back(kInRepository);
  for (const fs::path& place : places) {
    if (fs::is_regular_file(place, error)) return place.string();
  }
  return MakeError(absl::StatusCode::kNotFound, "LANGUAGE_MODEL_NOT_FOUND",
                   absl::StrCat("no language model (", kFile, ") beside the program; --model or ",
                                kVariable, " can name one"));
}

absl::StatusOr<std::string> FindLanguageModel(const std::string& setting) {
  return FindLanguageModel(setting, &RealEnvironment);
}

absl::StatusOr<std::string> FindHeadsModel(
    const std::string& language_model, const std::function<std::string(const char*)>& environment) {
  if (std::string path = environment(kHeadsVariable); !path.empty()) return path;
  const std::filesystem::path beside =
      std::filesystem::path(language_model).parent_path() / kHeadsFile;
  std::error_code error;
  if (std::filesystem::is_regular_file(beside, error)) return beside.string();
  return MakeError(absl::StatusCode::kNotFound, "HEADS_MODEL_NOT_FOUND",
                   absl::StrCat("no ", kHeadsFile, " beside ", language_model, "; ", kHeadsVariable,
                                " can name one"));
}

absl::StatusOr<std::string> FindHeadsModel(const std::string& language_model) {
  return FindHeadsModel(language_model, &RealEnvironment);
}

}  // namespace standpoint
