// The lexicon and the language model that ship, for tests: loaded once a process.

#ifndef STANDPOINT_ANALYZE_READING_TEST_READER_H_
#define STANDPOINT_ANALYZE_READING_TEST_READER_H_

#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/text_reader.h"

namespace standpoint {

// End the process where the model is not in the runfiles.
const Lexicon& SharedLexicon();
const TextReader& SharedTextReader();

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_TEST_READER_H_
