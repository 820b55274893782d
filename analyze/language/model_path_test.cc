#include "analyze/language/model_path.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string Nothing(const char*) { return ""; }

TEST(ModelPathTest, WhatIsSetComesFirst) {
  const auto set = [](const char* name) {
    return std::string(name) == "STANDPOINT_LANGUAGE_MODEL" ? "/variable" : "";
  };
  EXPECT_EQ(*FindLanguageModel("/setting", set), "/setting");
  EXPECT_EQ(*FindLanguageModel("", set), "/variable");
}

TEST(ModelPathTest, TheWorkingDirectoryComesLast) {
  const std::string root = testing::TempDir() + "/model_path_test";
  std::filesystem::create_directories(root + "/analyze/models");
  std::filesystem::current_path(root);
  const auto none = FindLanguageModel("", &Nothing);
  EXPECT_EQ(ErrorReason(none.status()), "LANGUAGE_MODEL_NOT_FOUND");
  EXPECT_TRUE(absl::StrContains(none.status().message(), "STANDPOINT_LANGUAGE_MODEL"));
  std::ofstream(root + "/analyze/models/english.lm") << "model";
  EXPECT_EQ(*FindLanguageModel("", &Nothing), "analyze/models/english.lm");
}

TEST(ModelPathTest, HeadsLieBesideTheirModel) {
  const std::string folder = testing::TempDir() + "/heads_path_test";
  std::filesystem::create_directories(folder);
  const std::string model = folder + "/some.lm";
  const auto none = FindHeadsModel(model, &Nothing);
  EXPECT_EQ(ErrorReason(none.status()), "HEADS_MODEL_NOT_FOUND");
  EXPECT_TRUE(absl::StrContains(none.status().message(), model));
  std::ofstream(folder + "/heads.lm") << "heads";
  EXPECT_EQ(*FindHeadsModel(model, &Nothing), folder + "/heads.lm");
  EXPECT_EQ(*FindHeadsModel(model, [](const char*) { return "/set"; }), "/set");
}

}  // namespace
}  // namespace standpoint
