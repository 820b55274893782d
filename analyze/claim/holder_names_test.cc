#include "analyze/claim/holder_names.h"

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/test_reader.h"
#include "analyze/reading/text_reader.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

class HolderNamesTest : public ::testing::Test {
 protected:
  // The full name of the last place where `mention` stands.
  std::string FullName(absl::string_view text, absl::string_view mention) {
    const TextReader::Lease reading = SharedTextReader().Read(text).value();
    const HolderNames names(reading->text(), SharedLexicon());
    const auto begin = static_cast<uint32_t>(text.rfind(mention));
    const ByteSpan full = names.FullName({begin, begin + static_cast<uint32_t>(mention.size())});
    return std::string(text.substr(full.begin, full.end - full.begin));
  }
};

struct Case {
  absl::string_view text;
  absl::string_view mention;
  absl::string_view full_name;
};

TEST_F(HolderNamesTest, Table) {
  const Case kCases[] = {
      {"Ilse Harrowgate, deputy mayor, spoke first. Harrowgate said it failed.", "Harrowgate",
       "Ilse Harrowgate"},
      {"Ilse Harrowgate spoke first. Ms Harrowgate said it failed.", "Ms Harrowgate",
       "Ilse Harrowgate"},
      {"Ilse Harrowgate and Tom Harrowgate spoke. Harrowgate said it failed.", "Harrowgate",
       "Harrowgate"},
      {"The deal pleased Jorun Vestby. She said it would last. She added a joke.", "She",
       "Jorun Vestby"},
      {"Jorun Vestby met Pavel Dvorak. She said it would last.", "She", "Jorun Vestby"},
      {"Jorun Vestby left. The rain came. Then it stopped. She said it would last.", "She",
       "Jorun Vestby"},
      {"It said no.", "It", ""},
      {"The Harbour Licensing Board (HLB) met. The HLB said no.", "The HLB",
       "Harbour Licensing Board"},
      {"The Ministry of Transport met. Later the ministry said no.", "the ministry",
       "Ministry of Transport"},
      {"The Ministry of Transport met the Ministry of Finance. Later the ministry said no.",
       "the ministry", ""},
      {"Later the ministry said no.", "the ministry", ""},
      {"Professor Anjali Rao said no.", "Professor Anjali Rao", "Anjali Rao"},
      {"Tenants said no.", "Tenants", "Tenants"},
      {"Its director said no.", "Its director", ""},
  };
  for (const Case& test : kCases) {
    EXPECT_EQ(FullName(test.text, test.mention), test.full_name) << test.text;
  }
}

TEST_F(HolderNamesTest, NothingForTheAuthor) {
  const TextReader::Lease reading = SharedTextReader().Read("It failed.").value();
  const HolderNames names(reading->text(), SharedLexicon());
  EXPECT_TRUE(names.FullName({}).empty());
}

}  // namespace
}  // namespace standpoint
