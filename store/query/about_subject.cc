#include "store/query/about_subject.h"

#include <algorithm>
#include <cstddef>

#include "store/query/search/nearest.h"

namespace standpoint {
namespace {

constexpr double kNear = 0.65;  // cosine of a claim that is about the subject in other words

}  // namespace

void AboutSubject::AddWords(absl::string_view document, const PropositionFeatures& text) {
  words_[document].insert(text.terms.begin(), text.terms.end());
}

bool AboutSubject::IsAbout(absl::string_view document, const PropositionFeatures& claim) const {
  if (CosineOf(subject_.embedding, claim.embedding) >= kNear) {
    return true;
  }
  const auto is_in_claim = [&](const std::string& term) {
    return std::find(claim.terms.begin(), claim.terms.end(), term) != claim.terms.end();
  };
  const auto words = words_.find(document);
  const auto shared =
      std::count_if(subject_.terms.begin(), subject_.terms.end(), [&](const std::string& term) {
        return is_in_claim(term) || (words != words_.end() && words->second.contains(term));
      });
  return 2 * static_cast<size_t>(shared) >= subject_.terms.size() &&
         std::any_of(subject_.terms.begin(), subject_.terms.end(), is_in_claim);
}

}  // namespace standpoint
