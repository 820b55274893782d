#include "analyze/reading/tag_words.h"

#include <cstddef>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/parse/dependencies.h"
#include "analyze/reading/abbreviations.h"
#include "analyze/reading/relation_labels.h"
#include "analyze/reading/repair_tags.h"
#include "analyze/reading/span_trees.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/atoms.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morphology.h"

namespace standpoint {
namespace {

constexpr absl::string_view kCurlyApostrophe = "\xE2\x80\x99";

// Appends the word in lower case (ASCII letters; others keep their case, which the lexicon does not need).
absl::string_view AppendLower(absl::string_view word, std::vector<char>& letters) {
  const size_t begin = letters.size();
  for (size_t i = 0; i < word.size(); ++i) {
    if (absl::StartsWith(word.substr(i), kCurlyApostrophe)) {
      letters.push_back('\'');
      i += kCurlyApostrophe.size() - 1;
    } else {
      letters.push_back(absl::ascii_tolower(word[i]));
    }
  }
  return absl::string_view(letters.data() + begin, letters.size() - begin);
}

// What a clitic stands for; empty where it stands for itself.
absl::string_view InFull(absl::string_view word, absl::string_view lemma, bool modal) {
  if (word == "n't") {
    return "not";
  }
  if (word == "wo") {
    return "will";
  }
  if (word == "ca") {
    return "can";
  }
  if (word == "sha") {
    return "shall";
  }
  if (word == "'ll") {
    return "will";
  }
  if (word == "'re") {
    return "are";
  }
  if (word == "'m") {
    return "am";
  }
  if (word == "'ve") {
    return "have";
  }
  if (word == "'d") {
    return modal || lemma != "have" ? "would" : "had";
  }
  if (word == "'s") {
    return lemma == "have" ? "has" : "is";
  }
  return {};
}

}  // namespace

WordTagger::WordTagger(const SyntaxLabels& labels, const Lexicon& lexicon)
    : lexicon_(lexicon), abbreviations_(lexicon.Phrases("abbreviations")) {
  static const auto& forms = *new absl::flat_hash_map<absl::string_view, Form>{
      {"VB", Form::kBase},          {"VBZ", Form::kPresentS},   {"VBP", Form::kPresent},
      {"VBD", Form::kPast},         {"VBN", Form::kParticiple}, {"VBG", Form::kGerund},
      {"MD", Form::kModal},         {"RP", Form::kParticle},    {"POS", Form::kPossessive},
      {"PRP$", Form::kPossPronoun}, {"WDT", Form::kWhWord},     {"WP", Form::kWhWord},
      {"WP$", Form::kWhWord},       {"WRB", Form::kWhWord},
  };
  for (const absl::string_view xpos : labels.xpos) {
    const auto it = forms.find(xpos);
    forms_.push_back(it == forms.end() ? Form::kOther : it->second);
  }
  for (const absl::string_view feats : labels.feats) {
    features_.push_back({.relative = absl::StrContains(feats, "PronType=Rel"),
                         .interrogative = absl::StrContains(feats, "PronType=Int"),
                         .imperative = absl::StrContains(feats, "Mood=Imp"),
                         .finite = absl::StrContains(feats, "VerbForm=Fin")});
  }
  for (const absl::string_view relation : labels.relations) {
    relations_.push_back(RelationOf(relation));
  }
}

// Words that link clauses: which, the lexicon says.
Tag WordTagger::LinkTag(const WordTag& tag, Tag otherwise) const {
  if ((tag.bits & kThat) != 0) {
    return Tag::kThat;
  }
  if ((tag.bits & kSubordinator) != 0) {
    return Tag::kSubordinator;
  }
  if ((tag.bits & kConditional) != 0) {
    return Tag::kConditional;
  }
  return (tag.bits & kInnerLink) != 0 ? Tag::kInnerLink : otherwise;
}

Tag WordTagger::PronounTag(Form form, const Features& features, Tag otherwise) const {
  if (features.relative) {
    return Tag::kRelative;
  }
  if (form == Form::kWhWord) {
    return Tag::kQuestion;
  }
  return form == Form::kPossPronoun ? Tag::kDeterminer : otherwise;
}

void WordTagger::TagVerb(Form form, const Features& features, bool auxiliary, WordTag& tag) const {
  const auto set = [&tag, auxiliary](Tag main, uint32_t bit, bool finite) {
    tag.tag = auxiliary ? Tag::kAuxiliary : main;
    tag.bits = (tag.bits & ~kVerbForms) | bit;
    tag.finite = finite;
  };
  switch (form) {
    case Form::kPresentS:
      return set(Tag::kVerb, kVerbS, true);
    case Form::kPresent:
      return set(Tag::kVerb, kVerbBase, true);
    case Form::kPast:
      return set(Tag::kVerb, kVerbPast, true);
    case Form::kModal:
      return set(Tag::kVerb, kVerbBase, true);
    case Form::kParticiple:
      return set(Tag::kParticiple, kVerbPart, false);
    case Form::kGerund:
      return set(Tag::kGerund, kVerbIng, false);
    default:
      break;
  }
  const bool imperative = features.imperative && !auxiliary;
  set(imperative ? Tag::kVerb : Tag::kBase, kVerbBase, imperative);
  tag.imperative = imperative;
}

void WordTagger::TagWord(size_t word, const Syntax& syntax, WordTag& tag) const {
  const WordMorphology& morphology = syntax.morphology.words[word];
  const Form form = forms_[morphology.xpos];
  const Features& features = features_[morphology.feats];
  const auto lemma = [&] { return syntax.morphology.Lemma(word); };
  if (const WordEntry* const entry = lexicon_.FindWord(tag.word); entry != nullptr) {
    tag.bits = entry->bits;
  }
  switch (morphology.upos) {
    case Upos::kVerb: {
      const WordEntry* const known = lexicon_.FindWord(tag.word);
      TagVerb(form, features, false, tag);
      tag.lemma = lemma();
      const WordEntry* const base = lexicon_.FindWord(tag.lemma);
      if (known != nullptr && !known->lemma.empty() &&
          (base == nullptr || (base->bits & kVerbBase) == 0)) {
        tag.lemma = known->lemma;  // "signalled"
      }
      break;
    }
    case Upos::kAux: {
      const absl::string_view full = InFull(tag.word, lemma(), form == Form::kModal);
      if (!full.empty()) {
        tag.word = full;
        const WordEntry* const entry = lexicon_.FindWord(full);
        tag.bits = entry != nullptr ? entry->bits : tag.bits;
      }
      TagVerb(form, features, true, tag);
      tag.lemma = lemma();
      break;
    }
    case Upos::kNoun:
      if ((tag.bits & kVerbS) != 0 && (tag.bits & (kNoun | kAdjective)) == 0) {
        TagVerb(Form::kPresentS, features, false, tag);  // "pollutes", which is nothing else
        tag.lemma = lexicon_.FindWord(tag.word)->lemma;
        break;
      }
      tag.tag = Tag::kNoun;
      tag.bits &= ~kVerbForms;
      tag.lemma = lemma();
      break;
    case Upos::kPropn:
      tag.tag = Tag::kProper;
      tag.bits &= ~kVerbForms;
      break;
    case Upos::kPron:
      tag.tag = PronounTag(form, features, Tag::kPronoun);
      break;
    case Upos::kDet:
      tag.tag = PronounTag(form, features, Tag::kDeterminer);
      break;
    case Upos::kAdj:
      tag.tag = Tag::kAdjective;
      break;
    case Upos::kNum:
      tag.tag = Tag::kNumber;
      break;
    case Upos::kAdp:
      tag.tag = form == Form::kParticle ? Tag::kAdverb : Tag::kPreposition;
      break;
    case Upos::kSconj:
      tag.tag = LinkTag(tag, Tag::kPreposition);
      break;
    case Upos::kAdv:
      tag.tag = form == Form::kWhWord
                    ? LinkTag(tag, features.relative ? Tag::kRelative : Tag::kQuestion)
                    : Tag::kAdverb;
      break;
    case Upos::kPart:
      if (form == Form::kPossessive) {
        tag.tag = Tag::kPossessive;
        tag.bits = 0;
      } else if (tag.word == "to") {
        tag.tag = Tag::kTo;
      } else {
        tag.word = tag.word == "n't" ? absl::string_view("not") : tag.word;
        tag.tag = Tag::kAdverb;
        tag.bits |= kNegator;
      }
      break;
    case Upos::kCconj:
      // "neither side": what stands first of a pair joins nothing.
      tag.tag = (tag.bits & kDeterminer) != 0 ? Tag::kDeterminer : Tag::kCoordinator;
      break;
    case Upos::kPunct:
      tag.tag = Tag::kPunctuation;
      break;
    case Upos::kSym:
      tag.tag = tag.word == "&" ? Tag::kCoordinator : Tag::kSymbol;
      break;
    case Upos::kIntj:
      tag.tag = Tag::kAdverb;
      break;
    case Upos::kX:
      tag.tag = Tag::kNoun;
      break;
  }
  if (tag.lemma.empty()) {
    tag.lemma = tag.word;
  }
}

void WordTagger::MarkParagraphs(absl::string_view text, const Segments& segments,
                                Tagging& tagging) {
  const bool wrapped = WrapWidth(text) > 0;
  tagging.paragraphs.clear();
  uint32_t end = 0;  // of the word before, in bytes
  for (const SentenceSpan& sentence : segments.sentences) {
    const uint32_t begin = segments.words[sentence.first_word].begin;
    const bool own_line = !wrapped && absl::StrContains(text.substr(end, begin - end), '\n');
    tagging.paragraphs.push_back(sentence.starts_paragraph || own_line);
    end = segments.words[sentence.last_word - 1].end;
  }
}

void WordTagger::TagWords(absl::string_view text, const Syntax& syntax, Tagging& tagging) const {
  const Segments& segments = syntax.segments;
  tagging.letters.clear();
  tagging.letters.reserve(text.size());  // never grows beyond: the views stay valid
  tagging.tags.assign(segments.words.size(), WordTag());
  for (size_t i = 0; i < segments.words.size(); ++i) {
    WordTag& tag = tagging.tags[i];
    tag.word = AppendLower(segments.Form(text, i), tagging.letters);
    const Dependency& arc = syntax.dependencies.words[i];
    tag.head = arc.head == Dependency::kRoot ? static_cast<uint32_t>(i) : arc.head;
    tag.relation = arc.head == Dependency::kRoot ? Relation::kRoot : relations_[arc.relation];
    TagWord(i, syntax, tag);
    const bool title = tag.word == "." && i > 0 && !segments.words[i].space_before &&
                       IsTitle(abbreviations_, segments.Form(text, i - 1));
    if (title) {
      tag.tag = Tag::kProper;  // belongs to the name
    }
  }
  std::vector<uint32_t> order;
  for (const SentenceSpan& sentence : segments.sentences) {
    SpanTrees(sentence, order, tagging.tags);
  }
  RepairTags(lexicon_, tagging.tags);
  MarkParagraphs(text, segments, tagging);
}

}  // namespace standpoint
