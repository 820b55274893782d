// Whatever a user types: a query or a status, never more.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "store/query/search/search_arguments.h"
#include "store/query/search/search_query.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace standpoint;  // NOLINT: one function
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto query = ParseSearchQuery(bytes); query.ok()) {
    for (const QueryClause& clause : query->clauses) {
      for (const QueryAtom& atom : clause.any_of) {
        if (atom.words.empty()) {
          std::abort();
        }
        (void)HoldsPhrase(bytes, atom.phrase);
      }
    }
  }
  SearchPlace place;
  if (DecodeSearchPlace(bytes, &place)) {
    SearchPlace back;
    if (!DecodeSearchPlace(EncodeSearchPlace(place), &back) || !(back == place)) {
      std::abort();
    }
  }
  return 0;
}
