#include "store/engine/combiner.h"

#include "store/chunk/piece_list.h"
#include "store/chunk/posting_chunk.h"

namespace standpoint {

CombineFunction CombinerOf(Family family) {
  switch (family) {
    case Family::kTerm:
      return &CombineChunks;
    case Family::kColumn:
      return &CombinePieces;
    default:
      return nullptr;
  }
}

}  // namespace standpoint
