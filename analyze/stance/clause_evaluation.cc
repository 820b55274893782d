#include "analyze/stance/clause_evaluation.h"

#include <algorithm>
#include <cstddef>

#include "absl/types/span.h"
#include "analyze/claim/predicate.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {
namespace {

bool EndsClause(const TaggedText& text, size_t i) {
  switch (text.tag(i)) {
    case Tag::kSubordinator:
    case Tag::kThat:
      return true;
    case Tag::kPunctuation:
      return text.Is(i, ";") || text.Is(i, ":") || text.Is(i, ".") || text.Is(i, "?") ||
             text.Is(i, "!") || IsDash(text, i);
    default:
      return false;
  }
}

bool LeavesPredicate(Tag tag) {
  return tag == Tag::kRelative || tag == Tag::kInnerLink || tag == Tag::kConditional ||
         tag == Tag::kPunctuation;
}

double Clip(double value) { return std::clamp(value, -1.0, 1.0); }

// Reads the clauses of one text in order.
class ClauseEvaluator {
 public:
  ClauseEvaluator(const TaggedText& text, absl::Span<const EvaluatedWord> words, ClauseSums& result)
      : text_(text), words_(words), result_(result) {}

  void Read() {
    size_t first = 0;
    for (size_t i = 0; i <= words_.size(); ++i) {
      if (i == words_.size() || EndsClause(text_, i) || StartsSecondPredicate(i, first)) {
        if (first < i) {
          ReadClause({first, i}, text_.tag(i) == Tag::kThat);
        }
        first = i + 1;
      }
    }
    result_.subject = Clip(result_.subject);
    result_.object = Clip(result_.object);
    result_.other = Clip(result_.other);
    result_.verb = Clip(result_.verb);
  }

 private:
  // "and fell", "but it hurts": a coordinator with a finite verb close behind it and one before.
  bool StartsSecondPredicate(size_t i, size_t first) const {
    if (text_.tag(i) != Tag::kCoordinator) {
      return false;
    }
    bool before = false;
    for (size_t k = first; k < i && !before; ++k) {
      before = text_.finite(k);
    }
    constexpr size_t kWindow = 5;
    for (size_t k = i + 1; before && k < std::min(i + kWindow, words_.size()); ++k) {
      if (text_.finite(k)) {
        return true;
      }
    }
    return false;
  }

  // A product of valences; 0 while no word has one.
  struct Product {
    int sign = 1;
    int negations = 1;
    bool valued = false;
    bool strong = false;

    void Take(const EvaluatedWord& word) {
      if (word.negator) {
        sign = -sign;
        negations = -negations;
      } else if (word.valence.sign != 0 && !strong) {
        strong = word.valence.strong;
        sign = (strong ? negations : sign) * word.valence.sign;
        valued = true;
      }
    }
  };

  // In "export controls on chips have failed" the auxiliary shows that "controls" is no verb.
  VerbGroup FindVerb(TokenRange clause) const {
    const VerbGroup first = FindVerbGroup(text_, clause, {}, clause.first);
    if (first.range.size() != 1 || (text_.bits(first.head) & (kNoun | kVerbS)) == 0) {
      return first;
    }
    for (size_t i = first.range.last; i < clause.last; ++i) {
      const Tag tag = text_.tag(i);
      if (LeavesPredicate(tag) || tag == Tag::kCoordinator || tag == Tag::kPronoun) {
        break;
      }
      if (text_.finite(i) && tag == Tag::kAuxiliary) {
        return FindVerbGroup(text_, clause, {}, i);
      }
    }
    return first;
  }

  void ReadClause(TokenRange clause, bool reports) {
    const VerbGroup verb = FindVerb(clause);
    if (verb.range.empty()) {
      ReadLoose(clause);
      return;
    }
    const TokenRange subject = {clause.first, std::max(clause.first, verb.range.first)};
    const bool shared = subject.empty() || HasPronoun(subject);
    const bool topic_subject = HasTopic(subject) || (shared && topic_subject_);
    Product product;
    ReadSubject(subject, product);
    const bool object = ReadPredicate({verb.range.first, clause.last}, verb, product);
    const bool amount = words_[verb.head].valence.amount && amount_only_;
    if (reports) {
      turned_ = turned_ != (product.valued ? product.sign < 0 : verb.negated);
    } else {
      const int sign = turned_ ? -product.sign : product.sign;
      result_.negations = verb.negated ? -1 : 1;
      double& part = amount          ? result_.verb
                     : topic_subject ? result_.subject
                     : object        ? result_.object
                                     : result_.other;
      part += product.valued ? sign : 0;
    }
    topic_subject_ = topic_subject;
  }

  // Only its head says what is spoken of: "blocking chip sales", "no school", "the failure of".
  void ReadSubject(TokenRange subject, Product& product) {
    bool head = true;
    for (size_t i = subject.first; i < subject.last; ++i) {
      const Tag tag = text_.tag(i);
      const EvaluatedWord& word = words_[i];
      head = head && tag != Tag::kPreposition && !LeavesPredicate(tag);
      if (word.negator && tag == Tag::kAdverb) {
        continue;  // of the verb group
      }
      if (head && (word.negator || !word.topic)) {
        const bool names = !word.negator && tag != Tag::kGerund && tag != Tag::kNoun;
        if (!names) {
          product.Take(word);
          continue;
        }
      }
      Loose(word);
    }
  }

  // The verb and its complement; returns whether the complement names the topic.
  bool ReadPredicate(TokenRange range, const VerbGroup& verb, Product& product) {
    bool inside = true;
    bool behind_preposition = false;
    bool topic = false;
    const bool copula = (text_.bits(verb.head) & (kBe | kHave)) != 0;
    amount_only_ = true;
    if (verb.negated && range.first > 0 && (text_.bits(range.first) & kNegator) == 0 &&
        words_[range.first - 1].negator) {
      product.Take(words_[range.first - 1]);  // "never pays": the adverb stands before the group
    }
    for (size_t i = range.first; i < range.last; ++i) {
      const Tag tag = text_.tag(i);
      const EvaluatedWord& word = words_[i];
      inside = inside && !(LeavesPredicate(tag) && i > verb.head);
      behind_preposition =
          (behind_preposition || (tag == Tag::kPreposition && i > verb.head)) && tag != Tag::kTo;
      if (i > verb.head && !copula && Modifies(i)) {
        Loose(word);
      } else if (inside && !behind_preposition) {
        product.Take(word);
        amount_only_ = amount_only_ && (i <= verb.head || word.valence.sign == 0 || word.negator);
        topic = topic || (i > verb.head && word.topic);
      } else if (inside && !product.valued && copula) {
        product.Take(word);  // "is in danger"
      } else {
        Loose(word);
      }
    }
    return topic;
  }

  // "banned" in "banned processors".
  bool Modifies(size_t i) const {
    const Tag next = text_.tag(i + 1);
    return !words_[i].negator && (next == Tag::kNoun || next == Tag::kProper) &&
           (text_.tag(i) == Tag::kAdjective || text_.tag(i) == Tag::kParticiple ||
            (text_.bits(i) & kVerbPart) != 0);
  }

  void ReadLoose(TokenRange range) {
    for (size_t i = range.first; i < range.last; ++i) {
      Loose(words_[i]);
    }
  }

  void Loose(const EvaluatedWord& word) { result_.loose += word.topic ? 0 : word.valence.sign; }

  bool HasTopic(TokenRange range) const {
    return std::any_of(words_.begin() + static_cast<ptrdiff_t>(range.first),
                       words_.begin() + static_cast<ptrdiff_t>(range.last),
                       [](const EvaluatedWord& word) { return word.topic; });
  }

  bool HasPronoun(TokenRange range) const {
    for (size_t i = range.first; i < range.last; ++i) {
      if (text_.Is(i, "it") || text_.Is(i, "they") || text_.Is(i, "this")) {
        return true;
      }
    }
    return false;
  }

  const TaggedText& text_;
  const absl::Span<const EvaluatedWord> words_;
  ClauseSums& result_;
  bool topic_subject_ = false;  // of the clause before, for "it" and for verbs that share it
  bool turned_ = false;         // "it is wrong to say that"
  bool amount_only_ = false;    // the last predicate has no valence but its verb's
};

}  // namespace

ClauseSums EvaluateClauses(const TaggedText& text, absl::Span<const EvaluatedWord> words) {
  ClauseSums sums;
  ClauseEvaluator(text, words, sums).Read();
  return sums;
}

}  // namespace standpoint
