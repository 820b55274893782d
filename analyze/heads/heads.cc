#include "analyze/heads/heads.h"

#include <utility>

#include "absl/memory/memory.h"
#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<std::unique_ptr<const Heads>> Heads::Load(const std::string& path,
                                                         uint64_t language_model,
                                                         const SyntaxLabels& labels,
                                                         size_t state_width) {
  auto heads = absl::WrapUnique(new Heads);
  Heads& h = *heads;
  ASSIGN_OR_RETURN(h.file_, ModelFile::Open(path));
  ASSIGN_OR_RETURN(const Tensor<uint64_t> trained_for,
                   h.file_->Find<uint64_t>("language_model", {1}));
  if (trained_for.data[0] != language_model) {
    return h.file_->Mismatch("language_model", "the heads were trained for another language model");
  }
  ASSIGN_OR_RETURN(h.words_, WordHeads::Create(*h.file_, labels, state_width));
  ASSIGN_OR_RETURN(h.check_worthiness_, CheckWorthiness::Create(*h.file_));
  ASSIGN_OR_RETURN(h.target_polarity_, TargetPolarity::Create(*h.file_, labels));
  ASSIGN_OR_RETURN(h.card_, h.file_->Bytes("card"));
  return heads;
}

}  // namespace standpoint
