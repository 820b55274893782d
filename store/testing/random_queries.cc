#include "store/testing/random_queries.h"

#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

// One restriction that sometimes holds.
std::string RandomRestriction(ResourceKind kind, RandomDocuments& random) {
  const char* holder[] = {"author",        "\"anna rao\"",    "ministers", "she",
                          "\"Jörg Weiß\"", "\"the council\"", "nobody"};
  const char* word[] = {"ban", "fees", "the", "backfired", "müller", "nothing"};
  const char* entity[] = {"\"ministry of trade\"", "Müller", "ansley", "BAN", "nobody"};
  const char* time[] = {"2023-11-15", "2023-11-16T22:13:20Z", "2023-11-18", "2024-01-01"};
  const char* compare[] = {"<", "<=", ">", ">=", "=", "!="};
  const char* source[] = {"harbor-ledger", "daily-tide", "\"\"", "nowhere"};
  const std::string prefix = kind == ResourceKind::kDocument ? "" : "document.";
  switch (random.Below(kind == ResourceKind::kDocument ? 4
                       : kind == ResourceKind::kClaim  ? 12
                                                       : 9)) {
    case 0:
      return absl::StrCat(prefix, "source ", random.Below(3) == 0 ? "!= " : "= ",
                          source[random.Below(4)]);
    case 1:
      return absl::StrCat(prefix, "publish_time ", compare[random.Below(6)], " ",
                          time[random.Below(4)]);
    case 2:
      return absl::StrCat(prefix, "language = ", random.Below(2) == 0 ? "en" : "de");
    case 3:
      return kind == ResourceKind::kDocument ? absl::StrCat("title:", word[random.Below(6)])
                                             : "document.publisher:*";
    case 4:
      return absl::StrCat("holder", random.Below(3) == 0 ? ":" : " = ", holder[random.Below(7)]);
    case 5:
      return absl::StrCat("target = ", word[random.Below(6)]);
    case 6:
      return absl::StrCat("confidence ", compare[random.Below(6)], " 0.", random.Below(9));
    case 7:
      return kind == ResourceKind::kClaim ? absl::StrCat("text:", word[random.Below(6)])
                                          : absl::StrCat("evidence:", word[random.Below(6)]);
    case 8:
      return kind == ResourceKind::kClaim
                 ? absl::StrCat("act = ", random.Below(2) == 0 ? "deny" : "ACT_WARN")
                 : absl::StrCat("direction = ", random.Below(2) == 0 ? "support" : "oppose");
    case 9:
      return absl::StrCat("term = ", word[random.Below(6)]);
    case 10:
      return absl::StrCat("entity", random.Below(3) == 0 ? ":" : " = ", entity[random.Below(5)]);
    default:
      return absl::StrCat("innermost_holder = ", holder[random.Below(7)]);
  }
}

std::string RandomFilter(ResourceKind kind, int depth, RandomDocuments& random) {
  const int form = random.Below(depth == 0 ? 2 : 6);
  if (form == 0 && depth == 2) {
    return "";
  }
  if (form < 3) {
    return RandomRestriction(kind, random);
  }
  const std::string a = RandomRestriction(kind, random);
  const std::string b = RandomFilter(kind, depth - 1, random);
  if (b.empty()) {
    return a;
  }
  return form == 3   ? absl::StrCat(a, " AND ", b)
         : form == 4 ? absl::StrCat(a, " OR ", b)
                     : absl::StrCat(a, " -(", b, ")");
}

std::string RandomAtom(RandomDocuments& random) {
  const char* words[] = {"ban",   "fees",      "harbor", "chips",  "rents",  "rose",
                         "never", "backfired", "fell",   "Müller", "works",  "the",
                         "rao",   "nothing",   "said",   "weiß",   "council"};
  const auto word = [&] { return std::string(words[random.Below(17)]); };
  switch (random.Below(8)) {
    case 0:
      return absl::StrCat("\"", word(), " ", word(), "\"");
    case 1:
      return absl::StrCat(word().substr(0, 1 + random.Below(3)), "*");
    default:
      return word();
  }
}

}  // namespace

std::string RandomListFilter(ResourceKind kind, RandomDocuments& random) {
  return RandomFilter(kind, /*depth=*/2, random);
}

std::string RandomSearchQuery(RandomDocuments& random) {
  std::string query = RandomAtom(random);
  for (int n = random.Below(4); n > 0; --n) {
    const int form = random.Below(4);
    absl::StrAppend(&query, form == 0 ? " OR " : form == 1 ? " -" : " ", RandomAtom(random));
  }
  return random.Below(12) == 0 ? "" : random.Below(10) == 0 ? "-" + query : query;
}

std::string RandomSearchFilter(Space space, RandomDocuments& random) {
  const char* documents[] = {"source = harbor-ledger",
                             "publish_time >= 2023-11-17",
                             "publish_time < 2023-11-16",
                             "language = en",
                             "-source:*",
                             "title:ban",
                             "labels.desk = daily-tide"};
  const char* claims[] = {"document.source = daily-tide",
                          "document.publish_time < 2023-11-19",
                          "holder = author",
                          "holder:rao",
                          "innermost_holder = ministers",
                          "target = ban",
                          "act = deny",
                          "polarity = negated",
                          "commitment != rejected",
                          "modality = possible",
                          "text:fees",
                          "confidence > 0.4",
                          "term = harbor",
                          "document.language = de",
                          "target:*",
                          "entity = \"Ministry of Trade\"",
                          "entity:ansley",
                          "-entity:*",
                          "document.publisher:*"};
  const auto one = [&] {
    return std::string(space == Space::kDocument ? documents[random.Below(7)]
                                                 : claims[random.Below(19)]);
  };
  switch (random.Below(6)) {
    case 0:
      return absl::StrCat(one(), " ", one());
    case 1:
      return absl::StrCat(one(), " OR NOT ", one());
    case 2:
      return one();
    case 3:
      return absl::StrCat(one(), " OR ", one());
    default:
      return "";
  }
}

}  // namespace standpoint
