#include "analyze/entity/one_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/container/flat_hash_map.h"

namespace standpoint {

void GiveOneType(absl::string_view text, const Segments& segments, Entities& entities) {
  absl::flat_hash_map<absl::string_view, std::array<float, kEntityTypes>> fits;
  const auto spelling = [&](const Entity& name) {
    const uint32_t begin = segments.words[name.first_word].begin;
    return text.substr(begin, segments.words[name.last_word - 1].end - begin);
  };
  for (const Entity& name : entities.entities) {
    std::array<float, kEntityTypes>& sum = fits.try_emplace(spelling(name)).first->second;
    for (size_t type = 0; type < kEntityTypes; ++type) {
      sum[type] += name.fits[type];
    }
  }
  for (Entity& name : entities.entities) {
    const std::array<float, kEntityTypes>& sum = fits[spelling(name)];
    name.type = static_cast<EntityType>(std::max_element(sum.begin(), sum.end()) - sum.begin());
  }
}

}  // namespace standpoint
