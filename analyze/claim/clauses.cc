#include "analyze/claim/clauses.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/claim/clause_range.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {
namespace {

constexpr size_t kLongestSubject = 16;  // tokens between a link and the finite verb of its clause

class ClauseSplitter {
 public:
  ClauseSplitter(const TaggedText& text, TokenRange sentence, absl::Span<const TokenRange> asides,
                 const Lexicon& lexicon)
      : text_(text),
        sentence_(sentence),
        asides_(asides),
        lexicon_(lexicon),
        purposes_(lexicon.Phrases("purposes")),
        summaries_(lexicon.Phrases("summaries")) {}

  std::vector<Clause> Run() {
    Open(sentence_.first, sentence_.first, ClauseKind::kMain);
    for (size_t i = sentence_.first; i < sentence_.last; ++i) {
      const size_t next = Step(i);
      while (i < next) {
        Count(i++);
      }
      Count(i);
    }
    Close(sentence_.last);
    return std::move(clauses_);
  }

 private:
  // Keeps account of the finite verbs; those of an insert are not the clause's own.
  void Count(size_t i) {
    const WordTag& tag = text_[i];
    if (i < insert_end_) {
      return;
    }
    if (tag.tag == Tag::kThat) {
      has_finite_ = false;
    }
    has_finite_ = counter_.Take(tag) || has_finite_;
  }

  void Open(size_t link, size_t first, ClauseKind kind) {
    current_ = Clause();
    current_.kind = kind;
    current_.range.first = first;
    current_.link = link < first ? text_.word(link) : absl::string_view();
    has_finite_ = false;
    counter_ = FiniteCounter();
  }

  void Close(size_t last) {
    current_.range.last = last;
    const TokenRange whole = current_.range;
    current_.range = TrimClause(text_, whole, lexicon_);
    if (current_.range.empty()) {
      return;
    }
    std::vector<TokenRange> inserts = current_.inserts;
    current_.inserts.insert(current_.inserts.end(), skipped_.begin(), skipped_.end());
    skipped_.clear();
    clauses_.push_back(current_);
    for (const TokenRange insert : inserts) {
      Clause clause;
      clause.kind = ClauseKind::kInsert;
      clause.range = insert;
      clauses_.push_back(clause);
    }
  }

  // Ends the clause before token `at` and opens one at `first`; the words between link them.
  void Cut(size_t at, size_t first, ClauseKind kind, bool new_start = false) {
    Close(at);
    Open(text_.tag(at) == Tag::kPunctuation && at + 1 < first ? at + 1 : at, first, kind);
    current_.new_start = new_start;
  }

  // Decides at token i; returns the last token that it has dealt with (i when nothing special stands there).
  size_t Step(size_t i) {
    const absl::string_view word = text_.word(i);
    for (const TokenRange aside : asides_) {
      if (aside.first == i + 1 || aside.first == i) {
        insert_end_ = aside.last + 1;  // the comma behind it as well
        skipped_.push_back(aside);
        return std::min(aside.last, sentence_.last - 1);
      }
    }
    if (i == sentence_.first) {
      inverted_ = (text_.Is(i, "had") || text_.Is(i, "were") || text_.Is(i, "should")) &&
                  !text_.Is(sentence_.last - 1, "?") && NextComma(i) < sentence_.last;
      return Fronted(i);
    }
    const bool stop = word == "." || word == "?" || word == "!";
    if (stop && text_.glued(i + 1) && IsQuoteMark(text_.word(i + 1)) && i + 2 < sentence_.last) {
      Cut(i, i + 2, ClauseKind::kMain, true);  // "... on time." "Why not?", taken for one sentence
      return i + 1;
    }
    if (IsQuoteMark(word) && has_finite_ && (text_.Is(i - 1, ":") || text_.Is(i - 1, ",")) &&
        text_.glued(i + 1) && HasFinite(text_, {i + 1, sentence_.last})) {
      Cut(i, i + 1, ClauseKind::kMain, true);
    } else if (word == ";") {
      Cut(i, i + 1, ClauseKind::kMain, true);
    } else if (((word == ":" && !text_.glued(i + 1)) || (IsDash(text_, i) && has_finite_)) &&
               HasFinite(text_, {i + 1, sentence_.last})) {
      Cut(i, i + 1, ClauseKind::kMain, true);  // also behind words without a verb: "No wonder: P"
    } else if (IsDash(text_, i) && IsSummary(i + 1)) {
      Cut(i, i + 1, ClauseKind::kAdjunct);
    } else if (word == ",") {
      return AtComma(i);
    } else if (text_.tag(i) == Tag::kCoordinator) {
      return AtCoordinator(i, i);
    } else {
      return AtLink(i, i);
    }
    return i;
  }

  // A subordinate clause, participle or "with" phrase at the start of the sentence.
  size_t Fronted(size_t i) {
    if (text_.tag(i) == Tag::kSubordinator || text_.tag(i) == Tag::kGerund || text_.Is(i, "with")) {
      const size_t comma = NextComma(i);
      if (comma < sentence_.last && SubjectThenFinite(comma + 1) && !AsideAt(comma)) {
        const bool link = text_.tag(i) != Tag::kGerund;
        const bool clause = text_.tag(i) == Tag::kSubordinator;
        if (clause || HasNonFiniteVerb({i, comma})) {
          Open(i, link ? i + 1 : i, clause ? ClauseKind::kSubordinate : ClauseKind::kAdjunct);
          Cut(comma, comma + 1, ClauseKind::kMain);
          return comma;
        }
      }
    }
    return i;
  }

  // Whether an attribution opens behind the comma: "Closing the road, she said, would help".
  bool AsideAt(size_t comma) const {
    return std::any_of(asides_.begin(), asides_.end(), [comma](TokenRange aside) {
      return aside.first == comma || aside.first == comma + 1;
    });
  }

  bool HasNonFiniteVerb(TokenRange range) const {
    for (size_t i = range.first; i < range.last; ++i) {
      if (text_.tag(i) == Tag::kGerund || text_.tag(i) == Tag::kParticiple) {
        return true;
      }
    }
    return false;
  }

  size_t NextComma(size_t i) const {
    while (i < sentence_.last && !text_.Is(i, ",")) {
      ++i;
    }
    return i;
  }

  size_t AtComma(size_t comma) {
    if (inverted_) {  // "Had they asked, we would have told them": a condition
      inverted_ = false;
      has_finite_ = false;
      counter_ = FiniteCounter();
      return comma;
    }
    size_t next = comma + 1;
    if (IsQuoteMark(text_.word(next))) {
      ++next;
    }
    const Tag tag = text_.tag(next);
    if (tag == Tag::kCoordinator) {
      return AtCoordinator(comma, next);
    }
    if (tag == Tag::kThat && text_.Is(next, "that")) {
      return comma;
    }
    if (IsRelative(next)) {
      return AtRelative(comma, next);
    }
    if (!has_finite_) {
      return comma;
    }
    if (tag == Tag::kGerund || (tag == Tag::kAdverb && text_.tag(next + 1) == Tag::kGerund) ||
        (tag == Tag::kParticiple && text_.tag(next + 1) == Tag::kPreposition)) {
      Cut(comma, next, ClauseKind::kAdjunct);
    } else if (text_.Is(next, "with") && HasNonFiniteVerb({next, NextComma(next)})) {
      Cut(comma, next + 1, ClauseKind::kAdjunct);
    } else if (IsSummary(next)) {
      Cut(comma, next, ClauseKind::kAdjunct);
    } else if (text_.tag(next) == Tag::kVerb && text_.finite(next)) {
      Cut(comma, next, ClauseKind::kSharedSubject);
    } else if (SubjectThenFinite(next)) {
      Cut(comma, next, ClauseKind::kMain);
    } else {
      return AtLink(comma, next);
    }
    return comma;
  }

  // "a blow to farmers", "an outcome that ...": a noun that sums up the clause before.
  bool IsSummary(size_t i) const {
    if (!has_finite_ || text_.tag(i) != Tag::kDeterminer) {
      return false;
    }
    for (size_t k = i + 1; k < std::min(i + 4, sentence_.last); ++k) {
      if (summaries_.Word(text_.word(k)) != nullptr) {
        return true;
      }
      if (text_.tag(k) != Tag::kAdjective && text_.tag(k) != Tag::kNoun) {
        return false;
      }
    }
    return false;
  }

  bool IsRelative(size_t i) const {
    return text_.tag(i) == Tag::kRelative ||
           ((text_.Is(i, "where") || text_.Is(i, "which")) && text_.tag(i) != Tag::kQuestion) ||
           (text_.tag(i) == Tag::kPreposition && text_.Is(i + 1, "which"));
  }

  // A set-off relative clause: in the middle when the clause's own verb is still to come.
  size_t AtRelative(size_t comma, size_t first) {
    if (has_finite_) {
      Cut(comma, first, ClauseKind::kRelative);
      return comma;
    }
    size_t end = first;
    do {
      end = NextComma(end + 1);
    } while (end < sentence_.last && !HasFinite(text_, {first + 1, end}));
    if (end >= sentence_.last) {
      return comma;
    }
    current_.inserts.push_back(TrimClause(text_, {first, end}, lexicon_));
    insert_end_ = end;
    return end;
  }

  size_t AtCoordinator(size_t cut, size_t link) {
    const absl::string_view word = text_.word(link);
    if (!has_finite_ || word == "or" || word == "nor" || word == "&" ||
        (cut == link && JoinsNouns(link))) {
      return cut;
    }
    size_t next = link + 1;
    const bool contrast = word != "and" && cut < link;
    if (text_.tag(next) == Tag::kThat) {
      Cut(cut, next + 1, ClauseKind::kMain);
      current_.resumes_that = true;
      return next;
    }
    while (text_.tag(next) == Tag::kAdverb) {
      ++next;
    }
    if (text_.finite(next) && text_.tag(next) != Tag::kPronoun) {
      Cut(cut, link + 1, ClauseKind::kSharedSubject, contrast);
    } else if (SubjectThenFinite(link + 1) || text_.tag(next) == Tag::kSubordinator) {
      Cut(cut, link + 1, ClauseKind::kMain, contrast);
    } else {
      return cut;
    }
    return link;
  }

  // "the tax breaks used by some and others do nothing": what the tree joins to a noun, though a verb comes behind it.
  bool JoinsNouns(size_t link) const {
    const size_t second = text_.head(link);
    if (text_.relation(link) != Relation::kCc || text_.relation(second) != Relation::kConj ||
        second < link || !IsNominal(text_.tag(second))) {
      return false;
    }
    for (size_t i = link + 1; i < std::min(second + 4, sentence_.last); ++i) {
      const Relation relation = text_.relation(i);
      if (text_.head(i) == second &&
          (relation == Relation::kCop || relation == Relation::kNsubj ||
           relation == Relation::kNsubjPass || relation == Relation::kAux)) {
        return false;
      }
    }
    return IsNominal(text_.tag(text_.head(second)));
  }

  // Subordinators and phrases of purpose.
  size_t AtLink(size_t cut, size_t link) {
    if (const auto [purpose, size] = text_.Match(purposes_, link, sentence_.last);
        purpose != nullptr &&
        (purpose->Has("clause") ? HasFinite(text_, {link + size, sentence_.last})
                                : text_.tag(link + size) == Tag::kBase)) {
      Cut(cut, link + size, ClauseKind::kPurpose);
      return link + size - 1;
    }
    const bool so = text_.Is(link, "so") && cut < link && SubjectThenFinite(link + 1);
    const bool since = text_.Is(link, "since") && cut < link && SubjectThenFinite(link + 1);
    if (has_finite_ && (so || since || text_.tag(link) == Tag::kSubordinator) &&
        HasFinite(text_, {link + 1, sentence_.last})) {
      size_t at = cut;
      if (at > sentence_.first && text_.tag(at - 1) == Tag::kAdverb && text_.Is(at - 1, "even")) {
        --at;
      }
      Cut(at, link + 1, ClauseKind::kSubordinate);
      return link;
    }
    return cut;
  }

  // Whether a noun phrase and then a finite verb stand at `first`, without punctuation between.
  bool SubjectThenFinite(size_t first) const {
    FiniteCounter counter;
    for (size_t i = first; i < std::min(first + kLongestSubject, sentence_.last); ++i) {
      const WordTag& tag = text_[i];
      if (counter.Take(tag)) {
        return i > first || tag.tag == Tag::kPronoun;
      }
      const bool hyphen = tag.tag == Tag::kPunctuation && text_.glued(i) && text_.glued(i + 1);
      if ((tag.tag == Tag::kPunctuation && !hyphen && !IsQuoteMark(tag.word)) ||
          tag.tag == Tag::kTo || tag.tag == Tag::kSubordinator ||
          (tag.tag == Tag::kCoordinator && text_.tag(i + 1) == Tag::kVerb)) {
        return false;
      }
    }
    return false;
  }

  const TaggedText& text_;
  const TokenRange sentence_;
  const absl::Span<const TokenRange> asides_;
  const Lexicon& lexicon_;
  const PhraseTable& purposes_;
  const PhraseTable& summaries_;
  std::vector<Clause> clauses_;
  Clause current_;
  FiniteCounter counter_;
  bool inverted_ = false;    // the sentence begins with a condition of the kind "had they"
  bool has_finite_ = false;  // the current clause has a finite verb of its own
  size_t insert_end_ = 0;
  std::vector<TokenRange> skipped_;  // asides in the current clause
};

}  // namespace

std::vector<Clause> SplitClauses(const TaggedText& text, TokenRange sentence,
                                 absl::Span<const TokenRange> asides, const Lexicon& lexicon) {
  return ClauseSplitter(text, sentence, asides, lexicon).Run();
}

}  // namespace standpoint
