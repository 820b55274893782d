#include "analyze/claim/document_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/asides.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/clause_reader.h"
#include "analyze/claim/clauses.h"
#include "analyze/claim/cue_values.h"
#include "analyze/claim/noun_phrases.h"
#include "analyze/claim/predicate.h"
#include "analyze/claim/speakers.h"
#include "analyze/claim/voice.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/letter_case.h"
#include "analyze/segment/segments.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr size_t kLongestSentence = 400;  // tokens; what lies beyond is not read
constexpr size_t kLongestLabel = 6;       // tokens of a speaker's label
constexpr size_t kLongestHeading = 14;    // tokens
constexpr size_t kVerdictWindow = 5;      // tokens behind "are" in which a verdict stands
constexpr size_t kLongestDateline = 14;   // tokens before the dash

bool IsAllUpper(absl::string_view raw) {
  return raw.size() > 3 && std::none_of(raw.begin(), raw.end(), absl::ascii_islower);
}

}  // namespace

DocumentReader::DocumentReader(const TaggedText& text, const Lexicon& lexicon)
    : text_(text), lexicon_(lexicon), speakers_(text, lexicon) {}

std::vector<Claim> DocumentReader::TakeClaims() { return std::move(claims_); }

// "MR QUIRKE: ..." and "WASHINGTON, Nov. 30 (Wire) - ..." at the start of a paragraph.
TokenRange DocumentReader::StripLabel(TokenRange sentence, bool starts_paragraph) {
  if (!starts_paragraph) {
    return sentence;
  }
  carried_ = Voice();
  size_t first = sentence.first;
  while (first < sentence.last && IsQuoteMark(text_.word(first))) {
    ++first;
  }
  // A paragraph that opens with a quotation mark goes on with the speech of the one before.
  const bool speech = first > sentence.first;
  if (!speech) {
    speakers_.SetLast({});
  }
  if (!speech || !label_in_speech_) {
    label_ = {};
  }
  label_in_speech_ = speech && !label_.empty();
  block_ = announced_;
  announced_ = Speaker();
  for (size_t i = first; i < std::min(first + kLongestLabel, sentence.last); ++i) {
    if (text_.Is(i, ":") && i > first && i + 1 < sentence.last) {
      label_ = {first, i};
      label_in_speech_ = speech;
      return {i + 1, sentence.last};
    }
    if (!IsCapitalized(text_.Raw(i)) || text_.finite(i)) {
      break;
    }
  }
  if (IsAllUpper(text_.Raw(sentence.first))) {
    const size_t limit = std::min(sentence.first + kLongestDateline, sentence.last);
    for (size_t i = sentence.first + 1; i < limit && !text_.finite(i); ++i) {
      if (IsDash(text_, i)) {
        return {i + 1, sentence.last};
      }
    }
  }
  return sentence;
}

bool DocumentReader::IsBoilerplate(TokenRange sentence) const {
  return text_.Match(lexicon_.Phrases("boilerplate"), sentence.first, sentence.last).first !=
         nullptr;
}

// A line in capitals without a full stop: "Opening Hours and Prices".
bool DocumentReader::IsHeading(TokenRange sentence) const {
  if (text_.tag(sentence.last - 1) == Tag::kPunctuation || sentence.size() > kLongestHeading) {
    return false;
  }
  size_t capitals = 0;
  size_t words = 0;
  for (size_t i = sentence.first; i < sentence.last; ++i) {
    const bool small = (text_.bits(i) & (kDeterminer | kPreposition | kCoordinator | kTo)) != 0;
    if (text_.tag(i) != Tag::kPunctuation && !small) {
      ++words;
      capitals += IsCapitalized(text_.Raw(i)) ? 1 : 0;
    }
  }
  return words > 1 && capitals == words;
}

Voice DocumentReader::VoiceOf(const Clause& clause, const Aside* aside) const {
  Voice voice;
  const auto enter = [&](TokenRange holder, const char* kind, const PhraseEntry* entry) {
    const ByteSpan span = {text_.begin(holder), text_.end(holder)};
    voice.holders.push_back({span, span});
    voice.holder_rule = {kind, entry, span};
    voice.commitment_rule = {"reported", entry, span};
    voice.commitment = v1::COMMITMENT_NEUTRAL;
    voice.settled = true;
  };
  if (!label_.empty()) {
    enter(label_, "label", nullptr);
  } else if (!block_.holder.empty() && speakers_.At(clause.range) == nullptr) {
    enter(block_.holder, "announced", nullptr);
    voice.cues.push_back({text_.begin(block_.cue), text_.end(block_.cue)});
  }
  const Speaker* const quoted = speakers_.At(clause.range);
  // What the stretch stands beside may be said of another quotation than the clause's own.
  const bool other = quoted != nullptr && aside != nullptr && !quoted->cue.empty() &&
                     quoted->cue.first != aside->cue.first && label_.empty();
  if (aside != nullptr && !other) {
    const bool own = aside->holder.size() == 1 && (voice.is_author() || !label_.empty()) &&
                     (text_.Is(aside->holder.first, "i") || text_.Is(aside->holder.first, "we"));
    if (!own) {
      enter(aside->holder, "beside", aside->entry);
    }
    voice.act = ActOf(aside->entry->Get("act"));
    voice.act_rule = {"beside", aside->entry, {}};
    voice.past = aside->past;
    if (!aside->cue.empty()) {
      voice.cues.push_back({text_.begin(aside->cue), text_.end(aside->cue)});
    }
    if ((aside->as || aside->entry->Has("factive")) && label_.empty()) {
      voice.commitment = v1::COMMITMENT_COMMITTED;
      voice.commitment_rule = {aside->as ? "as" : "factive", aside->entry, voice.holder_rule.span};
    }
  } else if (quoted != nullptr && label_.empty()) {
    enter(quoted->holder, "quotation", nullptr);
    if (!quoted->cue.empty()) {
      voice.cues.push_back({text_.begin(quoted->cue), text_.end(quoted->cue)});
    }
  }
  return voice;
}

// "He said the ban had failed. It would only help rivals.": speech that goes on without a cue of its own shifts its verbs
// as the cue did.
bool DocumentReader::GoesOnWithReport(const Clause& clause, const Voice& voice) const {
  if (!carried_.past || carried_.is_author() || !voice.is_author() ||
      clause.kind == ClauseKind::kPurpose) {
    return false;
  }
  const VerbGroup verb = FindVerbGroup(text_, clause.range, clause.inserts, clause.range.first);
  const absl::string_view first = text_.word(verb.range.first);
  const bool shifted = first == "would" || (first == "had" && verb.range.size() > 1);
  return !verb.range.empty() && shifted && text_.tag(clause.range.first) == Tag::kPronoun;
}

// Whether a clause behind a report is part of what is reported: the tree tells whether it hangs on the cue's complement or beside
// the cue; where it does not, its link does.
DocumentReader::Going DocumentReader::GoesOn(const Clause& clause, TokenRange cue) const {
  const bool linked = clause.kind == ClauseKind::kSubordinate ||
                      clause.kind == ClauseKind::kAdjunct || clause.kind == ClauseKind::kRelative ||
                      clause.resumes_that ||
                      (clause.kind == ClauseKind::kMain && clause.link == "and");
  const bool coordinated = clause.kind == ClauseKind::kSharedSubject ||
                           (clause.kind == ClauseKind::kMain && !clause.link.empty());
  if (!coordinated || clause.resumes_that || cue.empty() || cue.last > clause.range.first) {
    return linked ? Going::kLinked : Going::kNot;
  }
  const VerbGroup verb = FindVerbGroup(text_, clause.range, clause.inserts, clause.range.first);
  size_t at = verb.range.empty() ? clause.range.first : verb.head;
  while (clause.range.Contains(at) && text_.head(at) != at) {
    at = text_.head(at);
  }
  const bool shifted = !verb.range.empty() && text_.Is(verb.range.first, "would");
  const bool content = at >= cue.last && at < clause.range.first;
  const bool beside = at >= cue.first && at < cue.last && !shifted;
  return content ? Going::kInside : linked && !beside ? Going::kLinked : Going::kNot;
}

void DocumentReader::ReadPiece(TokenRange range, const Aside* aside, size_t sentence,
                               bool question) {
  ClauseReader reader(text_, lexicon_, static_cast<uint32_t>(sentence), question, claims_);
  TokenRange subject;
  Voice reported;
  TokenRange report_cue;
  bool is_reported = false;
  bool conditional = false;
  for (const Clause& clause : SplitClauses(text_, range, inside_, lexicon_)) {
    if (clause.range.empty()) {
      continue;
    }
    Voice voice = VoiceOf(clause, aside);
    const Going going = GoesOn(clause, report_cue);
    const bool goes_on = going != Going::kNot;
    if (is_reported && goes_on && (!clause.new_start || going == Going::kInside)) {
      voice = reported;
    }
    if (clause.kind == ClauseKind::kPurpose) {
      voice = Voice();
      voice.modality = v1::MODALITY_INTENDED;
      voice.commitment = v1::COMMITMENT_NEUTRAL;
      voice.settled = true;
      voice.modality_rule.kind = "purpose";
      voice.commitment_rule.kind = "purpose";
    }
    if (conditional && clause.link == "and" && voice.modality == v1::MODALITY_ASSERTED) {
      voice.modality = v1::MODALITY_CONDITIONAL;  // under the same condition
      voice.condition = true;
      voice.modality_rule.kind = "condition";
    }
    conditional = text_.tag(clause.range.first) == Tag::kConditional || voice.condition;
    TokenRange about = subject;
    if (clause.kind == ClauseKind::kRelative || clause.kind == ClauseKind::kInsert) {
      size_t last = clause.range.first;
      while (last > range.first && text_.tag(last - 1) == Tag::kPunctuation) {
        --last;
      }
      about = NounPhraseBefore(text_, range.first, last);
    }
    if (GoesOnWithReport(clause, voice)) {
      voice = carried_;
      voice.holder_rule.kind = "continued";
    }
    const ClauseResult result = reader.Read(clause, voice, about);
    const bool own_subject = clause.kind == ClauseKind::kMain;
    if (own_subject && !result.subject.empty() && !(is_reported && goes_on)) {
      subject = result.subject;
    }
    if (result.reported) {
      is_reported = true;
      report_cue = result.cue;
      carried_ = result.voice;
      reported = result.voice;
      if (!result.subject.empty()) {
        speakers_.SetLast({result.subject, result.cue});
      }
    } else if (clause.kind == ClauseKind::kMain && !goes_on) {
      is_reported = false;
    }
  }
}

// "They are mistaken", "That is nonsense": what the author says of the report in the sentence before.
void DocumentReader::ReadLaterVerdict(size_t index) {
  if (claims_.empty() || claims_.back().sentence != index || claims_.back().holders.size() != 1 ||
      claims_.back().predicate == Claim::kNoWord) {
    return;
  }
  const size_t predicate = claims_.back().predicate;
  const SentenceSpan& sentence = text_.segments().sentences[index];
  const TokenRange subject =
      SubjectBefore(text_, {sentence.first_word, sentence.last_word}, predicate, {});
  const absl::string_view first = text_.word(subject.first);
  const bool refers =
      !subject.empty() &&
      ((subject.size() == 1 && (first == "they" || first == "he" || first == "she" ||
                                first == "it" || first == "this" || first == "that")) ||
       first == "those");
  if (!refers || (text_.bits(predicate) & kBe) == 0) {
    return;
  }
  const bool negated = claims_.back().polarity == v1::POLARITY_NEGATED;
  for (size_t i = predicate + 1;
       i < std::min<size_t>(predicate + kVerdictWindow, sentence.last_word); ++i) {
    const auto [verdict, size] = text_.Match(lexicon_.Phrases("verdicts"), i, sentence.last_word);
    if (verdict == nullptr || verdict->Has("neutral")) {
      continue;
    }
    const bool rejected = verdict->Has("rejected") != negated;
    for (auto claim_at = claims_.rbegin();
         claim_at != claims_.rend() && claim_at->sentence + 1 >= index; ++claim_at) {
      Claim& claim = *claim_at;
      if (claim.sentence + 1 == index && claim.holders.size() == 2 &&
          claim.commitment == v1::COMMITMENT_NEUTRAL) {
        claim.commitment = rejected ? v1::COMMITMENT_REJECTED : v1::COMMITMENT_COMMITTED;
        claim.rule(ClaimField::kCommitment) = {
            "later verdict", verdict, {text_.begin({i, i + size}), text_.end({i, i + size})}};
      }
    }
    return;
  }
}

// What is said beside a clause, too, may go on in the next sentence.
void DocumentReader::CarryAside(const Aside& aside) {
  carried_ = Voice();
  const ByteSpan span = {text_.begin(aside.holder), text_.end(aside.holder)};
  carried_.holders.push_back({span, span});
  carried_.commitment = v1::COMMITMENT_NEUTRAL;
  carried_.settled = true;
  carried_.past = aside.past;
  if (!aside.cue.empty()) {
    carried_.cues.push_back({text_.begin(aside.cue), text_.end(aside.cue)});
  }
}

// "The governor added:" at the end of a paragraph: the next one is his.
void DocumentReader::ReadAnnouncement(TokenRange range, size_t index) {
  const size_t count = text_.segments().sentences.size();
  if (!text_.Is(range.last - 1, ":") || index + 1 >= count || !text_.StartsParagraph(index + 1)) {
    return;
  }
  announced_ = speakers_.Leading(range, range.last);
}

void DocumentReader::ReadSentence(size_t index) {
  const SentenceSpan& sentence = text_.segments().sentences[index];
  TokenRange range = {sentence.first_word, sentence.last_word};
  range.last = std::min(range.last, range.first + kLongestSentence);
  range = StripLabel(range, text_.StartsParagraph(index));
  if (range.empty() || IsBoilerplate(range) || IsHeading(range)) {
    return;
  }
  ReadAnnouncement(range, index);
  const std::vector<Aside> asides = FindAsides(text_, range, lexicon_);
  speakers_.Resolve(range, asides);
  size_t end = range.last;
  while (end > range.first && IsQuoteMark(text_.word(end - 1))) {
    --end;
  }
  const bool question = end > range.first && text_.Is(end - 1, "?");
  // Stretches between the asides, each under the aside that stands next to it.
  size_t first = range.first;
  const Aside* before = nullptr;
  inside_.clear();
  for (const Aside& aside : asides) {
    if (aside.inside) {
      inside_.push_back(aside.range);
    }
  }
  for (const Aside& aside : asides) {
    if (!aside.inside && aside.range.first > first) {
      ReadPiece({first, aside.range.first}, &aside, index, question);
    }
    before = &aside;
    if (!aside.inside) {
      first = aside.range.last;
    }
  }
  if (first < range.last) {
    ReadPiece({first, range.last}, before, index, question);
  }
  ReadLaterVerdict(index);
  if (!asides.empty()) {
    speakers_.SetLast({asides.back().holder, asides.back().cue});
    CarryAside(asides.back());
  }
}

}  // namespace standpoint
