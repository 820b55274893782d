#include "analyze/reading/join_sentences.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/parse/dependencies.h"
#include "analyze/reading/abbreviations.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morphology.h"

namespace standpoint {
namespace {

bool IsClosing(absl::string_view form) {
  return form == "\"" || form == "\xE2\x80\x9D" || form == "''" || form == "\xE2\x80\x99";
}

// Whether `next` goes on with `sentence`.
bool GoesOnWithSpeech(absl::string_view text, const Segments& segments,
                      const SentenceSpan& sentence, const SentenceSpan& next) {
  const size_t last = sentence.last_word - 1;
  if (next.starts_paragraph || last == sentence.first_word ||
      !IsClosing(segments.Form(text, last))) {
    return false;
  }
  const absl::string_view mark = segments.Form(text, last - 1);
  const absl::string_view first = segments.Form(text, next.first_word);
  const bool dash = first == "-" || first == "--" || first == "\xE2\x80\x93" ||
                    first == "\xE2\x80\x94" || first == "\xE2\x80\x95";
  if (dash) {  // a signature, where the line goes on
    const uint32_t end = segments.words[last].end;
    return !absl::StrContains(text.substr(end, segments.words[next.first_word].begin - end), '\n');
  }
  return mark == "," || ((mark == "?" || mark == "!") &&
                         absl::ascii_islower(static_cast<unsigned char>(first[0])));
}

uint32_t RootOf(const Syntax& syntax, const SentenceSpan& sentence) {
  uint32_t root = sentence.first_word;
  while (root + 1 < sentence.last_word &&
         syntax.dependencies.words[root].head != Dependency::kRoot) {
    ++root;
  }
  return root;
}

// `"..." said` without the one who did, right behind a closing quotation mark.
bool StopsAtVerb(absl::string_view text, const Syntax& syntax, const SentenceSpan& sentence) {
  const size_t last = sentence.last_word - 1;
  return last > sentence.first_word && syntax.morphology.words[last].upos == Upos::kVerb &&
         IsClosing(syntax.segments.Form(text, last - 1));
}

uint8_t LabelOf(const SyntaxLabels& labels, absl::string_view name) {
  const auto it = std::find(labels.relations.begin(), labels.relations.end(), name);
  return static_cast<uint8_t>(it == labels.relations.end() ? 0 : it - labels.relations.begin());
}

}  // namespace

SentenceJoiner::SentenceJoiner(const SyntaxLabels& labels, const Lexicon& lexicon)
    : abbreviations_(lexicon.Phrases("abbreviations")),
      complement_(LabelOf(labels, "ccomp")),
      name_(LabelOf(labels, "flat")),
      subject_(LabelOf(labels, "nsubj")) {}

bool SentenceJoiner::EndsInTitle(absl::string_view text, const Segments& segments,
                                 const SentenceSpan& sentence) const {
  const size_t last = sentence.last_word - 1;
  if (last == sentence.first_word || segments.Form(text, last) != "." ||
      segments.words[last].space_before) {
    return false;
  }
  return IsTitle(abbreviations_, segments.Form(text, last - 1));
}

void SentenceJoiner::Join(absl::string_view text, Syntax& syntax) const {
  std::vector<SentenceSpan>& sentences = syntax.segments.sentences;
  std::vector<Dependency>& arcs = syntax.dependencies.words;
  size_t kept = 0;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (kept > 0 && GoesOnWithSpeech(text, syntax.segments, sentences[kept - 1], sentences[i])) {
      SentenceSpan& whole = sentences[kept - 1];
      arcs[RootOf(syntax, whole)] = {RootOf(syntax, sentences[i]), complement_};
      whole.last_word = sentences[i].last_word;
    } else if (kept > 0 && !sentences[i].starts_paragraph &&
               EndsInTitle(text, syntax.segments, sentences[kept - 1])) {
      SentenceSpan& whole = sentences[kept - 1];
      arcs[RootOf(syntax, sentences[i])] = {whole.last_word - 2, name_};
      whole.last_word = sentences[i].last_word;
    } else if (kept > 0 && !sentences[i].starts_paragraph &&
               StopsAtVerb(text, syntax, sentences[kept - 1])) {
      SentenceSpan& whole = sentences[kept - 1];
      arcs[RootOf(syntax, sentences[i])] = {whole.last_word - 1, subject_};
      whole.last_word = sentences[i].last_word;
    } else {
      sentences[kept++] = sentences[i];
    }
  }
  sentences.resize(kept);
}

}  // namespace standpoint
