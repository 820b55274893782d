// All that the language engine reads out of a text.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_H_
#define STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_H_

#include "analyze/coreference/mentions.h"
#include "analyze/entity/entities.h"
#include "analyze/heads/head_scores.h"
#include "analyze/parse/dependencies.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// The text itself is not kept.
struct Syntax {
  Segments segments;
  Morphology morphology;
  Dependencies dependencies;
  Entities entities;
  HeadScores head_scores;  // empty where the engine has no heads
  Coreference coreference;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_H_
