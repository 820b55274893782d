// A whole language model for tests: small, and none the wiser for it.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_TEST_MODEL_H_
#define STANDPOINT_ANALYZE_LANGUAGE_TEST_MODEL_H_

#include <string>

namespace standpoint {

// The bytes of a model file: the sample network of analyze/encode, a segmenter with weights drawn at random, the lemmatizer's
// invented words. Needs those folders' testdata in the runfiles.
std::string TestLanguageModel();

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_TEST_MODEL_H_
