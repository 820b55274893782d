#include "analyze/stance/stance_finder.h"

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

StanceFinder::StanceFinder(const Lexicon& lexicon) : lexicon_(lexicon) {}

std::vector<Stance> StanceFinder::Find(absl::string_view text, const Segmentation& segmentation,
                                       const Tagging& tagging,
                                       absl::Span<const Claim> claims) const {
  return {};
}

}  // namespace standpoint
