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
  do {
    ASSIGN_OR_RETURN(std::unique_ptr<const PairNetwork> network,
                     PairNetwork::Create(*model->file_, model->networks_.size(),
                                         model->words_->size(), model->words_->width()));
    if (network->numbers() != kPairNumbers + kRelatednessNumbers) {
      return model->file_->Mismatch("pair", "a network wants other numbers");
    }
    model->networks_.push_back(std::move(network));
  } while (model->file_->Has(absl::StrCat("pair/", model->networks_.size(), "/sharpness")));
  return model;
}

}  // namespace standpoint
