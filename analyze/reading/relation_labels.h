// Labels of Universal Dependencies as the relations that rules ask for.

#ifndef STANDPOINT_ANALYZE_READING_RELATION_LABELS_H_
#define STANDPOINT_ANALYZE_READING_RELATION_LABELS_H_

#include "absl/strings/string_view.h"
#include "analyze/reading/tagging.h"

namespace standpoint {

// The relation of a label such as "nsubj:pass"; kOther of one that no rule asks for. Threads: safe.
Relation RelationOf(absl::string_view label);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_RELATION_LABELS_H_
