// Named entities and who is meant by which mention: what `entity` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_ENTITY_ENTITIES_H_
#define STANDPOINT_ANALYZE_ENTITY_ENTITIES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standpoint {

enum class EntityType : uint8_t { kPerson, kOrganization, kPlace };
inline constexpr size_t kEntityTypes = 3;

// A name in the text. Units: indices into Segments::words, half-open, within one sentence.
struct Entity {
  uint32_t first_word = 0;
  uint32_t last_word = 0;
  EntityType type = EntityType::kPerson;
  // How well each type fits, in log-probabilities but for what they have in common: only their differences mean something.
  std::array<float, kEntityTypes> fits = {};
};

// In text order, without overlap.
struct Entities {
  std::vector<Entity> entities;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENTITY_ENTITIES_H_
