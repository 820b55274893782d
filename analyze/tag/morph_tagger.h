// States -> word classes and features.

#ifndef STANDPOINT_ANALYZE_TAG_MORPH_TAGGER_H_
#define STANDPOINT_ANALYZE_TAG_MORPH_TAGGER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/workspace.h"
#include "analyze/model/model_file.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// Threads: safe. Lifetime: borrows the file.
class MorphTagger {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const MorphTagger>> Create(const ModelFile& file,
                                                                   const Encoder& encoder);

  // Writes upos, xpos and feats of workspace.chunk, which the encoder has just read, to `morphology`, which grows to hold them.
  // Lemmas are left as they are.
  void Tag(Workspace& workspace, Morphology& morphology) const;

  const std::vector<std::string>& xpos() const { return xpos_; }
  const std::vector<std::string>& feats() const { return feats_; }

 private:
  MorphTagger() = default;

  size_t input_width_ = 0;
  HeadColumns columns_;
  QuantizedMatrix out_;     // upos, xpos, feats
  std::vector<Upos> upos_;  // in the model's order
  std::vector<std::string> xpos_;
  std::vector<std::string> feats_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_TAG_MORPH_TAGGER_H_
