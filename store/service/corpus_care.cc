#include "store/service/corpus_care.h"

#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/record/keys.h"

namespace standpoint {

absl::Status ReclaimCorpus(Engine& engine, absl::string_view corpus) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("name", corpus));
  return engine.Reclaim(PrefixRange(CorpusPrefix(name.corpus)));
}

}  // namespace standpoint
