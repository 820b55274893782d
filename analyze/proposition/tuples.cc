#include "analyze/proposition/tuples.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analyze/proposition/noun_phrase.h"
#include "analyze/proposition/predication_reader.h"
#include "analyze/proposition/subjects.h"

namespace standpoint {
namespace {

constexpr uint32_t kNone = SentenceTree::kNone;

// Ranks, not probabilities: bench/claims/run shows what precision stands behind them.
constexpr float kVerb = 0.9F, kNominal = 0.8F, kAdjective = 0.7F, kApposition = 0.6F;
constexpr float kTitle = 0.35F, kPossessive = 0.3F;
constexpr float kAdverbialClause = 0.2F, kClauseOfNoun = 0.1F, kInfinitive = 0.3F;  // less
constexpr float kEachArgument = 0.002F;

// The tuples of one sentence.
class SentenceTuples {
 public:
  SentenceTuples(const SentenceTree& tree, uint32_t sentence, std::vector<Tuple>& out)
      : tree_(tree), reader_(tree), subjects_(tree), sentence_(sentence), out_(out) {}

  void Read() {
    past_ = IsPast();
    for (uint32_t word = tree_.first_word(); word < tree_.last_word(); ++word) {
      if (subjects_.IsPredicate(word) && tree_.arc(word) != Arc::kOpenComplement)
        ReadPredicate(word);
      ReadNoun(word);
    }
  }

 private:
  bool IsPast() const;
  // "is", "are", "was" or "were", as the sentence would have it.
  absl::string_view Be(uint32_t subject) const;
  void ReadPredicate(uint32_t word);
  void ReadNoun(uint32_t word);
  float ConfidenceOf(const Predication& predication) const;
  void Emit(Tuple tuple);
  void Emit(uint32_t word, const Phrase& subject, absl::string_view predicate,
            const Phrase& argument, float confidence);
  // The plain phrase of `noun` without `word` and all below it.
  Phrase Without(uint32_t noun, uint32_t word) const;

  const SentenceTree& tree_;
  const PredicationReader reader_;
  const Subjects subjects_;
  const uint32_t sentence_;
  std::vector<Tuple>& out_;
  bool past_ = false;
};

bool SentenceTuples::IsPast() const {
  for (uint32_t word = tree_.first_word(); word < tree_.last_word(); ++word) {
    const Arc arc = tree_.arc(word);
    const uint32_t head = tree_.head(word);
    const bool main = head == kNone || ((arc == Arc::kCopula || arc == Arc::kAuxiliary) &&
                                        tree_.head(head) == kNone);
    if (main && tree_.form(word) == WordForm::kPastVerb) return true;
  }
  return false;
}

absl::string_view SentenceTuples::Be(uint32_t subject) const {
  const bool plural = tree_.plural(subject) || tree_.Has(subject, Arc::kConjunct);
  if (past_) return plural ? "were" : "was";
  return plural ? "are" : "is";
}

float SentenceTuples::ConfidenceOf(const Predication& predication) const {
  float confidence = kVerb;
  if (predication.kind == PredicationKind::kNominal) confidence = kNominal;
  if (predication.kind == PredicationKind::kAdjective) confidence = kAdjective;
  const Arc arc = tree_.arc(predication.head);
  if (arc == Arc::kAdverbialClause) confidence -= kAdverbialClause;
  if (arc == Arc::kAdjectivalClause || arc == Arc::kRelativeClause) confidence -= kClauseOfNoun;
  const uint32_t mark = tree_.Child(predication.head, Arc::kMark);
  if (arc == Arc::kAdjectivalClause && mark != kNone && tree_.lemma(mark) == "to") {
    confidence -= kInfinitive;
  }
  return confidence - kEachArgument * static_cast<float>(predication.arguments.size());
}

void SentenceTuples::ReadPredicate(uint32_t word) {
  const Predication predication = reader_.Read(word);
  if (predication.subject.empty() || predication.arguments.empty()) return;
  Tuple tuple;
  tuple.head = word;
  tuple.subject = tree_.Written(predication.subject);
  tuple.predicate = tree_.Written(predication.predicate);
  if (predication.needs_be) {
    tuple.predicate = absl::StrCat(Be(predication.subject_head), tuple.predicate.empty() ? "" : " ",
                                   tuple.predicate);
  }
  for (const PredicationArgument& argument : predication.arguments) {
    const std::string phrase = tree_.Written(argument.phrase);
    const std::string marker = tree_.Written(argument.marker);
    if (tuple.arguments.empty()) {
      if (!marker.empty()) absl::StrAppend(&tuple.predicate, " ", marker);
      tuple.arguments.push_back(phrase);
    } else {
      tuple.arguments.push_back(marker.empty() ? phrase : absl::StrCat(marker, " ", phrase));
    }
  }
  tuple.confidence = std::max(0.0F, ConfidenceOf(predication));
  Emit(std::move(tuple));
}

Phrase SentenceTuples::Without(uint32_t noun, uint32_t word) const {
  Phrase phrase = NounPhrase(tree_, noun, PhraseExtent::kPlain);
  RemoveBelow(tree_, word, phrase);
  StripMarks(tree_, phrase);
  return phrase;
}

// Appositions, possessives and titles say what a verb would.
void SentenceTuples::ReadNoun(uint32_t word) {
  const Upos upos = tree_.upos(word);
  const bool noun = upos == Upos::kNoun || upos == Upos::kPropn;
  const uint32_t head = tree_.head(word);
  if (head == kNone) return;
  const Arc arc = tree_.arc(word);
  if (arc == Arc::kApposition && noun) {
    Phrase named = NounPhrase(tree_, head, PhraseExtent::kPlain);
    named.erase(std::remove_if(named.begin(), named.end(),
                               [&](uint32_t part) { return part >= std::max(word, head + 1); }),
                named.end());
    RemoveBelow(tree_, word, named);
    StripMarks(tree_, named);
    Emit(word, named, "is", NounPhrase(tree_, word, PhraseExtent::kWhole), kApposition);
  } else if (arc == Arc::kPossessive && noun) {
    Emit(word, NounPhrase(tree_, word, PhraseExtent::kPlain), "has", Without(head, word),
         kPossessive);
  } else if (arc == Arc::kDescription ||
             (arc == Arc::kCompound && upos == Upos::kNoun && word < head &&
              tree_.upos(head) == Upos::kPropn && tree_.space_before(word + 1))) {
    Emit(word, Without(head, word), "is", tree_.Below(word), kTitle);
  }
}

void SentenceTuples::Emit(uint32_t word, const Phrase& subject, absl::string_view predicate,
                          const Phrase& argument, float confidence) {
  if (subject.empty() || argument.empty()) return;
  Tuple tuple;
  tuple.head = word;
  tuple.subject = tree_.Written(subject);
  tuple.predicate = std::string(predicate);
  tuple.arguments = {tree_.Written(argument)};
  tuple.confidence = confidence;
  Emit(std::move(tuple));
}

void SentenceTuples::Emit(Tuple tuple) {
  tuple.sentence = sentence_;
  out_.push_back(std::move(tuple));
}

}  // namespace

std::vector<Tuple> TupleReader::Read(absl::string_view text, const Syntax& syntax) const {
  std::vector<Tuple> tuples;
  SentenceTree tree(text, syntax, grammar_);
  for (size_t i = 0; i < syntax.segments.sentences.size(); ++i) {
    tree.Read(i);
    SentenceTuples(tree, static_cast<uint32_t>(i), tuples).Read();
  }
  return tuples;
}

}  // namespace standpoint
