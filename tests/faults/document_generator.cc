#include "tests/faults/document_generator.h"

#include <cstddef>
#include <random>
#include <string>

namespace standpoint {
namespace {

constexpr const char* kHolders[] = {"The minister",      "A port official", "Dr. Ilse Brandt",
                                    "The dock union",    "Her deputy",      "Two analysts",
                                    "The harbor master", "A ferry captain", "The tax office"};
constexpr const char* kVerbs[] = {"said that",   "argued that", "denied that",        "warned that",
                                  "hinted that", "hopes that",  "told reporters that"};
constexpr const char* kThings[] = {"the new toll", "the night ferry", "the dredging plan",
                                   "the quota",    "the cold store",  "the customs strike",
                                   "the levy",     "the pilot scheme"};
constexpr const char* kPredicates[] = {"has failed",           "will cost jobs",
                                       "did not slow traffic", "works as promised",
                                       "may be dropped",       "should be extended to the north"};
constexpr const char* kOwn[] = {"Nobody was hurt.", "The figures are from last spring.",
                                "Traders disagree.", "The vote is on Monday."};

template <size_t kSize>
std::string Pick(const char* const (&choices)[kSize], std::mt19937& random) {
  return choices[random() % kSize];
}

std::string Sentence(std::mt19937& random) {
  if (random() % 5 == 0) {
    return Pick(kOwn, random);
  }
  return Pick(kHolders, random) + " " + Pick(kVerbs, random) + " " + Pick(kThings, random) + " " +
         Pick(kPredicates, random) + ".";
}

}  // namespace

std::string GenerateText(int number) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(number));
  std::string text = "Report " + std::to_string(number) + " came in at noon.";
  const int sentences = 4 + static_cast<int>(random() % 12);
  for (int i = 0; i < sentences; ++i) {
    text += " " + Sentence(random);
  }
  return text;
}

}  // namespace standpoint
