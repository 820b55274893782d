#include "store/engine/memory/memory_engine.h"

#include "gtest/gtest.h"
#include "store/engine/conformance/engine_conformance.h"

namespace standpoint {
namespace {

INSTANTIATE_TEST_SUITE_P(Memory, EngineConformanceTest,
                         testing::Values(EngineFactory(&NewMemoryEngine)));

}  // namespace
}  // namespace standpoint
