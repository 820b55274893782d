#include "analyze/language/syntax_conllu.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

absl::string_view LabelOf(const std::vector<absl::string_view>& labels, size_t index) {
  return index < labels.size() ? labels[index] : "_";
}

// "# text = ": runs of white space as one blank.
std::string TextComment(absl::string_view text) {
  std::string comment = "# text = ";
  bool blank = false;
  for (const char c : text) {
    if (absl::ascii_isspace(static_cast<unsigned char>(c))) {
      blank = true;
      continue;
    }
    if (std::exchange(blank, false)) comment.push_back(' ');
    comment.push_back(c);
  }
  return comment;
}

// Adds the range of the words from `first` to `last`, and says whether white space follows it.
void AddToken(absl::string_view text, const Segments& segments, uint32_t sentence_begin,
              uint32_t first, uint32_t last, ConlluSentence& conllu) {
  const bool space_after = last == segments.words.size() || segments.words[last].space_before;
  const absl::string_view misc = space_after ? "_" : "SpaceAfter=No";
  if (last - first == 1) {
    conllu.words[first - sentence_begin].misc = std::string(misc);
    return;
  }
  const uint32_t begin = segments.words[first].begin;
  conllu.ranges.push_back({first - sentence_begin, last - sentence_begin,
                           std::string(text.substr(begin, segments.words[last - 1].end - begin)),
                           std::string(misc)});
}

// The first of `ranges`, which are in order, that begins in the sentence or after it.
template <typename T>
auto FirstIn(const SentenceSpan& span, const std::vector<T>& ranges) {
  return std::lower_bound(ranges.begin(), ranges.end(), span.first_word,
                          [](const T& range, uint32_t word) { return range.first_word < word; });
}

void AddNames(const std::vector<Entity>& names, const SentenceSpan& span, ConlluSentence& conllu) {
  for (auto name = FirstIn(span, names); name != names.end() && name->first_word < span.last_word;
       ++name) {
    for (uint32_t i = name->first_word; i < std::min(name->last_word, span.last_word); ++i) {
      SetConlluAttribute(
          "NER", absl::StrCat(i == name->first_word ? "B-" : "I-", EntityTypeName(name->type)),
          conllu.words[i - span.first_word].misc);
    }
  }
}

}  // namespace

absl::string_view EntityTypeName(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "PER";
    case EntityType::kOrganization:
      return "ORG";
    case EntityType::kPlace:
      return "LOC";
  }
  return "_";
}

void WordsToConllu(absl::string_view text, const Segments& segments, size_t sentence,
                   ConlluSentence& conllu) {
  const SentenceSpan& span = segments.sentences[sentence];
  conllu.comments.clear();
  conllu.ranges.clear();
  conllu.words.assign(span.size(), ConlluWord());
  if (span.size() == 0) return;
  if (span.starts_paragraph) conllu.comments.emplace_back("# newpar");
  const uint32_t begin = segments.words[span.first_word].begin;
  conllu.comments.push_back(
      TextComment(text.substr(begin, segments.words[span.last_word - 1].end - begin)));
  uint32_t token = span.first_word;
  for (uint32_t i = span.first_word; i < span.last_word; ++i) {
    conllu.words[i - span.first_word].form = std::string(segments.Form(text, i));
    if (i + 1 < span.last_word && segments.words[i + 1].joined) continue;
    AddToken(text, segments, span.first_word, token, i + 1, conllu);
    token = i + 1;
  }
}

void SyntaxToConllu(const Syntax& syntax, size_t sentence, const SyntaxLabels& labels,
                    size_t first_entity, ConlluSentence& conllu) {
  const SentenceSpan& span = syntax.segments.sentences[sentence];
  assert(conllu.words.size() == span.size());
  for (size_t i = 0; i < span.size(); ++i) {
    const size_t at = span.first_word + i;
    ConlluWord& word = conllu.words[i];
    const WordMorphology& morphology = syntax.morphology.words[at];
    const Dependency& dependency = syntax.dependencies.words[at];
    word.lemma = std::string(syntax.morphology.Lemma(at));
    word.upos = std::string(UposName(morphology.upos));
    word.xpos = std::string(LabelOf(labels.xpos, morphology.xpos));
    word.feats = std::string(LabelOf(labels.feats, morphology.feats));
    word.head = dependency.head == Dependency::kRoot
                    ? 0
                    : static_cast<int32_t>(dependency.head - span.first_word + 1);
    word.deprel = std::string(LabelOf(labels.relations, dependency.relation));
    word.deps = "_";
    if (word.misc != "_") SetConlluAttribute("NER", "", word.misc);
  }
  AddNames(syntax.entities.entities, span, conllu);
  MentionsToConllu(syntax, sentence, first_entity, conllu);
}

void MentionsToConllu(const Syntax& syntax, size_t sentence, size_t first_entity,
                      ConlluSentence& conllu) {
  const SentenceSpan& span = syntax.segments.sentences[sentence];
  for (ConlluWord& word : conllu.words) {
    if (word.misc != "_") SetConlluAttribute("Entity", "", word.misc);
  }
  const std::vector<Mention>& mentions = syntax.coreference.mentions;
  for (auto mention = FirstIn(span, mentions);
       mention != mentions.end() && mention->first_word < span.last_word; ++mention) {
    const uint32_t last = std::min(mention->last_word, span.last_word) - 1;
    const std::string entity = absl::StrCat("e", first_entity + mention->referent);
    const bool one = mention->first_word == last;
    SetConlluAttribute("Entity", absl::StrCat("(", entity, "-person", one ? ")" : ""),
                       conllu.words[mention->first_word - span.first_word].misc);
    if (!one) {
      SetConlluAttribute("Entity", absl::StrCat(entity, ")"),
                         conllu.words[last - span.first_word].misc);
    }
  }
}

void AppendSegments(const ConlluSentence& conllu, std::string& text, Segments& segments) {
  SentenceSpan sentence;
  sentence.first_word = static_cast<uint32_t>(segments.words.size());
  const auto is_newpar = [](const std::string& comment) {
    return absl::string_view(comment).substr(0, 8) == "# newpar" ||
           absl::string_view(comment).substr(0, 8) == "# newdoc";
  };
  sentence.starts_paragraph =
      segments.sentences.empty() ||
      std::any_of(conllu.comments.begin(), conllu.comments.end(), is_newpar);
  bool space = true;
  size_t range = 0;
  for (uint32_t i = 0; i < conllu.words.size(); ++i) {
    while (range < conllu.ranges.size() && conllu.ranges[range].last_word <= i) ++range;
    const ConlluRange* token = range < conllu.ranges.size() && conllu.ranges[range].first_word <= i
                                   ? &conllu.ranges[range]
                                   : nullptr;
    const bool joined = token != nullptr && token->first_word < i;
    WordSpan word;
    word.joined = joined;
    word.space_before = !joined && space;
    if (word.space_before && !text.empty()) text.push_back(' ');
    word.begin = static_cast<uint32_t>(text.size());
    text.append(conllu.words[i].form);
    word.end = static_cast<uint32_t>(text.size());
    segments.words.push_back(word);
    const std::string& misc = token != nullptr ? token->misc : conllu.words[i].misc;
    space = ConlluAttribute(misc, "SpaceAfter") != "No";
  }
  sentence.last_word = static_cast<uint32_t>(segments.words.size());
  segments.sentences.push_back(sentence);
}

}  // namespace standpoint
