#include "analyze/shallow/tag/tagger.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/tag/tagging.h"
#include "analyze/shallow/tag/word_forms.h"

namespace standpoint {
namespace {

constexpr size_t kLookAhead = 12;  // tokens

// Tags the tokens of one sentence, left to right.
class SentenceTagger {
 public:
  SentenceTagger(absl::string_view text, const Segmentation& segmentation, const Sentence& sentence,
                 const PhraseTable& cues, std::vector<WordTag>& tags)
      : text_(text),
        segmentation_(segmentation),
        cues_(cues),
        tags_(tags),
        first_(sentence.first_token),
        last_(sentence.last_token) {}

  void Run() {
    for (size_t i = first_; i < last_; ++i) {
      if (segmentation_.tokens[i].kind == TokenKind::kWord && tags_[i].tag == Tag::kNoun) {
        TagWord(i);
      }
      Advance(i);
    }
    RepairReducedRelatives();
  }

 private:
  uint32_t Bits(size_t i) const { return i < last_ ? tags_[i].bits : 0; }
  bool Is(size_t i, absl::string_view word) const { return i < last_ && tags_[i].word == word; }

  bool IsCapitalised(size_t i) const {
    return absl::ascii_isupper(static_cast<unsigned char>(text_[segmentation_.tokens[i].begin]));
  }

  bool IsHyphen(size_t i) const {
    return i > first_ && i < last_ && tags_[i].word == "-" && segmentation_.tokens[i].glued;
  }

  // A part of a hyphenated word.
  bool InCompound(size_t i) const {
    return IsHyphen(i + 1) || (i > first_ && IsHyphen(i - 1) && segmentation_.tokens[i].glued);
  }

  void Set(size_t i, Tag tag, bool finite = false) {
    tags_[i].tag = tag;
    tags_[i].finite = finite;
  }

  // The tag before token i, adverbs and "not" passed over; kPunctuation at the start.
  Tag Before(size_t i) const {
    while (i > first_ && tags_[i - 1].tag == Tag::kAdverb) {
      --i;
    }
    return i > first_ ? tags_[i - 1].tag : Tag::kPunctuation;
  }

  const WordTag* WordBefore(size_t i) const {
    while (i > first_ && tags_[i - 1].tag == Tag::kAdverb) {
      --i;
    }
    return i > first_ ? &tags_[i - 1] : nullptr;
  }

  static bool IsNominal(Tag tag) {
    return tag == Tag::kNoun || tag == Tag::kProper || tag == Tag::kPronoun ||
           tag == Tag::kNumber || tag == Tag::kSymbol;
  }

  // Whether what stands at i could be the object of a verb or begin its complement.
  bool OpensComplement(size_t i) const {
    const uint32_t bits = Bits(i);
    if (i >= last_ || tags_[i].tag == Tag::kPunctuation) {
      return false;
    }
    return (bits & (kDeterminer | kPronoun | kThat | kTo | kQuestionWord | kInnerLink)) != 0 ||
           ((bits & kPreposition) != 0 && tags_[i].word != "of") ||
           ((bits & kAdverb) != 0 && (bits & kAuxiliary) == 0) || tags_[i].tag == Tag::kNumber ||
           tags_[i].tag == Tag::kDeterminer;
  }

  bool LooksFinite(size_t i) const {
    const uint32_t bits = Bits(i);
    return (bits & kFinite) != 0 ||
           ((bits & (kVerbPast | kVerbS)) != 0 && (bits & (kNoun | kVerbPart)) == 0);
  }

  // Keeps what later words need to know of the clause so far.
  void Advance(size_t i) {
    const WordTag& tag = tags_[i];
    if (tag.finite) {
      finite_seen_ = true;
      any_finite_ = true;
      last_finite_ = i;
    }
    if (tag.tag == Tag::kTo || (tag.tag == Tag::kAuxiliary && (tag.bits & (kModal | kDo)) != 0)) {
      base_wanted_ = true;
    }
    const bool stop = tag.word == ";" || tag.word == ":" || tag.word == "\xE2\x80\x94" ||
                      tag.word == "\xE2\x80\x93" || tag.word == "--";
    const bool opens_clause = tag.tag == Tag::kVerb && tag.finite && OpensContent(tag);
    const bool new_subject =
        (tag.word == "," || tag.tag == Tag::kCoordinator) &&
        ((Bits(i + 1) & kDeterminer) != 0 || (Bits(i + 1) & kSubjectOnly) != 0);
    if (stop || opens_clause || new_subject || tag.tag == Tag::kThat ||
        tag.tag == Tag::kSubordinator || tag.tag == Tag::kConditional) {
      finite_seen_ = false;
      base_wanted_ = false;
    }
  }

  // A verb with a clause behind it, so that another finite verb is to come.
  bool OpensContent(const WordTag& tag) const {
    const PhraseEntry* const cue = cues_.Word(tag.lemma);
    return cue != nullptr && cue->Has("clause");
  }

  void TagWord(size_t i) {
    const uint32_t bits = tags_[i].bits;
    if (InCompound(i)) {
      Set(i, (bits & kVerbPart) != 0 ? Tag::kAdjective : Tag::kNoun);
    } else if (IsCapitalised(i) && !StartsClause(i) &&
               (bits & (kVerbForms | kModal | kNoun | kAdjective)) != 0 && (bits & kPronoun) == 0) {
      Set(i, Tag::kProper);
    } else if ((Is(i, "no") && Is(i + 1, "longer")) ||
               (Is(i, "longer") && i > first_ && Is(i - 1, "no"))) {
      Set(i, Tag::kAdverb);
    } else if (tags_[i].word == "to") {
      TagTo(i);
    } else if ((bits & kThat) != 0 && (bits & (kDeterminer | kRelative)) != 0) {
      TagThat(i);
    } else if ((bits & kAuxiliary) != 0) {
      TagAuxiliary(i);
    } else if ((bits & kVerbForms) != 0 &&
               (bits & (kPreposition | kDeterminer | kCoordinator)) == 0) {
      TagVerbForm(i);
    } else if (bits == 0 && i > first_ && tags_[i - 1].tag == Tag::kPronoun &&
               !tags_[i - 1].finite && !IsCapitalised(i) &&
               ((tags_[i - 1].bits & kSubjectOnly) != 0 ||
                (tags_[i - 1].word == "it" && absl::EndsWith(tags_[i].word, "s")))) {
      Set(i, Tag::kVerb, true);  // "it seeds stories", of a verb that the lexicon lacks
    } else {
      TagFunctionWord(i);
    }
  }

  bool StartsClause(size_t i) const {
    return i == first_ || (tags_[i - 1].tag == Tag::kPunctuation && tags_[i - 1].word != "," &&
                           tags_[i - 1].word != "-" && tags_[i - 1].word != "(");
  }

  void TagTo(size_t i) {
    const bool verb = (Bits(i + 1) & kVerbBase) != 0 || (Bits(i + 1) & (kBe | kHave | kDo)) != 0 ||
                      ((Bits(i + 1) & kAdverb) != 0 && (Bits(i + 2) & kVerbBase) != 0) ||
                      Is(i + 1, "not");
    Set(i, verb && !(i + 1 < last_ && IsCapitalised(i + 1)) ? Tag::kTo : Tag::kPreposition);
  }

  void TagThat(size_t i) {
    const Tag before = Before(i);
    const uint32_t next = Bits(i + 1);
    if (tags_[i].word == "whether") {
      Set(i, Tag::kThat);
    } else if (LooksFinite(i + 1) || ((next & kAdverb) != 0 && LooksFinite(i + 2))) {
      Set(i, IsNominal(before) && i > first_ ? Tag::kRelative : Tag::kPronoun);
    } else if (IsNominal(before) && (next & kVerbS) != 0 && (Bits(i + 2) & kVerbForms) == 0 &&
               OpensComplement(i + 2)) {
      Set(i, Tag::kRelative);  // "a rule that limits the hours"
    } else if ((before == Tag::kPreposition && !EndsCue(i)) || i == first_) {
      Set(i, (next & kVerbForms) != 0 && (next & kNoun) == 0 ? Tag::kPronoun : Tag::kDeterminer);
    } else if (i + 1 >= last_ || tags_[i + 1].tag == Tag::kPunctuation) {
      Set(i, Tag::kPronoun);
    } else {
      Set(i, Tag::kThat);
    }
  }

  // Whether the words before i are a verb with its particle that a clause can follow: "pointed out".
  bool EndsCue(size_t i) const {
    if (i < first_ + 2) {
      return false;
    }
    const auto* const entries = cues_.StartingWith(tags_[i - 2].lemma);
    return entries != nullptr &&
           std::any_of(entries->begin(), entries->end(), [&](const auto& cue) {
             return cue->words.size() == 2 && cue->words[1] == tags_[i - 1].word &&
                    cue->Has("clause");
           });
  }

  void TagAuxiliary(size_t i) {
    const uint32_t bits = tags_[i].bits;
    const bool modal = (bits & kModal) != 0;
    const Tag before = i > first_ ? tags_[i - 1].tag : Tag::kPunctuation;
    if (modal && (before == Tag::kDeterminer || before == Tag::kAdjective) &&
        (bits & kPronoun) == 0) {
      Set(i, Tag::kNoun);
    } else if ((bits & kPronoun) != 0) {
      Set(i, Tag::kPronoun, true);
    } else {
      const bool infinitive = before == Tag::kTo || WantsBase(i);
      Set(i, Tag::kAuxiliary, (bits & kFinite) != 0 && !infinitive);
    }
  }

  // Under a modal or do: "may have".
  bool WantsBase(size_t i) const {
    const WordTag* const before = WordBefore(i);
    return before != nullptr && (before->bits & (kModal | kDo)) != 0 &&
           (before->tag == Tag::kAuxiliary || before->tag == Tag::kPronoun);
  }

  void TagFunctionWord(size_t i) {
    const uint32_t bits = tags_[i].bits;
    const uint32_t next = Bits(i + 1);
    const bool noun_follows =
        i + 1 < last_ && tags_[i + 1].tag != Tag::kPunctuation && !LooksFinite(i + 1) &&
        (next & (kPreposition | kCoordinator | kAuxiliary | kTo)) == 0 &&
        ((next & kVerbForms) == 0 || (next & (kNoun | kVerbIng | kVerbPart | kAdjective)) != 0) &&
        ((next & kAdverb) == 0 || (next & kNoun) != 0 || (Bits(i + 2) & kVerbForms) == 0);
    if ((bits & kDeterminer) != 0 && (noun_follows || (bits & kPronoun) == 0)) {
      Set(i, Tag::kDeterminer);
    } else if ((bits & kRelative) != 0) {
      const Tag before = i > first_ ? tags_[i - 1].tag : Tag::kPunctuation;
      const bool after_comma = i > first_ && tags_[i - 1].word == ",";
      Set(i, IsNominal(before) || after_comma || before == Tag::kPreposition ? Tag::kRelative
                                                                             : Tag::kQuestion);
    } else if ((bits & kSubordinator) != 0) {
      Set(i, Tag::kSubordinator);
    } else if ((bits & kConditional) != 0) {
      Set(i, Tag::kConditional);
    } else if ((bits & kCoordinator) != 0 && !(tags_[i].word == "yet" && finite_seen_ &&
                                               i > first_ && tags_[i - 1].word != ",")) {
      Set(i, Tag::kCoordinator);
    } else if ((bits & kInnerLink) != 0) {
      Set(i, Tag::kInnerLink);
    } else if ((bits & kPronoun) != 0 && (bits & (kAdverb | kQuestionWord)) == 0) {
      Set(i, Tag::kPronoun);
    } else if ((bits & kQuestionWord) != 0) {
      Set(i, Tag::kQuestion);
    } else if ((bits & kPreposition) != 0) {
      Set(i, Tag::kPreposition);
    } else if ((bits & kAdverb) != 0) {
      Set(i, (bits & kAdjective) != 0 && noun_follows ? Tag::kAdjective : Tag::kAdverb);
    } else if ((bits & kPronoun) != 0) {
      Set(i, Tag::kPronoun);
    } else if ((bits & kAdjective) != 0) {
      Set(i, Tag::kAdjective);
    } else {
      Set(i, IsCapitalised(i) ? Tag::kProper : Tag::kNoun);
    }
  }

  void TagVerbForm(size_t i) {
    const uint32_t bits = tags_[i].bits;
    const Tag before = Before(i);
    const WordTag* const word_before = WordBefore(i);
    const bool after_be = word_before != nullptr && (word_before->bits & (kBe | kHave)) != 0 &&
                          (word_before->tag == Tag::kAuxiliary || word_before->finite);
    if (((bits & kVerbBase) != 0) && (before == Tag::kTo || WantsBase(i))) {
      Set(i, Tag::kBase);
    } else if (after_be && (bits & (kVerbPart | kVerbIng)) != 0) {
      Set(i, (bits & kVerbIng) != 0 ? Tag::kGerund : Tag::kParticiple);
    } else if (before == Tag::kDeterminer || before == Tag::kAdjective || after_be) {
      SetNominal(i);
    } else if (before == Tag::kNumber && (bits & kVerbBase) != 0 && !finite_seen_ &&
               (Bits(i + 1) & kDeterminer) != 0) {
      Set(i, Tag::kVerb, true);  // "nine in ten own a car"
    } else if (before == Tag::kPreposition || before == Tag::kNumber) {
      (bits & kVerbIng) != 0 ? Set(i, Tag::kGerund) : SetNominal(i);
    } else if (bits & kVerbIng && (bits & (kVerbPast | kVerbBase | kVerbS)) == 0) {
      (bits & kNoun) != 0 && finite_seen_ ? Set(i, Tag::kNoun) : Set(i, Tag::kGerund);
    } else {
      TagTensed(i, before, word_before);
    }
  }

  void SetNominal(size_t i) {
    const uint32_t bits = tags_[i].bits;
    if ((bits & (kVerbPart | kVerbIng)) != 0 && (bits & kNoun) == 0) {
      Set(i, Tag::kAdjective);
    } else if ((bits & kAdjective) != 0 && i + 1 < last_ && IsNominalCandidate(i + 1)) {
      Set(i, Tag::kAdjective);
    } else {
      Set(i, Tag::kNoun);
    }
  }

  bool IsNominalCandidate(size_t i) const {
    return segmentation_.tokens[i].kind == TokenKind::kWord &&
           (tags_[i].bits & (kAuxiliary | kPreposition | kCoordinator | kTo)) == 0;
  }

  // A form that can be finite, where no auxiliary, determiner or preposition decides.
  void TagTensed(size_t i, Tag before, const WordTag* word_before) {
    const uint32_t bits = tags_[i].bits;
    if (before == Tag::kCoordinator) {
      TagCoordinated(i);
    } else if (before == Tag::kPunctuation || before == Tag::kSubordinator ||
               before == Tag::kThat || before == Tag::kConditional || before == Tag::kInnerLink) {
      TagAtEdge(i, before, word_before);
    } else if (before == Tag::kRelative || before == Tag::kQuestion) {
      (bits & (kVerbPast | kVerbS | kVerbBase)) != 0 ? Set(i, Tag::kVerb, true)
                                                     : Set(i, Tag::kParticiple);
    } else if (IsNominal(before)) {
      TagAfterSubject(i, *word_before);
    } else if ((bits & kNoun) != 0) {
      Set(i, Tag::kNoun);
    } else if ((bits & kVerbPart) != 0) {
      Set(i, Tag::kParticiple);
    } else if ((bits & kVerbBase) != 0) {
      Set(i, Tag::kBase);
    } else {
      Set(i, Tag::kVerb, true);
    }
  }

  static bool IsPluralSubject(const WordTag& subject) {
    if (subject.tag == Tag::kPronoun) {
      return subject.word != "it" && subject.word != "he" && subject.word != "she";
    }
    return (subject.bits & kPlural) != 0 ||
           (absl::EndsWith(subject.word, "s") && !absl::EndsWith(subject.word, "ss"));
  }

  // Whether nothing that a noun phrase could go on with stands at i: "the walls leak, ..."
  bool EndsPhrase(size_t i) const {
    return i >= last_ || (tags_[i].tag == Tag::kPunctuation && !IsHyphen(i)) ||
           (Bits(i) & kCoordinator) != 0;
  }

  void TagAfterSubject(size_t i, const WordTag& subject) {
    const uint32_t bits = tags_[i].bits;
    if (subject.tag == Tag::kPronoun && !subject.finite) {
      Set(i, (bits & (kVerbPast | kVerbS | kVerbBase)) != 0 ? Tag::kVerb : Tag::kParticiple,
          (bits & (kVerbPast | kVerbS | kVerbBase)) != 0);
    } else if ((bits & kVerbPast) != 0) {
      Set(i, Tag::kVerb, true);  // a reduced relative is repaired later
    } else if ((bits & kVerbS) != 0) {
      const bool compound = subject.tag == Tag::kNoun && i == first_ + 1 && Is(i + 1, ",");
      const bool noun =
          (bits & kNoun) != 0 && (compound || ((LooksFinite(i + 1) || finite_seen_) &&
                                               !(OpensComplement(i + 1) && !finite_seen_)));
      noun ? Set(i, Tag::kNoun) : Set(i, Tag::kVerb, true);
    } else if ((bits & kVerbBase) != 0 && IsPluralSubject(subject) && !finite_seen_ &&
               ((bits & (kNoun | kAdjective)) == 0 || OpensComplement(i + 1) ||
                (subject.tag == Tag::kNoun && (EndsPhrase(i + 1) || NothingFiniteAhead(i))))) {
      Set(i, Tag::kVerb, true);
    } else if ((bits & kVerbPart) != 0) {
      Set(i, Tag::kParticiple);
    } else {
      Set(i, (bits & kNoun) != 0 || (bits & kAdjective) == 0 ? Tag::kNoun : Tag::kAdjective);
    }
  }

  // Whether no form that could be finite stands before the next mark: "the dams block salmon".
  bool NothingFiniteAhead(size_t i) const {
    size_t k = i + 1;
    for (; k < last_ && (tags_[k].tag != Tag::kPunctuation || IsHyphen(k)); ++k) {
      if ((Bits(k) & (kFinite | kModal | kVerbPast | kVerbS | kVerbBase)) != 0) {
        return false;
      }
    }
    return true;
  }

  // After "and", "but", "or": the form follows the verb before.
  void TagCoordinated(size_t i) {
    const uint32_t bits = tags_[i].bits;
    const bool ambiguous = (bits & (kNoun | kAdjective)) != 0;
    if ((bits & kVerbPast) != 0 && any_finite_) {
      const size_t reach = (tags_[last_finite_].bits & kHave) != 0 ? kLookAhead : 3;
      const bool under = (bits & kVerbPart) != 0 && last_finite_ + reach >= i &&
                         tags_[last_finite_].tag == Tag::kAuxiliary &&
                         (tags_[last_finite_].bits & (kBe | kHave)) != 0;
      under ? Set(i, Tag::kParticiple) : Set(i, Tag::kVerb, true);
    } else if ((bits & kVerbS) != 0 && any_finite_ && (!ambiguous || OpensComplement(i + 1))) {
      Set(i, Tag::kVerb, true);
    } else if ((bits & kVerbBase) != 0 && (!ambiguous || OpensComplement(i + 1))) {
      const bool plural = any_finite_ && (tags_[last_finite_].bits & kVerbBase) != 0;
      base_wanted_ || !plural ? (ambiguous ? SetNominal(i) : Set(i, Tag::kBase))
                              : Set(i, Tag::kVerb, true);
    } else {
      SetNominal(i);
    }
  }

  // Whether a finite auxiliary comes before the next word or mark that could begin another clause: "Wind turbines do".
  bool FiniteAhead(size_t i) const {
    for (size_t k = i + 1; k < last_ && k < i + kLookAhead; ++k) {
      if (tags_[k].tag == Tag::kPunctuation && !IsHyphen(k)) {
        return false;
      }
      if ((Bits(k) & (kThat | kRelative | kCoordinator | kSubordinator | kConditional |
                      kSubjectOnly | kQuestionWord)) != 0) {
        return false;
      }
      if ((Bits(k) & kFinite) != 0) {
        return true;
      }
    }
    return false;
  }

  // At the start of a sentence, after punctuation or after a word that opens a clause.
  void TagAtEdge(size_t i, Tag before, const WordTag* word_before) {
    const uint32_t bits = tags_[i].bits;
    const bool comma = word_before != nullptr && word_before->word == ",";
    const bool ambiguous = (bits & (kNoun | kAdjective)) != 0;
    if (comma && (bits & kVerbPast) != 0) {
      const bool participle =
          (bits & kVerbPart) != 0 && (Bits(i + 1) & kPreposition) != 0 && finite_seen_;
      participle ? Set(i, Tag::kParticiple) : Set(i, Tag::kVerb, true);
    } else if (comma && (bits & kVerbS) != 0) {
      !ambiguous || OpensComplement(i + 1) ? Set(i, Tag::kVerb, true) : Set(i, Tag::kNoun);
    } else if (before == Tag::kPunctuation && !comma && (bits & kVerbBase) != 0 &&
               (!ambiguous || (Bits(i + 1) & (kDeterminer | kPronoun)) != 0) && !FiniteAhead(i)) {
      Set(i, Tag::kVerb, true);
      tags_[i].imperative = true;
    } else if ((bits & kVerbPart) != 0 &&
               (Bits(i + 1) & (kPreposition | kTo | kQuestionWord)) != 0) {
      Set(i, Tag::kParticiple);
    } else if (before == Tag::kPunctuation && !comma && (bits & (kVerbS | kVerbPast)) != 0 &&
               !ambiguous) {
      Set(i, Tag::kVerb, true);  // a dropped subject: "finally shows delays"
    } else {
      SetNominal(i);
    }
  }

  // "Grants aimed at costs would help": of two finite verbs in one stretch the first, a form that
  // can be a participle and has a preposition behind it, is one; a plural noun is none: "export controls on chips have".
  void RepairReducedRelatives() {
    size_t candidate = last_;
    for (size_t i = first_; i < last_; ++i) {
      const WordTag& tag = tags_[i];
      if (tag.tag == Tag::kPunctuation || tag.tag == Tag::kCoordinator || tag.tag == Tag::kThat ||
          tag.tag == Tag::kSubordinator || tag.tag == Tag::kRelative || tag.tag == Tag::kQuestion ||
          tag.tag == Tag::kInnerLink || (tag.bits & kSubjectOnly) != 0 ||
          tag.tag == Tag::kConditional) {
        candidate = last_;
      } else if (tag.finite) {
        if (candidate < last_) {
          const bool noun = (tags_[candidate].bits & kVerbPart) == 0;
          Set(candidate, noun ? Tag::kNoun : Tag::kParticiple);
          candidate = last_;
        }
        const bool plural = (tag.bits & kVerbS) != 0 && (tag.bits & kNoun) != 0;
        if (tag.tag == Tag::kVerb && ((tag.bits & kVerbPart) != 0 || plural) && i > first_ &&
            (tags_[i - 1].tag == Tag::kNoun || tags_[i - 1].tag == Tag::kProper) &&
            (Bits(i + 1) & (kPreposition | kTo | kAdverb)) != 0) {
          candidate = i;
        }
      }
    }
  }

  const absl::string_view text_;
  const Segmentation& segmentation_;
  const PhraseTable& cues_;
  std::vector<WordTag>& tags_;
  const size_t first_;
  const size_t last_;
  bool finite_seen_ = false;  // since the last word or mark that opens a clause
  bool any_finite_ = false;   // since the start of the sentence
  bool base_wanted_ = false;  // a modal or "to" stands before, so that "and" joins base forms
  size_t last_finite_ = 0;
};

}  // namespace

Tagging Tagger::Tag(absl::string_view text, const Segmentation& segmentation) const {
  Tagging tagging = LookUpWords(text, segmentation, lexicon_);
  const PhraseTable& cues = lexicon_.Phrases("cues");
  for (const Sentence& sentence : segmentation.sentences) {
    SentenceTagger(text, segmentation, sentence, cues, tagging.tags).Run();
  }
  return tagging;
}

}  // namespace standpoint
