// An engine without a disk, for tests and for trying things out.

#ifndef STANDPOINT_STORE_ENGINE_MEMORY_MEMORY_ENGINE_H_
#define STANDPOINT_STORE_ENGINE_MEMORY_MEMORY_ENGINE_H_

#include <memory>

#include "store/engine/engine.h"

namespace standpoint {

// Empty. Every key keeps the versions that a living snapshot can see. `sync` means nothing here.
std::unique_ptr<Engine> NewMemoryEngine();

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_MEMORY_MEMORY_ENGINE_H_
