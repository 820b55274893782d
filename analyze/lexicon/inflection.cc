#include "analyze/lexicon/inflection.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace standpoint {
namespace {

bool IsVowel(char c) { return absl::StrContains("aeiou", absl::string_view(&c, 1)); }

bool EndsInConsonantY(absl::string_view base) {
  return base.size() > 1 && base.back() == 'y' && !IsVowel(base[base.size() - 2]);
}

std::string Doubled(absl::string_view base, bool doubling) {
  return doubling ? absl::StrCat(base, base.substr(base.size() - 1)) : std::string(base);
}

}  // namespace

std::string ThirdPerson(absl::string_view base) {
  if (EndsInConsonantY(base)) {
    return absl::StrCat(base.substr(0, base.size() - 1), "ies");
  }
  for (const absl::string_view hiss : {"s", "x", "z", "ch", "sh"}) {
    if (absl::EndsWith(base, hiss)) {
      return absl::StrCat(base, "es");
    }
  }
  if (base.size() > 1 && base.back() == 'o' && !IsVowel(base[base.size() - 2])) {
    return absl::StrCat(base, "es");
  }
  return absl::StrCat(base, "s");
}

std::string PastForm(absl::string_view base, bool doubling) {
  if (EndsInConsonantY(base)) {
    return absl::StrCat(base.substr(0, base.size() - 1), "ied");
  }
  if (base.back() == 'e') {
    return absl::StrCat(base, "d");
  }
  return absl::StrCat(Doubled(base, doubling), "ed");
}

std::string IngForm(absl::string_view base, bool doubling) {
  if (base.size() > 2 && absl::EndsWith(base, "ie")) {
    return absl::StrCat(base.substr(0, base.size() - 2), "ying");
  }
  const bool keeps_e = absl::EndsWith(base, "ee") || absl::EndsWith(base, "oe") ||
                       absl::EndsWith(base, "ye") || base.size() < 3;
  if (base.back() == 'e' && !keeps_e) {
    return absl::StrCat(base.substr(0, base.size() - 1), "ing");
  }
  return absl::StrCat(Doubled(base, doubling), "ing");
}

}  // namespace standpoint
