// Syntax in, and to each claim the persons, organizations and places that it mentions.

#ifndef STANDPOINT_ANALYZE_PIPELINE_CLAIM_ENTITIES_H_
#define STANDPOINT_ANALYZE_PIPELINE_CLAIM_ENTITIES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/holder_names.h"
#include "analyze/entity/entities.h"
#include "analyze/language/syntax.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {

// Names are those of holders: of a person the fullest one that coreference knows, which pronouns and descriptions stand for
// too; of initials the name that they stand behind in brackets; of an organization that is named by one word ("Luoyun") the
// only longer name in the text that begins with it. All else is called as it stands. What is read as a person here and as a
// place there is what it is read as most often. Linear in the text. Lifetime: text, syntax and names outlive it.
class ClaimEntities {
 public:
  ClaimEntities(absl::string_view text, const Syntax& syntax, const HolderNames& names);

  // Sets the entities of all claims of the analysis of the text.
  void Fill(v1::Analysis& analysis) const;

 private:
  // What a name names, by how often it is read as which type.
  struct Known {
    std::string name;
    std::array<uint32_t, 3> types = {};  // by EntityType
  };
  struct Mention {
    ByteSpan span;
    uint32_t known = 0;  // index into known_
  };

  void AddPeople();
  void AddNames();
  void AddInitials();
  void DropOverlaps();
  void Add(ByteSpan span, absl::string_view name, EntityType type);
  ByteSpan Bytes(size_t first_word, size_t last_word) const;
  uint32_t EndOf(const Entity& entity) const;
  ByteSpan Trimmed(const Entity& entity) const;
  absl::string_view NameOf(const Entity& entity, ByteSpan span) const;
  void FindLongerNames();
  v1::EntityKind KindOf(const Known& known) const;

  const absl::string_view text_;
  const Syntax& syntax_;
  const HolderNames& names_;
  // Of organizations: by the first word the only longer name; empty where there are several.
  absl::flat_hash_map<absl::string_view, absl::string_view> longer_;
  std::vector<Known> known_;
  absl::flat_hash_map<absl::string_view, uint32_t> known_by_name_;
  std::vector<Mention> mentions_;  // in text order, without overlap
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PIPELINE_CLAIM_ENTITIES_H_
