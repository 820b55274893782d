// Tags that only the place in the tree tells right.

#ifndef STANDPOINT_ANALYZE_READING_REPAIR_TAGS_H_
#define STANDPOINT_ANALYZE_READING_REPAIR_TAGS_H_

#include <vector>

#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagging.h"

namespace standpoint {

// Mends, in the words of a text whose heads and relations are set: forms of verbs ("cut" and "put" with a subject and without an
// auxiliary are finite), verbs that modify ("the proposed law") or are nouns ("export controls"), nouns that report ("Video shows
// that ..."), and "that", "have", "do" and "be" where they link or stand alone. Linear in the text. Threads: safe on different tags.
void RepairTags(const Lexicon& lexicon, std::vector<WordTag>& tags);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_REPAIR_TAGS_H_
