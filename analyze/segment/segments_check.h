// What must hold of Segments for any text: for the property tests and the fuzz target.

#ifndef STANDPOINT_ANALYZE_SEGMENT_SEGMENTS_CHECK_H_
#define STANDPOINT_ANALYZE_SEGMENT_SEGMENTS_CHECK_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// What is wrong with `segments` as the segments of `text`: words out of order, inside a code point or over white space, text that
// no word covers, sentences with holes or too long. Empty if nothing is.
std::string FaultOf(absl::string_view text, const Segments& segments);

// A model file for the segmenter, with weights drawn at random.
std::string RandomSegmentModel(uint32_t seed);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_SEGMENTS_CHECK_H_
