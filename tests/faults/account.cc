#include "tests/faults/account.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "analyze/pipeline/analyzer.h"
#include "common/status/macros.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {
namespace {

// The words that show a claim, a stance, a document to be the right one.
std::string Essence(const v1::Claim& claim) {
  return absl::StrCat(claim.text(), " @", claim.span().begin(), " by ", claim.holders_size(),
                      " act ", claim.act());
}

std::string Essence(const v1::Stance& stance) {
  return absl::StrCat(stance.holder().text(), " on ", stance.target().text(), ": ",
                      stance.direction());
}

using Essences = std::map<std::string, std::string>;

template <typename Item>
Essences EssencesOf(const std::map<std::string, Item>& items) {
  Essences essences;
  for (const auto& [name, item] : items) {
    essences[name] = Essence(item);
  }
  return essences;
}

void Compare(const Essences& expected, const Essences& stored,
             std::vector<std::string>& differences) {
  for (const auto& [name, essence] : expected) {
    const auto found = stored.find(name);
    if (found == stored.end()) {
      differences.push_back(absl::StrCat("missing: ", name));
    } else if (found->second != essence) {
      differences.push_back(
          absl::StrCat(name, " is \"", found->second, "\" in place of \"", essence, "\""));
    }
  }
  for (const auto& [name, essence] : stored) {
    if (expected.count(name) == 0) {
      differences.push_back(absl::StrCat("without reason: ", name));
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FindDifferences(const Acknowledged& acknowledged,
                                                         const CorpusListing& stored) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Analyzer> analyzer, Analyzer::Load());
  Essences claims;
  Essences stances;
  for (const auto& [name, text] : acknowledged) {
    ASSIGN_OR_RETURN(v1::Analysis analysis, analyzer->Analyze(text));
    NameResources(name, analysis);
    for (const v1::Claim& claim : analysis.claims()) {
      claims[claim.name()] = Essence(claim);
    }
    for (const v1::Stance& stance : analysis.stances()) {
      stances[stance.name()] = Essence(stance);
    }
  }
  Essences texts;
  for (const auto& [name, document] : stored.documents) {
    texts[name] = document.text();
  }
  std::vector<std::string> differences;
  for (const std::string& name : stored.repeated) {
    differences.push_back(absl::StrCat("twice: ", name));
  }
  Compare(acknowledged, texts, differences);
  Compare(claims, EssencesOf(stored.claims), differences);
  Compare(stances, EssencesOf(stored.stances), differences);
  if (claims.empty() && !acknowledged.empty()) {
    differences.push_back("no claims were expected: the test tests nothing");
  }
  return differences;
}

}  // namespace standpoint
