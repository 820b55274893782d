// Syntax and lexicon in, the words as the rules see them out.

#ifndef STANDPOINT_ANALYZE_READING_TAG_WORDS_H_
#define STANDPOINT_ANALYZE_READING_TAG_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// Threads: safe. Lifetime: the lexicon outlives it.
class WordTagger {
 public:
  // `labels`: those of the model that the syntaxes will come from.
  WordTagger(const SyntaxLabels& labels, const Lexicon& lexicon);

  // Replaces `tagging` by one of `syntax`, which is that of `text` and outlives it. Linear in the text.
  void TagWords(absl::string_view text, const Syntax& syntax, Tagging& tagging) const;

 private:
  // What a Penn Treebank tag says of a word.
  enum class Form : uint8_t {
    kOther,
    kBase,         // VB
    kPresentS,     // VBZ
    kPresent,      // VBP
    kPast,         // VBD
    kParticiple,   // VBN
    kGerund,       // VBG
    kModal,        // MD
    kParticle,     // RP
    kPossessive,   // POS
    kPossPronoun,  // PRP$
    kWhWord,       // WDT, WP, WP$, WRB
  };
  struct Features {
    bool relative = false;
    bool interrogative = false;
    bool imperative = false;
    bool finite = false;
  };

  static void MarkParagraphs(absl::string_view text, const Segments& segments, Tagging& tagging);
  void TagWord(size_t word, const Syntax& syntax, WordTag& tag) const;
  void TagVerb(Form form, const Features& features, bool auxiliary, WordTag& tag) const;
  Tag LinkTag(const WordTag& tag, Tag otherwise) const;
  Tag PronounTag(Form form, const Features& features, Tag otherwise) const;

  const Lexicon& lexicon_;
  const PhraseTable& abbreviations_;
  std::vector<Form> forms_;          // by Penn Treebank tag
  std::vector<Features> features_;   // by feature bundle
  std::vector<Relation> relations_;  // by label
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_TAG_WORDS_H_
