#include "store/query/search/search_query.h"

#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// "fee|charg -harbor 'export control' expor*"
std::string Shown(absl::string_view text) {
  const auto query = ParseSearchQuery(text);
  if (!query.ok()) {
    return std::string(query.status().message());
  }
  std::vector<std::string> clauses;
  for (const QueryClause& clause : query->clauses) {
    std::vector<std::string> atoms;
    for (const QueryAtom& atom : clause.any_of) {
      atoms.push_back(atom.phrase.empty()
                          ? absl::StrJoin(atom.words, "+") + (atom.is_prefix ? "*" : "")
                          : "'" + absl::StrJoin(atom.phrase, " ") + "'");
    }
    clauses.push_back((clause.is_excluded ? "-" : "") + absl::StrJoin(atoms, "|"));
  }
  return absl::StrJoin(clauses, " ");
}

TEST(SearchQueryTest, ClausesAreRead) {
  EXPECT_EQ(Shown(""), "");
  EXPECT_EQ(Shown("Fees harbor"), "fee harbor");
  EXPECT_EQ(Shown("fees OR charges harbor"), "fee|charg harbor");
  EXPECT_EQ(Shown("fees AND -harbor"), "fee -harbor");
  EXPECT_EQ(Shown("\"the export controls\" expor*"), "'the export control' expor*");
  EXPECT_EQ(Shown("U.S.-led the ban"), "'u.s led' ban");
  EXPECT_EQ(Shown("\"ban\""), "ban");
}

TEST(SearchQueryTest, FaultsNameTheirColumn) {
  EXPECT_EQ(Shown("fees \"harbor"), "query: column 6: the quotation mark is not closed");
  EXPECT_EQ(Shown("OR fees"), "query: column 1: OR stands between two words");
  EXPECT_EQ(Shown("fees OR"), "query: column 6: OR stands between two words");
  EXPECT_EQ(Shown("fees OR -harbor"), "query: column 9: OR cannot be combined with -");
  EXPECT_EQ(Shown("fees --"), "query: column 6: there is no word here");
  EXPECT_EQ(Shown("a-b*"), "query: column 1: `*` stands at the end of one word");
  EXPECT_EQ(Shown("\"of the\""),
            "query: column 1: a phrase needs a word that is not in every text");
  EXPECT_EQ(Shown("the"), "query: has only words that are in every text");
  EXPECT_EQ(ErrorReason(ParseSearchQuery(std::string(2000, 'a')).status()), "INVALID_FIELD");
  EXPECT_EQ(ErrorReason(ParseSearchQuery("\xFF").status()), "INVALID_FIELD");
}

TEST(SearchQueryTest, PhrasesStandInOrder) {
  EXPECT_TRUE(HoldsPhrase("The export controls failed", {"export", "control"}));
  EXPECT_FALSE(HoldsPhrase("Controls of export", {"export", "control"}));
}

}  // namespace
}  // namespace standpoint
