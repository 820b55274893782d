#include "bench/serving/generated_text.h"

#include <array>
#include <cstddef>

#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

constexpr std::array<const char*, 7> kWho = {"The minister",     "A spokesman", "The union",
                                             "Her report",       "The council", "One engineer",
                                             "The harbour board"};
constexpr std::array<const char*, 5> kCue = {"said that", "denied that", "warned that",
                                             "believes that", "insisted that"};
constexpr std::array<const char*, 6> kWhat = {
    "the ferry service had improved", "rents would rise again", "the new rule does not work",
    "the bridge should be closed",    "prices fell in spring",  "the plan could fail"};

}  // namespace

std::string GeneratedText(int round, int64_t number, int bytes) {
  std::string text = absl::StrCat("Item ", round, " of series ", number, " was filed.");
  for (size_t i = static_cast<size_t>(number); text.size() < static_cast<size_t>(bytes); ++i) {
    absl::StrAppend(&text, " ", kWho[i % kWho.size()], " ", kCue[i % kCue.size()], " ",
                    kWhat[i % kWhat.size()], " in ", i % 97, " towns.");
  }
  return text;
}

}  // namespace standpoint
