#include "analyze/pipeline/resource_names.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/text/content_id.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

// An id of its own, should two things of one analysis ever have the same places.
template <typename Item>
std::string UniqueId(const Item& item, absl::flat_hash_map<std::string, int>& seen) {
  std::string id = ContentId(item);
  const int earlier = seen[id]++;
  return earlier == 0 ? id : ContentId(item, earlier);
}

}  // namespace

std::vector<std::string> ClaimNames(const v1::Analysis& analysis) {
  absl::flat_hash_map<std::string, int> seen;
  std::vector<std::string> names;
  for (const v1::Claim& claim : analysis.claims()) {
    names.push_back(absl::StrCat("claims/", UniqueId(claim, seen)));
  }
  return names;
}

void NameResources(absl::string_view document, v1::Analysis& analysis) {
  analysis.set_document(std::string(document));
  const std::vector<std::string> claims = ClaimNames(analysis);
  for (int i = 0; i < analysis.claims_size(); ++i) {
    analysis.mutable_claims(i)->set_name(absl::StrCat(document, "/", claims[i]));
  }
  absl::flat_hash_map<std::string, int> seen;
  for (v1::Stance& stance : *analysis.mutable_stances()) {
    stance.set_name(absl::StrCat(document, "/stances/", UniqueId(stance, seen)));
    if (absl::StartsWith(stance.claim(), "claims/")) {
      stance.set_claim(absl::StrCat(document, "/", stance.claim()));
    }
  }
}

}  // namespace standpoint
