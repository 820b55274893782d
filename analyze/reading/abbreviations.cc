#include "analyze/reading/abbreviations.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"

namespace standpoint {

bool IsTitle(const PhraseTable& abbreviations, absl::string_view form) {
  constexpr size_t kLongestTitle = 8;
  if (form.empty() || form.size() > kLongestTitle ||
      !absl::ascii_isupper(static_cast<unsigned char>(form[0]))) {
    return false;
  }
  const PhraseEntry* const entry =
      abbreviations.Word(absl::StrCat(absl::AsciiStrToLower(form), "."));
  return entry != nullptr && entry->Has("title");
}

}  // namespace standpoint
