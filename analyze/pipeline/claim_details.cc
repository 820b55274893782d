#include "analyze/pipeline/claim_details.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "analyze/proposition/measures.h"
#include "analyze/proposition/noun_phrase.h"
#include "analyze/proposition/predication.h"
#include "analyze/proposition/predication_reader.h"
#include "analyze/proposition/sentence_tree.h"
#include "analyze/proposition/subjects.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr uint32_t kNone = SentenceTree::kNone;

// Scores are rounded: their last digits depend on the processor.
constexpr float kPerUnit = 100, kPerFactuality = 10;

float Rounded(float value, float per_unit) { return std::round(value * per_unit) / per_unit; }

struct WordRange {
  uint32_t first = 0;
  uint32_t last = 0;
};

// The words that begin in the span.
WordRange WordsOf(const Segments& segments, const v1::Span& span) {
  const auto at = [&](int32_t byte) {
    const auto word =
        std::lower_bound(segments.words.begin(), segments.words.end(), static_cast<uint32_t>(byte),
                         [](const WordSpan& word, uint32_t begin) { return word.begin < begin; });
    return static_cast<uint32_t>(word - segments.words.begin());
  };
  return {at(span.begin()), at(span.end())};
}

size_t SentenceOf(const Segments& segments, uint32_t word) {
  const auto next = std::upper_bound(
      segments.sentences.begin(), segments.sentences.end(), word,
      [](uint32_t w, const SentenceSpan& sentence) { return w < sentence.first_word; });
  return static_cast<size_t>(std::distance(segments.sentences.begin(), next)) - 1;
}

// The predicate that stands highest among the words, the first of equals; kNone.
uint32_t PredicateOf(const SentenceTree& tree, WordRange words) {
  const Subjects subjects(tree);
  uint32_t found = kNone;
  for (uint32_t word = words.first; word < words.last; ++word) {
    if (!subjects.IsPredicate(word)) continue;
    const uint32_t head = tree.head(word);
    if (head == kNone || head < words.first || head >= words.last) return word;
    if (found == kNone) found = word;
  }
  return found;
}

// Writes one claim's parts.
class StructureWriter {
 public:
  StructureWriter(const SentenceTree& tree, const Segments& segments, WordRange words)
      : tree_(tree), segments_(segments), words_(words) {}

  void Write(uint32_t predicate, v1::PropositionStructure& out) const {
    const Predication predication = PredicationReader(tree_).Read(predicate);
    if (!predication.subject.empty()) Set(predication.subject, *out.mutable_subject());
    WritePredicate(predication, out);
    bool has_object = false;
    std::vector<PredicationArgument> others;
    for (const PredicationArgument& argument : predication.arguments) {
      const bool object =
          argument.role == ArgumentRole::kObject || argument.role == ArgumentRole::kClause;
      if (argument.role == ArgumentRole::kComplement || Clipped(argument.phrase).empty()) continue;
      if (object && !has_object && argument.marker.empty()) {
        Set(Clipped(argument.phrase), *out.mutable_object());
        has_object = true;
      } else {
        others.push_back(argument);
      }
    }
    AddClauses(predicate, others);
    std::sort(others.begin(), others.end(),
              [](const auto& a, const auto& b) { return a.head < b.head; });
    for (const PredicationArgument& argument : others) WriteArgument(argument, out);
    const std::vector<Phrase> times = FindTimes(tree_, words_.first, words_.last);
    for (const Phrase& time : times) Set(time, *out.add_times());
    for (const Phrase& quantity : FindQuantities(tree_, words_.first, words_.last, times)) {
      Set(quantity, *out.add_quantities());
    }
  }

 private:
  // What of a phrase stands within the claim. A phrase that begins outside, as that of a relative clause's noun, stays whole.
  Phrase Clipped(Phrase phrase) const {
    if (phrase.empty() || phrase.front() < words_.first) return phrase;
    phrase.erase(std::lower_bound(phrase.begin(), phrase.end(), words_.last), phrase.end());
    StripMarks(tree_, phrase);
    return phrase;
  }

  void Set(const Phrase& phrase, v1::Constituent& out) const {
    out.set_text(tree_.Written(phrase));
    out.mutable_span()->set_begin(static_cast<int32_t>(segments_.words[phrase.front()].begin));
    out.mutable_span()->set_end(static_cast<int32_t>(segments_.words[phrase.back()].end));
  }

  void WritePredicate(const Predication& predication, v1::PropositionStructure& out) const {
    Phrase phrase = predication.predicate;
    for (const PredicationArgument& argument : predication.arguments) {
      if (argument.role != ArgumentRole::kComplement) continue;
      AddWords(argument.marker, phrase);
      AddWords(argument.phrase, phrase);
    }
    Set(Clipped(phrase), *out.mutable_predicate());
  }

  void WriteArgument(const PredicationArgument& argument, v1::PropositionStructure& out) const {
    v1::Argument& written = *out.add_arguments();
    written.set_marker(absl::AsciiStrToLower(tree_.Written(argument.marker)));
    Set(Clipped(argument.phrase), *written.mutable_phrase());
  }

  // Adverbial clauses that stand within the claim.
  void AddClauses(uint32_t predicate, std::vector<PredicationArgument>& arguments) const {
    for (const uint32_t child : tree_.children(predicate)) {
      if (tree_.arc(child) != Arc::kAdverbialClause || child < words_.first ||
          child >= words_.last) {
        continue;
      }
      PredicationArgument clause{ArgumentRole::kClause, child, {}, {}};
      clause.phrase = tree_.Below(child, [&](uint32_t below, uint32_t parent) {
        if (parent != child || tree_.arc(below) != Arc::kMark) return false;
        clause.marker.push_back(below);
        return true;
      });
      StripMarks(tree_, clause.phrase);
      if (!clause.phrase.empty()) arguments.push_back(std::move(clause));
    }
  }

  const SentenceTree& tree_;
  const Segments& segments_;
  const WordRange words_;
};

}  // namespace

void ClaimDetails::Fill(absl::string_view text, const Syntax& syntax,
                        v1::Analysis& analysis) const {
  SentenceTree tree(text, syntax, grammar_);
  size_t sentence = syntax.segments.sentences.size();  // the one that the tree is at
  for (v1::Claim& claim : *analysis.mutable_claims()) {
    WordRange words = WordsOf(syntax.segments, claim.span());
    if (words.first >= words.last) continue;
    claim.set_check_worthiness(Rounded(
        heads_.check_worthiness().Of(syntax.head_scores, words.first, words.last), kPerUnit));
    const size_t own = SentenceOf(syntax.segments, words.first);
    if (own != sentence) tree.Read(own);
    sentence = own;
    words.last = std::min(words.last, tree.last_word());
    const uint32_t predicate = PredicateOf(tree, words);
    if (predicate == kNone) continue;
    claim.set_factuality(
        Rounded(syntax.head_scores.words[predicate].factuality.value(), kPerFactuality));
    StructureWriter(tree, syntax.segments, words).Write(predicate, *claim.mutable_structure());
  }
}

}  // namespace standpoint
