#include "analyze/stance/evaluation.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/clause_evaluation.h"

namespace standpoint {
namespace {

constexpr size_t kLongestText = 400;  // tokens; the rest of a longer text is not looked at

// Verbs whose verdict is that of what there is more or less of.
constexpr absl::string_view kAmounts[] = {
    "add",  "avoid", "boost",  "curb",     "cut",   "decrease", "drop",    "eliminate", "end",
    "ease", "grow",  "halt",   "increase", "limit", "lower",    "prevent", "raise",     "reduce",
    "rise", "fall",  "shrink", "slow",     "speed", "stop",     "surge",   "accelerate"};

}  // namespace

EvaluationReader::EvaluationReader(const Lexicon& lexicon, const TextReader& text_reader)
    : lexicon_(lexicon), terms_(lexicon), text_reader_(text_reader) {
  for (const PhraseEntry* const entry : lexicon.Phrases("valence").All()) {
    const std::string& word = entry->words.front();
    const bool amount =
        std::find(std::begin(kAmounts), std::end(kAmounts), word) != std::end(kAmounts);
    for (const Term& term : terms_.Words(word)) {
      valences_[term.stem] = {entry->Has("minus") ? -1 : 1, entry->Has("strong"), amount};
    }
  }
  for (const PhraseEntry* const entry : lexicon.Phrases("judge").All()) {
    double weight = 0;
    if (entry->words.size() == 1 && absl::SimpleAtod(entry->Get("weight"), &weight)) {
      learned_[entry->words.front()] = weight;
    }
  }
}

bool EvaluationReader::IsNegator(const Term& term) const {
  const WordEntry* const entry = lexicon_.FindWord(term.word);
  return (entry != nullptr && (entry->bits & kNegator) != 0) || absl::EndsWith(term.word, "n't");
}

std::vector<EvaluatedWord> EvaluationReader::Words(const TaggedText& text, IsTopic is_topic) const {
  std::vector<EvaluatedWord> words(std::min(text.size(), kLongestText));
  for (size_t i = 0; i < words.size(); ++i) {
    if (text.tag(i) == Tag::kPunctuation) {
      continue;
    }
    words[i].negator = (text.bits(i) & kNegator) != 0 || absl::EndsWith(text.word(i), "n't");
    for (const Term& term : terms_.Words(text.word(i))) {
      const auto valence = valences_.find(term.stem);
      if (valence != valences_.end() && !words[i].negator) {
        words[i].valence = valence->second;
      }
      words[i].topic = words[i].topic || (!term.stop && is_topic(term));
    }
  }
  return words;
}

Evaluation EvaluationReader::Read(absl::string_view text, IsTopic is_topic) const {
  Evaluation result;
  for (const Term& term : terms_.Words(text)) {
    if (++result.words > static_cast<int>(kLongestText)) {
      break;
    }
    if (valences_.contains(term.stem) || IsNegator(term) || is_topic(term)) {
      continue;
    }
    if (const auto learned = learned_.find(term.stem); learned != learned_.end()) {
      result.learned += learned->second;
    }
    result.stems.push_back(term.stem);
  }
  const absl::StatusOr<TextReader::Lease> reading = text_reader_.Read(text);
  if (!reading.ok()) {
    return result;
  }
  const TaggedText tagged = (*reading)->text();
  const std::vector<EvaluatedWord> words = Words(tagged, is_topic);
  result.clauses = EvaluateClauses(tagged, words);
  return result;
}

}  // namespace standpoint
