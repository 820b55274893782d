#include "analyze/entity/entity_recognizer.h"

#include "absl/memory/memory.h"
#include "analyze/encode/parameters.h"
#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<std::unique_ptr<const EntityRecognizer>> EntityRecognizer::Create(
    const ModelFile& file, const Encoder& encoder) {
  auto recognizer = absl::WrapUnique(new EntityRecognizer);
  EntityRecognizer& r = *recognizer;
  r.input_width_ = encoder.input_width();
  r.columns_ = encoder.columns(Head::kEntity);
  ASSIGN_OR_RETURN(r.labels_, NameLabels::Read(file));
  ASSIGN_OR_RETURN(const WeightRows out,
                   FindLayer(file, "heads.entity_out", r.labels_.size(), r.columns_.width));
  r.out_ = QuantizedMatrix({out}, r.columns_.width);
  return recognizer;
}

void EntityRecognizer::Recognize(Workspace& workspace, Entities& entities) const {
  const Chunk& chunk = workspace.chunk;
  const size_t stride = out_.padded_rows();
  float* const scores = workspace.scores.Reserve(chunk.size() * stride);
  workspace.activations.Quantize(workspace.inputs.data() + columns_.begin, chunk.size(),
                                 columns_.width, input_width_);
  out_.Multiply(workspace.activations, scores, stride);
  for (const Window& window : chunk.windows) {
    labels_.Decode(scores + (window.first_word - chunk.first_word()) * stride, window.size(),
                   stride, window.first_word, workspace.marks, entities.entities);
  }
}

}  // namespace standpoint
