#include "analyze/entity/one_type.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "analyze/entity/entities.h"
#include "analyze/segment/segments.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// A text of words with a blank between.
class OneTypeTest : public testing::Test {
 protected:
  void Add(const std::string& word) {
    if (!text_.empty()) text_ += ' ';
    const auto begin = static_cast<uint32_t>(text_.size());
    text_ += word;
    segments_.words.push_back({begin, static_cast<uint32_t>(text_.size()), true, false});
  }

  void AddName(const std::string& first, const std::string& second, EntityType type,
               std::array<float, kEntityTypes> fits) {
    const auto begin = static_cast<uint32_t>(segments_.words.size());
    Add(first);
    if (!second.empty()) Add(second);
    names_.entities.push_back({begin, static_cast<uint32_t>(segments_.words.size()), type, fits});
  }

  EntityType TypeOf(size_t name) const { return names_.entities[name].type; }

  std::string text_;
  Segments segments_;
  Entities names_;
};

TEST_F(OneTypeTest, WhatFitsAllTogether) {
  AddName("Harrow", "Mills", EntityType::kPerson, {1.0F, 0.5F, 0});
  Add("said");
  AddName("Harrow", "Mills", EntityType::kOrganization, {0, 2.0F, 0.5F});
  AddName("Harrow", "", EntityType::kPerson, {1.0F, 0, 0});
  GiveOneType(text_, segments_, names_);
  EXPECT_EQ(TypeOf(0), EntityType::kOrganization);
  EXPECT_EQ(TypeOf(1), EntityType::kOrganization);
  EXPECT_EQ(TypeOf(2), EntityType::kPerson) << "another name, though part of the first";
}

TEST_F(OneTypeTest, WhatStandsAloneStays) {
  AddName("Ilse", "", EntityType::kPerson, {3.0F, 1.0F, 2.0F});
  AddName("Port", "Ansley", EntityType::kPlace, {-3.0F, -1.0F, -0.5F});
  AddName("ILSE", "", EntityType::kOrganization, {0.0F, 1.0F, 0});
  GiveOneType(text_, segments_, names_);
  EXPECT_EQ(TypeOf(0), EntityType::kPerson);
  EXPECT_EQ(TypeOf(1), EntityType::kPlace);
  EXPECT_EQ(TypeOf(2), EntityType::kOrganization) << "spelt otherwise";
}

TEST_F(OneTypeTest, NoNames) {
  Add("nobody");
  GiveOneType(text_, segments_, names_);
  EXPECT_TRUE(names_.entities.empty());
}

}  // namespace
}  // namespace standpoint
