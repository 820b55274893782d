// Texts in plain English, made up: enough sentences with holders and claims that an analysis has something to find.

#ifndef STANDPOINT_TESTS_FAULTS_DOCUMENT_GENERATOR_H_
#define STANDPOINT_TESTS_FAULTS_DOCUMENT_GENERATOR_H_

#include <string>

namespace standpoint {

// The text of document `number`; the same at each call, another for each number.
std::string GenerateText(int number);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_FAULTS_DOCUMENT_GENERATOR_H_
