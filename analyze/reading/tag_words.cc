#include "analyze/reading/tag_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/parse/dependencies.h"
#include "analyze/reading/abbreviations.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/atoms.h"
#include "analyze/segment/segments.h"
#include "analyze/tag/morphology.h"

namespace standpoint {
namespace {

constexpr absl::string_view kCurlyApostrophe = "\xE2\x80\x99";

Relation RelationOf(absl::string_view label) {
  static const auto& relations = *new absl::flat_hash_map<absl::string_view, Relation>{
      {"root", Relation::kRoot},
      {"nsubj", Relation::kNsubj},
      {"nsubj:outer", Relation::kNsubj},
      {"nsubj:pass", Relation::kNsubjPass},
      {"csubj", Relation::kCsubj},
      {"csubj:outer", Relation::kCsubj},
      {"csubj:pass", Relation::kCsubj},
      {"obj", Relation::kObj},
      {"iobj", Relation::kIobj},
      {"ccomp", Relation::kCcomp},
      {"xcomp", Relation::kXcomp},
      {"advcl", Relation::kAdvcl},
      {"advcl:relcl", Relation::kRelcl},
      {"acl", Relation::kAcl},
      {"acl:relcl", Relation::kRelcl},
      {"obl", Relation::kObl},
      {"obl:unmarked", Relation::kObl},
      {"obl:agent", Relation::kAgent},
      {"nmod", Relation::kNmod},
      {"nmod:unmarked", Relation::kNmod},
      {"nmod:desc", Relation::kCompound},
      {"nmod:poss", Relation::kNmodPoss},
      {"appos", Relation::kAppos},
      {"conj", Relation::kConj},
      {"cc", Relation::kCc},
      {"cc:preconj", Relation::kCc},
      {"mark", Relation::kMark},
      {"parataxis", Relation::kParataxis},
      {"aux", Relation::kAux},
      {"aux:pass", Relation::kAuxPass},
      {"cop", Relation::kCop},
      {"advmod", Relation::kAdvmod},
      {"det", Relation::kDet},
      {"det:predet", Relation::kDet},
      {"amod", Relation::kAmod},
      {"nummod", Relation::kNummod},
      {"compound", Relation::kCompound},
      {"compound:prt", Relation::kParticle},
      {"flat", Relation::kFlat},
      {"fixed", Relation::kFixed},
      {"case", Relation::kCase},
      {"punct", Relation::kPunct},
      {"vocative", Relation::kVocative},
      {"discourse", Relation::kDiscourse},
      {"dislocated", Relation::kDislocated},
      {"expl", Relation::kExpl},
  };
  const auto it = relations.find(label);
  return it == relations.end() ? Relation::kOther : it->second;
}

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

// Sets `first` and `last` of a sentence's words: from the leaves to the root. `order` is scratch memory.
void WordTagger::SpanTree(const SentenceSpan& sentence, std::vector<uint32_t>& order,
                          Tagging& tagging) {
  std::vector<WordTag>& tags = tagging.tags;
  // Words without anything left below them, each once; `last` counts what is left until then.
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[i].last = 0;
  }
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[tags[i].head].last += tags[i].head != i ? 1 : 0;
  }
  order.clear();
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[i].first = i;
    if (tags[i].last == 0) {
      order.push_back(i);
    }
  }
  for (size_t k = 0; k < order.size(); ++k) {
    WordTag& head = tags[tags[order[k]].head];
    if (tags[order[k]].head != order[k] && --head.last == 0) {
      order.push_back(tags[order[k]].head);
    }
  }
  for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
    tags[i].last = i + 1;
  }
  for (const uint32_t i : order) {
    WordTag& head = tags[tags[i].head];
    head.first = std::min(head.first, tags[i].first);
    head.last = std::max(head.last, tags[i].last);
  }
}

// Forms that only their place tells apart: of a verb with a subject and without an auxiliary a participle or base form is a finite
// one ("cut", "put", "come").
void WordTagger::RepairForms(Tagging& tagging) const {
  std::vector<WordTag>& tags = tagging.tags;
  std::vector<bool> subject(tags.size());
  std::vector<bool> auxiliary(tags.size());
  for (size_t i = 0; i < tags.size(); ++i) {
    const Relation relation = tags[i].relation;
    subject[tags[i].head] =
        subject[tags[i].head] || (relation == Relation::kNsubj && tags[i].head > i);
    auxiliary[tags[i].head] = auxiliary[tags[i].head] || relation == Relation::kAux ||
                              relation == Relation::kAuxPass || relation == Relation::kCop ||
                              tags[i].tag == Tag::kTo;
  }
  for (size_t i = 0; i < tags.size(); ++i) {
    WordTag& tag = tags[i];
    const bool verbal = tag.tag == Tag::kVerb || tag.tag == Tag::kBase ||
                        tag.tag == Tag::kParticiple || tag.tag == Tag::kGerund;
    if (verbal && tag.relation == Relation::kAmod) {
      tag.tag = Tag::kAdjective;
      tag.finite = false;
    } else if ((tag.tag == Tag::kVerb || tag.tag == Tag::kBase) && (tag.bits & kNoun) != 0 &&
               !subject[i] && !auxiliary[i] &&
               (tag.relation == Relation::kNsubj || tag.relation == Relation::kCompound ||
                tag.relation == Relation::kObj || tag.relation == Relation::kNmod)) {
      tag.tag = Tag::kNoun;  // "export controls", whatever the tagger took them for
      tag.finite = false;
      tag.bits &= ~kVerbForms;
    }
    if (tag.tag == Tag::kParticiple && tag.relation == Relation::kConj && !auxiliary[i] &&
        tags[tag.head].tag == Tag::kVerb && (tags[tag.head].bits & kVerbPast) != 0) {
      tag.tag = Tag::kVerb;  // "called it a sham and put it off"
      tag.bits = (tag.bits & ~kVerbForms) | kVerbPast;
      tag.finite = true;
    }
    const bool clause = tag.relation == Relation::kRoot || tag.relation == Relation::kCcomp ||
                        tag.relation == Relation::kConj || tag.relation == Relation::kParataxis ||
                        tag.relation == Relation::kRelcl || tag.relation == Relation::kAdvcl;
    if (!clause || !subject[i] || auxiliary[i]) {
      continue;
    }
    if (tag.tag == Tag::kParticiple) {
      tag.tag = Tag::kVerb;
      tag.bits = (tag.bits & ~kVerbForms) | kVerbPast;
      tag.finite = true;
    } else if (tag.tag == Tag::kBase && tag.relation == Relation::kRoot) {
      tag.tag = Tag::kVerb;
      tag.finite = true;
    }
  }
  for (size_t i = 0; i < tags.size(); ++i) {
    RepairLinks(i, tags);
    RepairReport(i, tags);
  }
}

// "Video shows that ...", where "shows" was taken for a noun.
void WordTagger::RepairReport(size_t i, std::vector<WordTag>& tags) const {
  WordTag& tag = tags[i];
  const bool root = tag.relation == Relation::kRoot && tag.tag == Tag::kNoun && i > 0 &&
                    i + 2 < tags.size() && tags[i + 1].word == "that" &&
                    tags[i + 1].relation == Relation::kMark;
  const WordEntry* const entry = root ? lexicon_.FindWord(tag.word) : nullptr;
  if (entry == nullptr || (entry->bits & kVerbS) == 0) {
    return;
  }
  const WordTag& clause = tags[tags[i + 1].head];
  if (clause.head == i && clause.relation == Relation::kCcomp) {
    tag.tag = Tag::kVerb;
    tag.finite = true;
    tag.bits = (tag.bits & ~kVerbForms) | kVerbS;
    tag.lemma = entry->lemma;
  }
}

// "that" before a clause, "have" and "do" that no other auxiliary asks for, "be" of a wish.
void WordTagger::RepairLinks(size_t i, std::vector<WordTag>& tags) {
  WordTag& tag = tags[i];
  if (tag.word == "that" && tag.relation == Relation::kMark) {
    tag.tag = Tag::kThat;
  }
  if (tag.tag != Tag::kAuxiliary || tag.finite ||
      (tag.word != "have" && tag.word != "do" && tag.word != "be")) {
    return;
  }
  size_t before = i;
  while (before > 0 && tags[before - 1].tag == Tag::kAdverb) {
    --before;
  }
  const bool wanted = before > 0 && (tags[before - 1].tag == Tag::kTo ||
                                     (tags[before - 1].bits & (kModal | kDo)) != 0);
  const bool after_noun =
      before > 0 && (tags[before - 1].tag == Tag::kNoun || tags[before - 1].tag == Tag::kProper ||
                     tags[before - 1].tag == Tag::kPronoun);
  tag.finite = !wanted && i > 0 && (tag.word != "be" || after_noun);
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
    SpanTree(sentence, order, tagging);
  }
  RepairForms(tagging);
  MarkParagraphs(text, segments, tagging);
}

}  // namespace standpoint
