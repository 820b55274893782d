#include "common/testing/golden.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr char kFile[] = "common/testing/testdata/two_lines.txt";

class GoldenTest : public testing::Test {
 protected:
  void SetUp() override { unsetenv("STANDPOINT_UPDATE_GOLDEN"); }
  void TearDown() override { unsetenv("STANDPOINT_UPDATE_GOLDEN"); }
};

TEST_F(GoldenTest, EqualContentPasses) { ExpectGolden(kFile, "first\nsecond\n"); }

TEST_F(GoldenTest, DifferenceFailsAndNamesTheCommand) {
  EXPECT_NONFATAL_FAILURE(ExpectGolden(kFile, "first\nother\n"), "tools/update_golden");
}

TEST_F(GoldenTest, MissingFileFails) {
  EXPECT_NONFATAL_FAILURE(ExpectGolden("common/testing/testdata/none.txt", ""), "no golden file");
}

TEST_F(GoldenTest, UpdateWritesTheFileAndItsFolders) {
  const std::string root = testing::TempDir() + "/golden_workspace";
  setenv("STANDPOINT_UPDATE_GOLDEN", root.c_str(), 1);
  ExpectGolden("a/b/new.txt", "new\n");
  std::ifstream in(root + "/a/b/new.txt");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "new\n");
}

TEST_F(GoldenTest, UpdateThatCannotWriteFails) {
  setenv("STANDPOINT_UPDATE_GOLDEN", "/proc/no-such-folder", 1);
  EXPECT_NONFATAL_FAILURE(ExpectGolden("a.txt", ""), "cannot write");
}

}  // namespace
}  // namespace standpoint
