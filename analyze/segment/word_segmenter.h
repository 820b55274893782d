// Raw text -> sentences and words, in Universal Dependencies' tokenisation of English.

#ifndef STANDPOINT_ANALYZE_SEGMENT_WORD_SEGMENTER_H_
#define STANDPOINT_ANALYZE_SEGMENT_WORD_SEGMENTER_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "analyze/segment/atoms.h"
#include "analyze/segment/boundary_network.h"
#include "analyze/segment/segments.h"
#include "analyze/segment/word_splitter.h"

namespace standpoint {

// Scratch memory of one thread: what it holds has no meaning between two calls.
struct SegmentWorkspace {
  std::vector<Atom> atoms;
  std::vector<Word> words;
  BoundaryWorkspace boundaries;
};

// Threads: safe. Lifetime: the ModelFile outlives it.
class WordSegmenter {
 public:
  // Errors: MODEL_FILE_MISMATCH for sections "segment/..." that are missing or do not fit.
  static absl::StatusOr<std::unique_ptr<WordSegmenter>> Create(const ModelFile& model);

  // Replaces `segments` by those of `text`, which may be any bytes, fewer than 4 GiB. The words cover all that is not white
  // space; an empty line ends a sentence, and so do BoundaryNetwork::kLongestSentence words. A single line break means little
  // where the text is hard-wrapped. Linear in the text; nothing is allocated once the workspace has grown.
  void Segment(absl::string_view text, SegmentWorkspace& workspace, Segments& segments) const;

  // The same with memory of its own.
  Segments Segment(absl::string_view text) const;

 private:
  WordSegmenter(WordSplitter splitter, BoundaryNetwork network)
      : splitter_(std::move(splitter)), network_(std::move(network)) {}

  WordSplitter splitter_;
  BoundaryNetwork network_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_WORD_SEGMENTER_H_
