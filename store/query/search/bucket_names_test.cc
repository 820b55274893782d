#include "store/query/search/bucket_names.h"

#include <google/protobuf/repeated_field.h>

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "store/chunk/piece_list.h"
#include "store/index/columns.h"

namespace standpoint {
namespace {

using Numbers = std::vector<uint16_t>;

struct Named {
  std::string mention;
  std::string full_name;
};

// One claim a document, with a gap behind each; without names it is the author's.
std::string Column(const std::vector<std::vector<Named>>& claims) {
  PieceWriter writer;
  uint32_t offset = 0;
  for (const auto& names : claims) {
    google::protobuf::RepeatedPtrField<v1::Holder> holders;
    for (const Named& named : names) {
      v1::Holder* holder = holders.Add();
      holder->set_kind(v1::HOLDER_KIND_MENTION);
      holder->set_text(named.mention);
      holder->set_full_name(named.full_name);
    }
    if (names.empty()) {
      holders.Add()->set_kind(v1::HOLDER_KIND_AUTHOR);
    }
    std::string payload;
    AppendHolders(holders, &payload);
    writer.Add({offset, 1, false, payload});
    offset += 2;
  }
  return writer.Finish();
}

Numbers Found(const BucketNames& names, const std::vector<std::string>& words) {
  Numbers found = {99};  // which goes
  names.Find(words, &found);
  return found;
}

TEST(BucketNamesTest, TellsWhereAllWordsStandInOneName) {
  const auto names = BucketNames::Read(Column({{{"she", "Dr. Anna Rao"}},
                                               {},
                                               {{"Rao", "Anna O'Rao"}, {"Anna Rao", ""}},
                                               {{"Anna", ""}, {"Rao", ""}},
                                               {{"ANNA RAO", ""}}}),
                                       /*end=*/10);
  ASSERT_NE(names, nullptr);
  EXPECT_EQ(names->end(), 10u);
  EXPECT_EQ(Found(*names, {"anna", "rao"}), (Numbers{0, 4, 8}));
  EXPECT_EQ(Found(*names, {"rao"}), (Numbers{0, 4, 6, 8}));
  EXPECT_EQ(Found(*names, {"o", "rao"}), (Numbers{4}));
  EXPECT_EQ(Found(*names, {"dr", "nobody"}), Numbers());
  EXPECT_EQ(Found(*names, {"author"}), Numbers());
}

TEST(BucketNamesTest, ReadsNothingAndRefusesWhatIsBroken) {
  const auto empty = BucketNames::Read("", 0);
  ASSERT_NE(empty, nullptr);
  EXPECT_EQ(Found(*empty, {"rao"}), Numbers());
  EXPECT_EQ(BucketNames::Read("\xff\xff", 0), nullptr);
}

}  // namespace
}  // namespace standpoint
