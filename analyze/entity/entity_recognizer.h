// States -> named entities.

#ifndef STANDPOINT_ANALYZE_ENTITY_ENTITY_RECOGNIZER_H_
#define STANDPOINT_ANALYZE_ENTITY_ENTITY_RECOGNIZER_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "analyze/encode/encoder.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/workspace.h"
#include "analyze/entity/entities.h"
#include "analyze/entity/name_labels.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Threads: safe. Lifetime: borrows the file.
class EntityRecognizer {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const EntityRecognizer>> Create(const ModelFile& file,
                                                                        const Encoder& encoder);

  // Appends the names of workspace.chunk, which the encoder has just read. No name crosses the end of a window.
  void Recognize(Workspace& workspace, Entities& entities) const;

 private:
  EntityRecognizer() = default;

  size_t input_width_ = 0;
  HeadColumns columns_;
  QuantizedMatrix out_;
  NameLabels labels_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENTITY_ENTITY_RECOGNIZER_H_
