// A tiny model with random weights, a few sentences, and what PyTorch makes of them: written by
// analyze/training/language/network_sample.py.

#ifndef STANDPOINT_ANALYZE_ENCODE_NETWORK_SAMPLE_H_
#define STANDPOINT_ANALYZE_ENCODE_NETWORK_SAMPLE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/encode/encoder.h"
#include "analyze/model/model_file.h"
#include "analyze/segment/segments.h"

namespace standpoint {

constexpr absl::string_view kSamplePath = "analyze/encode/testdata/tiny.lm";

// Words between white space, sentences between line breaks.
Segments SplitAtSpaces(absl::string_view text);

struct NetworkSample {
  NetworkSample();

  // sample/NAME.
  absl::Span<const float> Expected(const std::string& name) const;

  std::unique_ptr<const ModelFile> file;
  std::unique_ptr<const Encoder> encoder;
  std::string text;
  Segments segments;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_NETWORK_SAMPLE_H_
