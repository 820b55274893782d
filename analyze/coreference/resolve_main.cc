// Coreference alone, over trees and names that are given: CoNLL-U with all columns and `NER=B-PER` in MISC on standard input, the
// same with `Entity=` of the resolver on standard output. bench/language/run measures the rules by it.

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/coreference/coreference_resolver.h"
#include "analyze/language/conllu.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_conllu.h"
#include "analyze/tag/morphology.h"

namespace standpoint {
namespace {

// The sentences of one document, as if the engine had read them.
class Document {
 public:
  void Add(const ConlluSentence& sentence) {
    const auto first = static_cast<uint32_t>(syntax_.segments.words.size());
    AppendSegments(sentence, text_, syntax_.segments);
    bool in_name = false;
    for (size_t i = 0; i < sentence.words.size(); ++i) {
      const ConlluWord& row = sentence.words[i];
      WordMorphology morphology;
      morphology.upos = UposNamed(row.upos);
      morphology.lemma_begin = static_cast<uint32_t>(syntax_.morphology.lemmas.size());
      syntax_.morphology.lemmas += row.lemma;
      morphology.lemma_end = static_cast<uint32_t>(syntax_.morphology.lemmas.size());
      syntax_.morphology.words.push_back(morphology);
      syntax_.dependencies.words.push_back(
          {row.head <= 0 ? Dependency::kRoot : first + static_cast<uint32_t>(row.head) - 1,
           Relation(row.deprel)});
      const absl::string_view name = ConlluAttribute(row.misc, "NER");
      const auto word = first + static_cast<uint32_t>(i);
      if (name == "B-PER" || (name == "I-PER" && !in_name)) {
        syntax_.entities.entities.push_back({word, word, EntityType::kPerson});
      }
      in_name = absl::EndsWith(name, "-PER");
      if (in_name) syntax_.entities.entities.back().last_word = word + 1;
    }
    sentences_.push_back(sentence);
  }

  // Writes what was added, and begins anew.
  void Write(std::ostream& out) {
    const std::vector<absl::string_view> relations(relations_.begin(), relations_.end());
    CoreferenceResolver(relations).Resolve(text_, syntax_, syntax_.coreference);
    std::string written;
    for (size_t i = 0; i < sentences_.size(); ++i) {
      MentionsToConllu(syntax_, i, 1, sentences_[i]);
      AppendConllu(sentences_[i], written);
    }
    out << written;
    *this = Document();
  }

 private:
  uint8_t Relation(const std::string& label) {
    const auto at = std::find(relations_.begin(), relations_.end(), label);
    const auto index = static_cast<uint8_t>(at - relations_.begin());
    if (at == relations_.end() && relations_.size() < 255) relations_.push_back(label);
    return index;
  }

  std::string text_;
  Syntax syntax_;
  std::vector<std::string> relations_;
  std::vector<ConlluSentence> sentences_;
};

int Main() {
  ConlluReader reader;
  Document document;
  std::string line;
  for (bool more = true; more;) {
    more = static_cast<bool>(std::getline(std::cin, line));
    const auto whole = more ? reader.Take(line) : reader.Finish();
    if (!whole.ok()) {
      std::cerr << "resolve: " << whole.status() << "\n";
      return 1;
    }
    if (!*whole) continue;
    const std::vector<std::string>& comments = reader.sentence().comments;
    if (std::any_of(comments.begin(), comments.end(),
                    [](const std::string& c) { return absl::StartsWith(c, "# newdoc"); })) {
      document.Write(std::cout);
    }
    document.Add(reader.sentence());
  }
  document.Write(std::cout);
  return 0;
}

}  // namespace
}  // namespace standpoint

int main() { return standpoint::Main(); }
