#include "analyze/proposition/tree_sample.h"

#include <algorithm>
#include <cstdlib>

#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "analyze/language/syntax_conllu.h"
#include "analyze/parse/dependencies.h"
#include "analyze/tag/morphology.h"

namespace standpoint {
namespace {

template <typename Number>
Number NumberOf(const std::string& label, std::vector<std::string>& labels) {
  const auto at = std::find(labels.begin(), labels.end(), label);
  const auto number = static_cast<Number>(at - labels.begin());
  if (at == labels.end()) labels.push_back(label);
  return number;
}

}  // namespace

TreeSample::TreeSample(absl::string_view conllu) {
  ConlluReader reader;
  for (const absl::string_view line : absl::StrSplit(conllu, '\n')) {
    const absl::StatusOr<bool> ended = reader.Take(line);
    if (!ended.ok()) std::abort();
    if (*ended) Add(reader.sentence());
  }
  labels_.relations.assign(relations_.begin(), relations_.end());
  labels_.xpos.assign(xpos_.begin(), xpos_.end());
  labels_.feats.assign(feats_.begin(), feats_.end());
}

void TreeSample::Add(const ConlluSentence& sentence) {
  const auto first = static_cast<uint32_t>(syntax_.segments.words.size());
  AppendSegments(sentence, text_, syntax_.segments);
  for (const ConlluWord& row : sentence.words) {
    WordMorphology morphology;
    morphology.upos = UposNamed(row.upos);
    morphology.xpos = NumberOf<uint8_t>(row.xpos, xpos_);
    morphology.feats = NumberOf<uint16_t>(row.feats, feats_);
    morphology.lemma_begin = static_cast<uint32_t>(syntax_.morphology.lemmas.size());
    syntax_.morphology.lemmas += row.lemma;
    morphology.lemma_end = static_cast<uint32_t>(syntax_.morphology.lemmas.size());
    syntax_.morphology.words.push_back(morphology);
    syntax_.dependencies.words.push_back(
        {row.head <= 0 ? Dependency::kRoot : first + static_cast<uint32_t>(row.head) - 1,
         NumberOf<uint8_t>(row.deprel, relations_)});
  }
}

}  // namespace standpoint
