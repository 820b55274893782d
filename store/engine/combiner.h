// Which families combine what is added to a key, and how.

#ifndef STANDPOINT_STORE_ENGINE_COMBINER_H_
#define STANDPOINT_STORE_ENGINE_COMBINER_H_

#include "store/chunk/combine.h"
#include "store/engine/family.h"

namespace standpoint {

// Null for families of single values. An empty value says as much as none: engines may drop it.
CombineFunction CombinerOf(Family family);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_COMBINER_H_
