// States -> dependency trees.

#ifndef STANDPOINT_ANALYZE_PARSE_DEPENDENCY_PARSER_H_
#define STANDPOINT_ANALYZE_PARSE_DEPENDENCY_PARSER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/workspace.h"
#include "analyze/model/model_file.h"
#include "analyze/parse/dependencies.h"
#include "analyze/parse/tree.h"

namespace standpoint {

// Scores every arc and takes the best head of each word, or the best tree where these are none. A sentence of more than
// kWindowWords words is parsed in windows, whose roots hang on the root of its first window by the relation "parataxis" (or the
// first of the model's, if it has no such), so that time is linear in the text.
// Threads: safe. Lifetime: borrows the file.
class DependencyParser {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const DependencyParser>> Create(const ModelFile& file,
                                                                        const Encoder& encoder);

  // Writes the arcs of workspace.chunk, which the encoder has just read, to `dependencies`, which grows to hold them. Chunks of one
  // sentence must come in order.
  void Parse(Workspace& workspace, Dependencies& dependencies) const;

  // Parts of Parse, for tests and benchmarks. First, for the chunk: the dependents' side of the arcs.
  void ProjectQueries(Workspace& workspace) const;

  // Then for each window, to workspace.scores: the scores [size, ArcStride(size)] of its arcs.
  void ScoreWindow(size_t window, Workspace& workspace) const;

  const std::vector<std::string>& relations() const { return relations_; }

 private:
  DependencyParser() = default;
  void FindHeads(size_t window, Workspace& workspace) const;
  void FindRelations(Workspace& workspace, Dependencies& dependencies) const;
  void HangOnSentence(const Window& window, Dependencies& dependencies) const;

  size_t input_width_ = 0;
  HeadColumns arc_dependent_;
  HeadColumns arc_head_;
  HeadColumns relation_dependent_;
  HeadColumns relation_head_;
  QuantizedMatrix bilinear_;
  const float* arc_root_ = nullptr;
  const float* relation_root_ = nullptr;
  std::vector<float> near_;  // by distance, from -kWindowWords on
  float root_score_ = 0;
  QuantizedMatrix relation_out_;
  std::vector<std::string> relations_;
  uint8_t window_relation_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PARSE_DEPENDENCY_PARSER_H_
