// Scores of all arcs within a window.

#ifndef STANDPOINT_ANALYZE_PARSE_ARC_SCORES_H_
#define STANDPOINT_ANALYZE_PARSE_ARC_SCORES_H_

#include <cstddef>

#include "analyze/encode/aligned_buffer.h"

namespace standpoint {

// Rows of numbers; each of `width`, a multiple of 16.
struct VectorRows {
  const float* rows;
  size_t stride;
};

// Writes to scores [size, ArcStride(size)]: column 0 is queries[i] . root, column j + 1 is queries[i] . heads[j] + near[j - i]. An
// arc from a word to itself gets -infinity. near[d] is read for d from -size to size + 15.
void ScoreArcs(const VectorRows& queries, const VectorRows& heads, const float* root,
               float root_score, const float* near, size_t size, size_t width,
               AlignedBuffer<float>& scratch, float* scores);

// Numbers between rows of scores; those past the last word are of no meaning.
constexpr size_t ArcStride(size_t size) { return (size + 1 + 15) / 16 * 16; }

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PARSE_ARC_SCORES_H_
