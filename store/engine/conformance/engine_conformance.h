// What every engine must do. An engine's test includes this and instantiates the suite:
//   INSTANTIATE_TEST_SUITE_P(Memory, EngineConformanceTest, testing::Values(EngineFactory{...}));

#ifndef STANDPOINT_STORE_ENGINE_CONFORMANCE_ENGINE_CONFORMANCE_H_
#define STANDPOINT_STORE_ENGINE_CONFORMANCE_ENGINE_CONFORMANCE_H_

#include <functional>
#include <memory>

#include "gtest/gtest.h"
#include "store/engine/engine.h"

namespace standpoint {

// Makes an empty engine.
using EngineFactory = std::function<std::unique_ptr<Engine>()>;

class EngineConformanceTest : public testing::TestWithParam<EngineFactory> {
 protected:
  EngineConformanceTest() : engine_(GetParam()()) {}

  const std::unique_ptr<Engine> engine_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_CONFORMANCE_ENGINE_CONFORMANCE_H_
