#include "analyze/reading/relation_labels.h"

#include "absl/container/flat_hash_map.h"

namespace standpoint {

Relation RelationOf(absl::string_view label) {
  static const auto& relations = *new absl::flat_hash_map<absl::string_view, Relation>{
      {"root", Relation::kRoot},
      {"nsubj", Relation::kNsubj},
      {"nsubj:outer", Relation::kNsubj},
      {"nsubj:pass", Relation::kNsubjPass},
      {"csubj", Relation::kCsubj},
      {"csubj:outer", Relation::kCsubj},
      {"csubj:pass", Relation::kCsubj},
      {"obj", Relation::kObj},
      {"iobj", Relation::kIobj},
      {"ccomp", Relation::kCcomp},
      {"xcomp", Relation::kXcomp},
      {"advcl", Relation::kAdvcl},
      {"advcl:relcl", Relation::kRelcl},
      {"acl", Relation::kAcl},
      {"acl:relcl", Relation::kRelcl},
      {"obl", Relation::kObl},
      {"obl:unmarked", Relation::kObl},
      {"obl:agent", Relation::kAgent},
      {"nmod", Relation::kNmod},
      {"nmod:unmarked", Relation::kNmod},
      {"nmod:desc", Relation::kCompound},
      {"nmod:poss", Relation::kNmodPoss},
      {"appos", Relation::kAppos},
      {"conj", Relation::kConj},
      {"cc", Relation::kCc},
      {"cc:preconj", Relation::kCc},
      {"mark", Relation::kMark},
      {"parataxis", Relation::kParataxis},
      {"aux", Relation::kAux},
      {"aux:pass", Relation::kAuxPass},
      {"cop", Relation::kCop},
      {"advmod", Relation::kAdvmod},
      {"det", Relation::kDet},
      {"det:predet", Relation::kDet},
      {"amod", Relation::kAmod},
      {"nummod", Relation::kNummod},
      {"compound", Relation::kCompound},
      {"compound:prt", Relation::kParticle},
      {"flat", Relation::kFlat},
      {"fixed", Relation::kFixed},
      {"case", Relation::kCase},
      {"punct", Relation::kPunct},
      {"vocative", Relation::kVocative},
      {"discourse", Relation::kDiscourse},
      {"dislocated", Relation::kDislocated},
      {"expl", Relation::kExpl},
  };
  const auto it = relations.find(label);
  return it == relations.end() ? Relation::kOther : it->second;
}

}  // namespace standpoint
