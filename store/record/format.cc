#include "store/record/format.h"

#include <string>

#include "common/status/macros.h"
#include "store/engine/family.h"
#include "store/engine/write_batch.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {

absl::Status PrepareFormat(Engine& engine) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool marked,
                   engine.GetSnapshot()->Get(Family::kMeta, FormatKey(), &bytes));
  if (marked) {
    return DecodeFormatVersion(bytes).status();
  }
  WriteBatch batch;
  batch.Put(Family::kMeta, FormatKey(), EncodeFormatVersion(kFormatVersion));
  return engine.Write(batch, /*sync=*/true);
}

}  // namespace standpoint
