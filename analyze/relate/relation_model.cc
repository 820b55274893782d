#include "analyze/relate/relation_model.h"

#include <cstddef>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "analyze/relate/relatedness.h"
#include "analyze/relate/wording.h"
#include "common/status/macros.h"

// From relation_model_bytes.S.
extern "C" const char standpoint_relations_begin[];
extern "C" const char standpoint_relations_end[];

namespace standpoint {

absl::StatusOr<std::unique_ptr<const RelationModel>> RelationModel::Load() {
  auto model = absl::WrapUnique(new RelationModel);
  const absl::string_view bytes(
      standpoint_relations_begin,
      static_cast<size_t>(standpoint_relations_end - standpoint_relations_begin));
  ASSIGN_OR_RETURN(model->file_, ModelFile::View(bytes, "relations.lm (built in)"));
  ASSIGN_OR_RETURN(model->words_, WordTable::Create(*model->file_));
  ASSIGN_OR_RETURN(model->sentences_, SentenceVectors::Create(*model->file_, *model->words_));
  ASSIGN_OR_RETURN(model->network_, PairNetwork::Create(*model->file_, model->words_->size(),
                                                        model->words_->width()));
  if (model->network_->numbers() != kPairNumbers + kRelatednessNumbers) {
    return model->file_->Mismatch("pair/hidden/numbers", "the network wants other numbers");
  }
  return model;
}

}  // namespace standpoint
