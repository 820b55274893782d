#include "common/text/english_stem.h"

#include <libstemmer.h>

#include <cstddef>
#include <memory>

namespace standpoint {
namespace {

struct StemmerDelete {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// Each thread's own: a stemmer holds a buffer. Null where memory is out.
sb_stemmer* Stemmer() {
  thread_local const std::unique_ptr<sb_stemmer, StemmerDelete> stemmer(
      sb_stemmer_new("english", "UTF_8"));
  return stemmer.get();
}

}  // namespace

std::string EnglishStem(absl::string_view word) {
  sb_stemmer* const stemmer = Stemmer();
  const sb_symbol* const stem =
      stemmer == nullptr ? nullptr
                         : sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                           static_cast<int>(word.size()));
  if (stem == nullptr) {
    return std::string(word);
  }
  return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace standpoint
