// Who depends on whom: what `parse` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_PARSE_DEPENDENCIES_H_
#define STANDPOINT_ANALYZE_PARSE_DEPENDENCIES_H_

#include <cstdint>
#include <vector>

namespace standpoint {

// One arc. Source: Universal Dependencies, version 2 (universaldependencies.org).
struct Dependency {
  static constexpr uint32_t kRoot = 0xffffffff;
  uint32_t head =
      kRoot;  // index into Segments::words, in the same sentence; kRoot for the one root of a sentence
  uint8_t relation = 0;  // indexes the model's list of relations ("nsubj:pass")
};

// One entry per word of the segments it was made from; the arcs of a sentence are a tree.
struct Dependencies {
  std::vector<Dependency> words;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PARSE_DEPENDENCIES_H_
