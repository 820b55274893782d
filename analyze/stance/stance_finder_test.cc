#include "analyze/stance/stance_finder.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/claim_finder.h"
#include "analyze/reading/test_reader.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/stance.h"
#include "gtest/gtest.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

class StanceFinderTest : public ::testing::Test {
 protected:
  // "holder +target" or "holder -target" of each stance, a line each; no holder for the author.
  std::string Stances(absl::string_view text) {
    const TextReader::Lease reading = SharedTextReader().Read(text).value();
    const std::vector<Claim> claims = ClaimFinder(SharedLexicon()).Find(reading->text()).value();
    const auto slice = [text](ByteSpan span) {
      return text.substr(span.begin, span.end - span.begin);
    };
    std::string lines;
    for (const Stance& stance : StanceFinder(SharedLexicon()).Find(reading->text(), claims)) {
      const absl::string_view mark = stance.direction == v1::DIRECTION_SUPPORT  ? "+"
                                     : stance.direction == v1::DIRECTION_OPPOSE ? "-"
                                                                                : "=";
      absl::StrAppend(&lines, slice(stance.holder.mention), " ", mark, slice(stance.target), "\n");
    }
    return lines;
  }
};

TEST_F(StanceFinderTest, Table) {
  const struct {
    absl::string_view text;
    absl::string_view stances;
  } kCases[] = {
      {"The curfew has backfired.", " -The curfew\n"},
      {"The curfew is not useless.", " +The curfew\n"},
      {"The curfew has cut crime.", " +The curfew\n"},
      {"The curfew has cut wages by a tenth.", ""},
      {"Bakers oppose the curfew.", "Bakers -the curfew\n"},
      {"Bakers oppose any curfew that starts before nine.",
       "Bakers -any curfew that starts before nine\n"},
      {"Bakers demand an end to the curfew.", "Bakers -the curfew\n"},
      {"Bakers demand a later curfew.", "Bakers +a later curfew\n"},
      {"The curfew should be lifted.", " -The curfew\n"},
      {"Bakers deny that the curfew failed.", "Bakers -the curfew failed\n"},
      {"The grocer was accused by the baker of hoarding flour.", "the baker -The grocer\n"},
      // A verb of accusing inside an attribution is not the clause's own.
      {"The ferry timetable, the harbour master questioned on Monday, was scrapped.", ""},
      {"The ferry timetable, the harbour master complained on Monday, has failed.",
       "the harbour master -The ferry timetable\n"},
      {"When the grocer was questioned about it, bakers felt less sure the curfew would be ended.",
       ""},
      {"Bakers are neither for nor against the curfew.", "Bakers =the curfew\n"},
      {"Neither for nor against the curfew, bakers waited.", "bakers =the curfew\n"},
      {"Bakers want the curfew gone.", "Bakers -the curfew\n"},
      {"Bakers want the mayor off the board.", "Bakers -the mayor\n"},
      {"The baker shares our confidence in the curfew.", " +the curfew\n"},
      {"For the farmers the curfew is a disaster.", "the farmers -the curfew\n"},
      {"Among farmers, the curfew is a disaster.", "farmers -the curfew\n"},
      {"For years the curfew was a disaster.", " -the curfew\n"},
      {"The bishop, no friend of the curfew, closed the chapel at nine.",
       "The bishop -the curfew\n"},
      {"I am no fan of the curfew.", " -the curfew\n"},
      {"Bakers are no friends of the curfew.", "Bakers -the curfew\n"},
      {"Bakers are not friends of the curfew.", "Bakers -the curfew\n"},
      {"The mayor is a critic of the curfew.", "The mayor -the curfew\n"},
      {"The mayor might be right.", ""},
      {"The council rejected within hours.", ""},
      {"The curfew starts at nine.", ""},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Stances(test.text), test.stances) << test.text;
  }
}

}  // namespace
}  // namespace standpoint
