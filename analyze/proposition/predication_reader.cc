#include "analyze/proposition/predication_reader.h"

#include <algorithm>

#include "absl/strings/string_view.h"
#include "analyze/proposition/noun_phrase.h"

namespace standpoint {
namespace {

constexpr uint32_t kNone = SentenceTree::kNone;
constexpr int kDeepest = 6;  // verbs that share an auxiliary

bool IsNegation(absl::string_view lemma) {
  return lemma == "not" || lemma == "never" || lemma == "no" || lemma == "n't";
}

// Adverbs that part sentences or weigh them, and are no argument.
bool IsLinkingAdverb(absl::string_view lemma) {
  static constexpr absl::string_view kAdverbs[] = {"also",      "however", "then",  "thus",
                                                   "therefore", "so",      "too",   "only",
                                                   "even",      "just",    "still", "first"};
  return std::find(std::begin(kAdverbs), std::end(kAdverbs), lemma) != std::end(kAdverbs);
}

}  // namespace

void PredicationReader::ReadSubject(Predication& predication) const {
  const uint32_t word = predication.head;
  uint32_t subject = subjects_.Of(word);
  if (subject == kNone || subject == word) return;
  const Arc arc = tree_.arc(word);
  const bool clause_of_noun = arc == Arc::kAdjectivalClause || arc == Arc::kRelativeClause;
  if (clause_of_noun && subject == tree_.head(word) && tree_.Has(subject, Arc::kCopula) &&
      IsNominal(tree_,
                subject)) {  // "Kilda is a town that ...": it is Kilda of which the clause speaks
    const uint32_t outer = subjects_.Of(subject);
    if (outer != kNone && outer != word && !tree_.IsBelow(outer, word)) subject = outer;
  }
  Phrase phrase;
  if (tree_.arc(subject) == Arc::kClauseSubject) {
    phrase = tree_.Below(subject);
  } else {
    phrase =
        NounPhrase(tree_, subject, clause_of_noun ? PhraseExtent::kCore : PhraseExtent::kPlain);
  }
  if (tree_.IsBelow(word, subject)) {
    RemoveBelow(tree_, word, phrase);
  }
  StripMarks(tree_, phrase);
  predication.subject_head = subject;
  predication.subject = std::move(phrase);
}

// ---- The predicate

Phrase PredicationReader::OwnPredicate(uint32_t word) const {
  Phrase phrase = {word};
  uint32_t auxiliary = kNone;  // the first one before the word
  for (const uint32_t child : tree_.children(word)) {
    const Arc arc = tree_.arc(child);
    const bool helper = arc == Arc::kAuxiliary || arc == Arc::kCopula;
    if (helper && auxiliary == kNone && child < word) auxiliary = child;
    const bool inside = arc == Arc::kAdverb && auxiliary != kNone && child < word &&
                        word - child <= 3 && tree_.children(child).empty();
    if (helper || arc == Arc::kParticle || inside ||
        (arc == Arc::kAdverb && IsNegation(tree_.lemma(child)))) {
      phrase.push_back(child);
    }
  }
  std::sort(phrase.begin(), phrase.end());
  return phrase;
}

// "was taken and sold": the second verb is passive too.
void PredicationReader::AddSharedAuxiliaries(uint32_t word, Phrase& predicate) const {
  for (int steps = 0; steps < kDeepest && tree_.arc(word) == Arc::kConjunct; ++steps) {
    const uint32_t head = tree_.head(word);
    if (tree_.upos(word) != tree_.upos(head) || tree_.form(word) != tree_.form(head) ||
        tree_.Has(word, Arc::kAuxiliary) || tree_.Has(word, Arc::kCopula) ||
        subjects_.Own(word) != kNone) {
      return;
    }
    Phrase shared;
    for (const uint32_t child : tree_.children(head)) {
      if (tree_.arc(child) == Arc::kAuxiliary && child < word) shared.push_back(child);
    }
    if (!shared.empty()) {
      AddWords(shared, predicate);
      return;
    }
    word = head;
  }
}

// ---- The arguments

std::vector<uint32_t> PredicationReader::ArgumentHeads(uint32_t word,
                                                       const Phrase& predicate) const {
  std::vector<uint32_t> heads;
  for (const uint32_t child : tree_.children(word)) {
    switch (tree_.arc(child)) {
      case Arc::kObject:
      case Arc::kIndirectObject:
      case Arc::kOblique:
      case Arc::kAgent:
      case Arc::kNominalModifier:
      case Arc::kClauseComplement:
      case Arc::kOpenComplement:
        heads.push_back(child);
        break;
      case Arc::kAdverb:
        if (!Contains(predicate, child) && !IsLinkingAdverb(tree_.lemma(child))) {
          heads.push_back(child);
        }
        break;
      default:
        break;
    }
  }
  return heads;
}

PredicationArgument PredicationReader::ReadArgument(uint32_t head) const {
  PredicationArgument argument;
  argument.head = head;
  switch (tree_.arc(head)) {
    case Arc::kObject:
      argument.role = ArgumentRole::kObject;
      break;
    case Arc::kIndirectObject:
      argument.role = ArgumentRole::kIndirectObject;
      break;
    case Arc::kAgent:
      argument.role = ArgumentRole::kAgent;
      break;
    case Arc::kAdverb:
      argument.role = ArgumentRole::kAdverb;
      break;
    case Arc::kClauseComplement:
    case Arc::kOpenComplement:
      argument.role = ArgumentRole::kClause;
      break;
    default:
      argument.role = ArgumentRole::kOblique;
  }
  argument.phrase = tree_.Below(head, [&](uint32_t child, uint32_t parent) {
    const Arc arc = tree_.arc(child);
    return parent == head &&
           (arc == Arc::kCoordinator || arc == Arc::kDiscourse || arc == Arc::kParataxis);
  });
  StripMarks(tree_, argument.phrase);
  Phrase markers;
  for (const uint32_t child : tree_.children(head)) {
    if (tree_.arc(child) == Arc::kCase && child < head) AddWords(tree_.Below(child), markers);
  }
  const auto end = std::find_if_not(argument.phrase.begin(), argument.phrase.end(),
                                    [&](uint32_t word) { return Contains(markers, word); });
  argument.marker.assign(argument.phrase.begin(), end);
  argument.phrase.erase(argument.phrase.begin(), end);
  return argument;
}

// ---- The three kinds

void PredicationReader::ReadVerb(Predication& predication) const {
  std::vector<uint32_t> heads;
  uint32_t complement = kNone;
  uint32_t word = predication.head;
  for (size_t links = 0; links < SentenceTree::kMaxPhrase; ++links) {  // "began to try to sell"
    uint32_t next = kNone;
    const bool has_object = tree_.Has(word, Arc::kObject) || tree_.Has(word, Arc::kIndirectObject);
    for (const uint32_t head : ArgumentHeads(word, predication.predicate)) {
      if (tree_.arc(head) == Arc::kOpenComplement && !has_object && head > word &&
          (tree_.upos(head) == Upos::kVerb || tree_.Has(head, Arc::kCopula))) {
        next = head;
      } else {
        heads.push_back(head);
      }
    }
    if (next == kNone) break;
    for (const uint32_t child : tree_.children(next)) {
      if (tree_.arc(child) == Arc::kMark) AddWords({child}, predication.predicate);
    }
    Phrase more = OwnPredicate(next);
    if (tree_.Has(next, Arc::kCopula)) {
      complement = next;
      more.erase(std::remove(more.begin(), more.end(), next), more.end());
      AddWords(more, predication.predicate);
      break;
    }
    AddWords(more, predication.predicate);
    word = next;
  }
  for (const uint32_t head : heads) predication.arguments.push_back(ReadArgument(head));
  if (complement != kNone) {
    predication.arguments.push_back({ArgumentRole::kComplement,
                                     complement,
                                     {},
                                     NounPhrase(tree_, complement, PhraseExtent::kWhole)});
  }
  const Arc arc = tree_.arc(predication.head);
  predication.needs_be = (arc == Arc::kAdjectivalClause || arc == Arc::kRelativeClause) &&
                         tree_.form(predication.head) == WordForm::kParticiple &&
                         !tree_.Has(predication.head, Arc::kAuxiliary);
  ResolveRelative(predication);
  Order(predication);
}

// In a relative clause the pronoun, or the gap that has none, stands for the noun.
void PredicationReader::ResolveRelative(Predication& predication) const {
  std::vector<PredicationArgument>& arguments = predication.arguments;
  const auto is_pronoun = [&](const PredicationArgument& argument) {
    return tree_.form(argument.head) == WordForm::kWhPronoun ||
           tree_.form(argument.head) == WordForm::kWhAdverb ||
           (!argument.phrase.empty() &&
            tree_.form(argument.phrase.front()) == WordForm::kWhPronoun);
  };
  const uint32_t noun = subjects_.Antecedent(predication.head);
  if (noun != kNone && noun != predication.subject_head) {
    const auto pronoun = std::find_if(arguments.begin(), arguments.end(), is_pronoun);
    const bool has_object =
        std::any_of(arguments.begin(), arguments.end(),
                    [](const PredicationArgument& a) { return a.role == ArgumentRole::kObject; });
    PredicationArgument resolved{ArgumentRole::kObject, noun, {}, {}};
    resolved.phrase = NounPhrase(tree_, noun, PhraseExtent::kPlain);
    if (pronoun != arguments.end()) {
      pronoun->head = noun;
      pronoun->phrase = std::move(resolved.phrase);
    } else if (!has_object) {
      arguments.insert(arguments.begin(), std::move(resolved));
    }
  }
  arguments.erase(std::remove_if(arguments.begin(), arguments.end(),
                                 [&](const PredicationArgument& argument) {
                                   return argument.phrase.empty() ||
                                          tree_.form(argument.head) == WordForm::kWhPronoun;
                                 }),
                  arguments.end());
}

void PredicationReader::Order(Predication& predication) const {
  std::vector<PredicationArgument>& arguments = predication.arguments;
  std::stable_sort(arguments.begin(), arguments.end(),
                   [](const auto& a, const auto& b) { return a.head < b.head; });
  const auto is_core = [](const PredicationArgument& argument) {
    return argument.role != ArgumentRole::kOblique && argument.role != ArgumentRole::kAdverb &&
           argument.role != ArgumentRole::kAgent;
  };
  std::stable_partition(arguments.begin(), arguments.end(),
                        [&](const PredicationArgument& argument) {
                          return argument.head > predication.head || is_core(argument);
                        });
}

void PredicationReader::ReadNominal(Predication& predication) const {
  const uint32_t noun = predication.head;
  Phrase copula = predication.predicate;
  copula.erase(std::remove(copula.begin(), copula.end(), noun), copula.end());
  PredicationArgument complement{ArgumentRole::kComplement, noun, {}, {}};
  const uint32_t begin = copula.empty() ? 0 : copula.back() + 1;
  for (const uint32_t word : NounPhrase(tree_, noun, PhraseExtent::kWhole)) {
    if (word == noun || (word >= begin && !Contains(copula, word))) {
      complement.phrase.push_back(word);
    }
  }
  for (const uint32_t child : tree_.children(noun)) {
    if (tree_.arc(child) == Arc::kCase) complement.marker.push_back(child);
  }
  predication.needs_be = copula.empty();
  predication.predicate = std::move(copula);
  predication.arguments.push_back(std::move(complement));
}

void PredicationReader::ReadAdjective(Predication& predication) const {
  const uint32_t word = predication.head;
  predication.needs_be = !tree_.Has(word, Arc::kCopula);
  Phrase degree;  // "very likely"
  for (const uint32_t child : tree_.children(word)) {
    if (tree_.arc(child) == Arc::kAdverb && child < word) AddWords(tree_.Below(child), degree);
  }
  for (const uint32_t head : ArgumentHeads(word, predication.predicate)) {
    if (!Contains(degree, head)) predication.arguments.push_back(ReadArgument(head));
  }
  if (!predication.arguments.empty()) {
    AddWords(degree, predication.predicate);
    return;
  }
  Phrase copula = predication.predicate;
  copula.erase(std::remove(copula.begin(), copula.end(), word), copula.end());
  Phrase whole = tree_.Below(word, [&](uint32_t child, uint32_t parent) {
    const Arc arc = tree_.arc(child);
    return parent == word &&
           (IsOutsideOfPhrase(arc) || arc == Arc::kPunctuation || Contains(copula, child));
  });
  StripMarks(tree_, whole);
  predication.predicate = std::move(copula);
  predication.arguments.push_back({ArgumentRole::kComplement, word, {}, std::move(whole)});
}

Predication PredicationReader::Read(uint32_t word) const {
  Predication predication;
  predication.head = word;
  ReadSubject(predication);
  predication.predicate = OwnPredicate(word);
  AddSharedAuxiliaries(word, predication.predicate);
  for (const uint32_t part : predication.predicate) {
    predication.negated ^= IsNegation(tree_.lemma(part));
  }
  const bool verb = !tree_.Has(word, Arc::kCopula) &&
                    (tree_.upos(word) == Upos::kVerb || tree_.upos(word) == Upos::kAux ||
                     IsVerbForm(tree_.form(word)));
  predication.passive = tree_.Has(word, Arc::kPassiveSubject) || tree_.Has(word, Arc::kAgent);
  if (verb) {
    predication.kind = PredicationKind::kVerb;
    ReadVerb(predication);
  } else if (IsNominal(tree_, word) ||
             (tree_.Has(word, Arc::kCopula) && tree_.Has(word, Arc::kCase))) {
    predication.kind = PredicationKind::kNominal;
    ReadNominal(predication);
  } else {
    predication.kind = PredicationKind::kAdjective;
    ReadAdjective(predication);
  }
  return predication;
}

}  // namespace standpoint
