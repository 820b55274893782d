// Trees -> what predicates say.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_PREDICATION_READER_H_
#define STANDPOINT_ANALYZE_PROPOSITION_PREDICATION_READER_H_

#include <cstdint>
#include <vector>

#include "analyze/proposition/predication.h"
#include "analyze/proposition/sentence_tree.h"
#include "analyze/proposition/subjects.h"

namespace standpoint {

// Reads one sentence of a tree, which is at it. Lifetime: borrows the tree.
class PredicationReader {
 public:
  explicit PredicationReader(const SentenceTree& tree) : tree_(tree), subjects_(tree) {}

  // `word`: a predicate (Subjects::IsPredicate).
  Predication Read(uint32_t word) const;

 private:
  void ReadSubject(Predication& predication) const;
  Phrase OwnPredicate(uint32_t word) const;
  void AddSharedAuxiliaries(uint32_t word, Phrase& predicate) const;
  std::vector<uint32_t> ArgumentHeads(uint32_t word, const Phrase& predicate) const;
  PredicationArgument ReadArgument(uint32_t head) const;
  void ReadVerb(Predication& predication) const;
  void ReadNominal(Predication& predication) const;
  void ReadAdjective(Predication& predication) const;
  void ResolveRelative(Predication& predication) const;
  void Order(Predication& predication) const;

  const SentenceTree& tree_;
  const Subjects subjects_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_PREDICATION_READER_H_
