#include "store/engine/engine.h"

namespace standpoint {

KeyRange PrefixRange(absl::string_view prefix) {
  KeyRange range{std::string(prefix), std::string(prefix)};
  while (!range.end.empty() && static_cast<unsigned char>(range.end.back()) == 0xFF) {
    range.end.pop_back();
  }
  if (!range.end.empty()) {
    ++range.end.back();
  }
  return range;
}

}  // namespace standpoint
