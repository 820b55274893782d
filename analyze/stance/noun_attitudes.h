// Nouns and adjectives of attitude in, the stances of their owners out.

#ifndef STANDPOINT_ANALYZE_STANCE_NOUN_ATTITUDES_H_
#define STANDPOINT_ANALYZE_STANCE_NOUN_ATTITUDES_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/stance/attitude_writer.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

// "applause from the fishing lobby", "the union's opposition to the bill", "is critical of the plan", "the supposed syndrome".
// Threads: safe. Lifetime: source and list outlive it.
class NounAttitudes {
 public:
  NounAttitudes(const StanceSource& source, StanceList& list)
      : source_(source), list_(list), writer_(source, list) {}

  // True where the word has shown a stance.
  bool ReadNoun(size_t noun) const;
  bool ReadWho(size_t noun) const;
  bool ReadCheer(size_t word) const;
  bool ReadAdjective(size_t adjective) const;
  bool ReadDoubting(size_t adjective) const;
  // "neither for nor against the move".
  bool ReadNeither(size_t word) const;

  // Verbs that say who has an attitude ("voiced support") and what has drawn it ("drew applause").
  static bool IsHaving(absl::string_view lemma);
  static bool IsDrawing(absl::string_view lemma);

 private:
  size_t NounHolder(size_t noun, size_t governor) const;
  bool IsAttending(size_t noun) const;
  size_t NounTarget(size_t noun, size_t governor) const;

  const StanceSource& source_;
  StanceList& list_;
  const AttitudeWriter writer_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_NOUN_ATTITUDES_H_
