#include "common/testing/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::optional<std::string> Read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

bool Write(const std::string& path, absl::string_view bytes) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return static_cast<bool>(out.flush());
}

}  // namespace

std::string TestDataPath(absl::string_view path) {
  const char* runfiles = std::getenv("TEST_SRCDIR");
  const char* workspace = std::getenv("TEST_WORKSPACE");
  if (runfiles == nullptr || workspace == nullptr)
    return std::string(path);  // run by hand from the root
  return absl::StrCat(runfiles, "/", workspace, "/", path);
}

void ExpectGolden(absl::string_view path, absl::string_view actual) {
  if (const char* root = std::getenv("STANDPOINT_UPDATE_GOLDEN");
      root != nullptr && *root != '\0') {
    const std::string place = absl::StrCat(root, "/", path);
    EXPECT_TRUE(Write(place, actual)) << "cannot write " << place;
    return;
  }
  const std::optional<std::string> expected = Read(TestDataPath(path));
  if (!expected.has_value()) {
    ADD_FAILURE() << "no golden file " << path
                  << ": is it in the target's data? tools/update_golden creates it";
    return;
  }
  // EXPECT_EQ of two std::string prints the differing lines.
  EXPECT_EQ(*expected, std::string(actual.data(), actual.size()))
      << path << " differs; if the new output is right: tools/update_golden";
}

}  // namespace standpoint
