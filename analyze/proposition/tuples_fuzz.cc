// Tuples of any tree, read from the bytes: of each word a head to its left (or, mirrored, to its right), a relation and a tag.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "analyze/proposition/tree_sample.h"
#include "analyze/proposition/tuples.h"

namespace {

constexpr const char* kRelations[] = {
    "nsubj",     "nsubj:pass", "csubj", "expl",     "obj",  "iobj", "obl",       "obl:agent",
    "ccomp",     "xcomp",      "advcl", "acl",      "conj", "cc",   "acl:relcl", "parataxis",
    "appos",     "nmod",       "punct", "compound", "aux",  "cop",  "nmod:poss", "compound:prt",
    "nmod:desc", "advmod",     "case",  "mark",     "dep",  "det",  "discourse", "amod"};
constexpr const char* kTags[] = {"VERB\tVBD", "VERB\tVBN", "NOUN\tNNS", "PROPN\tNNP",
                                 "PRON\tWDT", "AUX\tVBZ",  "ADV\tRB",   "ADP\tIN",
                                 "PUNCT\t,",  "ADJ\tJJ",   "PART\tTO",  "ADV\tWRB"};

template <size_t kSize>
const char* Of(const char* const (&names)[kSize], uint8_t byte) {
  return names[byte % kSize];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4 || size > 3000) return 0;
  const bool mirrored = data[0] % 2 == 1;
  const size_t words = (size - 1) / 3;
  std::string conllu;
  for (size_t i = 0; i < words; ++i) {
    const size_t place = mirrored ? words - 1 - i : i;  // in the order in which heads are given
    const uint8_t* const bytes = data + 1 + 3 * place;
    size_t head = 0;
    if (place > 0) {
      const size_t chosen = place - 1 - bytes[0] % place;
      head = 1 + (mirrored ? words - 1 - chosen : chosen);
    }
    absl::StrAppend(&conllu, i + 1, "\t", bytes[2] % 5 == 0 ? "," : "that", "\tnot\t",
                    Of(kTags, bytes[2]), "\t_\t", head, "\t",
                    place == 0 ? "root" : Of(kRelations, bytes[1]), "\t_\t_\n");
  }
  const standpoint::TreeSample sample(absl::StrCat(conllu, "\n"));
  const standpoint::TupleReader reader(sample.labels());
  for (const standpoint::Tuple& tuple : reader.Read(sample.text(), sample.syntax())) {
    if (tuple.subject.empty() || tuple.predicate.empty() || tuple.arguments.empty() ||
        tuple.head >= sample.syntax().segments.words.size() ||
        !(tuple.confidence >= 0 && tuple.confidence <= 1)) {
      std::abort();
    }
    for (const std::string& argument : tuple.arguments) {
      if (argument.empty()) std::abort();
    }
  }
  return 0;
}
