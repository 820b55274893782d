// The segmenter on any bytes: what must hold of segments holds.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "analyze/segment/segments.h"
#include "analyze/segment/segments_check.h"
#include "analyze/segment/word_segmenter.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const standpoint::ModelFile& model =
      *standpoint::ModelFile::Parse(standpoint::RandomSegmentModel(1), "random").value().release();
  static const standpoint::WordSegmenter& segmenter =
      *standpoint::WordSegmenter::Create(model).value().release();
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  if (!standpoint::FaultOf(text, segmenter.Segment(text)).empty()) std::abort();
  return 0;
}
