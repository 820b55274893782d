#include "analyze/claim/clause_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/clause_range.h"
#include "analyze/claim/clauses.h"
#include "analyze/claim/cue_content.h"
#include "analyze/claim/cue_values.h"
#include "analyze/claim/noun_phrases.h"
#include "analyze/claim/predicate.h"
#include "analyze/claim/proposition.h"
#include "analyze/claim/voice.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr size_t kLongestSubject = 8;  // tokens before the "that" of a noun cue

}  // namespace

ClauseReader::ClauseReader(const TaggedText& text, const Lexicon& lexicon, uint32_t sentence,
                           bool question, std::vector<Claim>& claims)
    : text_(text),
      lexicon_(lexicon),
      cues_(lexicon.Phrases("cues")),
      cue_nouns_(lexicon.Phrases("cue_nouns")),
      frames_(lexicon.Phrases("frames")),
      verdicts_(lexicon.Phrases("verdicts")),
      sentence_(sentence),
      question_(question),
      claims_(claims) {}

ClauseResult ClauseReader::Read(const Clause& clause, const Voice& voice, TokenRange subject) {
  return ReadRange(clause.range, clause, voice, subject, 0);
}

ClauseResult ClauseReader::ReadRange(TokenRange range, const Clause& clause, Voice voice,
                                     TokenRange subject, int depth) {
  ClauseResult result;
  result.voice = voice;
  if (text_.Is(range.first, "whether") && depth == 0 && !range.empty()) {  // "Whether P is unclear"
    Voice asked = voice;
    asked.act = v1::ACT_QUESTION;
    asked.modality = v1::MODALITY_QUESTIONED;
    asked.commitment = v1::COMMITMENT_NEUTRAL;
    asked.settled = true;
    asked.act_rule = {"whether", nullptr, Bytes({range.first, range.first + 1})};
    asked.modality_rule = asked.act_rule;
    asked.commitment_rule = asked.act_rule;
    if (ReadJudged(range, range.first, asked, voice, depth)) {
      return result;
    }
  }
  range = StripFrames(TrimClause(text_, range, lexicon_), voice);
  if (range.empty() || depth > kDeepest) {
    return result;
  }
  const VerbGroup verb = FindVerbGroup(text_, range, clause.inserts, range.first);
  if (!verb.range.empty()) {
    result.subject = SubjectBefore(text_, range, verb.range.first, clause.inserts);
  }
  const bool relative =
      !result.subject.empty() && text_.tag(result.subject.first) == Tag::kRelative;
  if (result.subject.empty() || relative) {
    result.subject = subject;
  }
  if (ReadNounCue(range, clause, voice, depth, result) ||
      (!verb.range.empty() && ReadVerbCue(range, clause, verb, voice, depth, result))) {
    return result;
  }
  if (!verb.range.empty() && FramesSpeech(range, verb)) {
    return result;
  }
  const bool verbless = verb.range.empty() && clause.kind != ClauseKind::kAdjunct;
  if (verbless && depth == 0) {
    return result;
  }
  const size_t end = ReadInnerCues(range, clause, verb, voice, depth, result);
  const TokenRange kept = TrimClause(text_, {range.first, end}, lexicon_);
  // What is left of a frame ("The goal is", "Did the mayor" before "warn that") is no claim.
  const bool halved = end < range.last && text_.tag(end) == Tag::kBase && !verb.range.empty() &&
                      text_.tag(verb.head) == Tag::kAuxiliary;
  if (!halved && !kept.empty() && (end == range.last || kept.last > verb.range.last)) {
    Emit(kept, verb, voice, false, result.subject);
  }
  return result;
}

// "In a statement Trump said:", before what he said.
bool ClauseReader::FramesSpeech(TokenRange range, const VerbGroup& verb) const {
  size_t next = range.last;
  while (text_.Is(next, ",") || text_.Is(next, ":")) {
    ++next;
  }
  const PhraseEntry* const cue = text_.Match(cues_, verb.head, range.last).first;
  return cue != nullptr && cue->Has("quote") && !verb.negated && !verb.passive &&
         (text_.Is(range.last, ":") ||
          (IsQuoteMark(text_.word(next)) && !text_.glued(next) && !text_.Is(range.last, ".")));
}

TokenRange ClauseReader::StripFrames(TokenRange range, Voice& voice) const {
  for (int times = 0; times < 2 && !range.empty(); ++times) {
    const auto [frame, size] = text_.Match(frames_, range.first, range.last);
    if (frame == nullptr) {
      break;
    }
    const Rule rule = {"frame", frame, Bytes({range.first, range.first + size})};
    if (frame->Has("modality")) {
      voice.modality_rule = rule;
      voice.modality = ModalityOf(frame->Get("modality"));
    }
    if (frame->Has("commitment")) {
      voice.commitment_rule = rule;
      voice.commitment = CommitmentOf(frame->Get("commitment"));
      voice.settled = true;
      const size_t verdict_last = range.first + size - (size > 1 ? 1 : 0);
      voice.verdict = Bytes({range.first, verdict_last});
    }
    if (frame->Has("act")) {
      voice.act = ActOf(frame->Get("act"));
      voice.act_rule = rule;
    }
    if (absl::EndsWith(frame->words.back(), "whether") || frame->words.back() == "if") {
      voice.act = v1::ACT_QUESTION;
      voice.act_rule = rule;
      voice.modality = v1::MODALITY_QUESTIONED;
      voice.modality_rule = rule;
    }
    range = TrimClause(text_, {range.first + size, range.last}, lexicon_);
  }
  return range;
}

// "The argument that P is a fiction", "Fears that P have spread".
bool ClauseReader::ReadNounCue(TokenRange range, const Clause& clause, const Voice& voice,
                               int depth, ClauseResult& result) {
  size_t noun = range.first;
  const PhraseEntry* cue = nullptr;
  const size_t limit = std::min(range.last, range.first + kLongestSubject);
  for (; noun + 1 < limit && cue == nullptr; ++noun) {
    const Tag next = text_.tag(noun + 1);
    if (text_.finite(noun) || text_.tag(noun) == Tag::kVerb) {
      return false;
    }
    if (next == Tag::kThat || (next == Tag::kRelative && text_.Is(noun + 1, "that"))) {
      cue = text_.Match(cue_nouns_, noun, noun + 1).first;
      if (cue == nullptr && absl::EndsWith(text_.word(noun), "s")) {
        cue = cue_nouns_.Word(text_.word(noun).substr(0, text_.word(noun).size() - 1));
      }
    }
  }
  if (cue == nullptr) {
    return false;
  }
  TokenRange holder;
  if (!cue->Has("frame")) {
    holder = NounPhraseBefore(text_, range.first, noun);
    for (size_t i = holder.last; i > holder.first + 1; --i) {
      if (text_.tag(i - 1) == Tag::kPossessive) {  // "doctors' fear that"
        holder.last = i - 1;
        break;
      }
    }
  }
  const Voice inside = EnterCue(text_, voice, *cue, {noun - 1, noun + 1}, holder, "noun");
  if (!ReadJudged(range, noun, inside, voice, depth)) {
    return false;
  }
  result.subject = holder;
  return true;
}

// A clause that begins behind token `that` and is the subject, or belongs to it, of what the rest of the range says of it.
bool ClauseReader::ReadJudged(TokenRange range, size_t that, Voice inside, const Voice& voice,
                              int depth) {
  const VerbGroup inner = FindVerbGroup(text_, {that + 1, range.last}, {}, that + 1);
  const VerbGroup outer = FindVerbGroup(text_, range, {}, inner.range.last);
  if (inner.range.empty() || outer.range.empty() || !text_.finite(outer.range.first) ||
      outer.range.first <= inner.range.first) {
    return false;
  }
  bool judged = false;
  for (size_t i = outer.range.first; i < range.last && !judged; ++i) {
    const auto [verdict, size] = text_.Match(verdicts_, i, range.last);
    if (verdict == nullptr) {
      continue;
    }
    const v1::Commitment commitment = verdict->Has("rejected")  ? v1::COMMITMENT_REJECTED
                                      : verdict->Has("neutral") ? v1::COMMITMENT_NEUTRAL
                                                                : v1::COMMITMENT_COMMITTED;
    const bool turned = outer.negated && commitment != v1::COMMITMENT_NEUTRAL;
    inside.commitment = !turned                                 ? commitment
                        : commitment == v1::COMMITMENT_REJECTED ? v1::COMMITMENT_COMMITTED
                                                                : v1::COMMITMENT_REJECTED;
    if (!voice.is_author()) {
      inside.commitment = v1::COMMITMENT_NEUTRAL;
    }
    inside.settled = true;
    inside.commitment_rule = {voice.is_author() ? "verdict" : "nested", verdict,
                              Bytes({i, i + size})};
    inside.verdict = Bytes({outer.range.first, range.last});
    judged = true;
  }
  if (!judged) {
    Emit(range, outer, voice);
  }
  Clause content;
  content.range = {that + 1, outer.range.first};
  ReadRange(content.range, content, inside, {}, depth + 1);
  return true;
}

bool ClauseReader::ReadVerbCue(TokenRange range, const Clause& clause, const VerbGroup& verb,
                               const Voice& voice, int depth, ClauseResult& result) {
  auto [cue, size] = text_.Match(cues_, verb.head, range.last);
  size_t at = verb.head;
  if (cue == nullptr) {
    at = verb.range.first;
    std::tie(cue, size) = text_.Match(cues_, at, range.last);
  }
  const bool nobody = !result.subject.empty() && text_.tag(result.subject.first) != Tag::kNoun &&
                      (text_.bits(result.subject.first) & kNegator) != 0 &&
                      !text_.Is(result.subject.first, "few");
  if (cue == nullptr || verb.negated || nobody) {
    return false;
  }
  const TokenRange cue_range = {at, at + size};
  if (verb.passive && cue->Has("act")) {
    return ReadPassive(range, *cue, cue_range, verb, voice, depth, result);
  }
  const CueContent content = FindCueContent(text_, *cue, at, at + size, range.last);
  if (!content.found) {
    return false;
  }
  Voice inside = EnterCue(text_, voice, *cue, cue_range, result.subject);
  result.cue = cue_range;
  inside.past = (text_.bits(verb.head) & kVerbPast) != 0 || text_.Is(verb.range.first, "had");
  if (content.questioned && inside.act == v1::ACT_ASSERT) {
    inside.act = v1::ACT_QUESTION;
  }
  if (cue->Has("objinf_act") && content.modality == v1::MODALITY_NORMATIVE) {
    inside.act = ActOf(cue->Get("objinf_act"));
  }
  ReadContent(content, inside, depth, result);
  return true;
}

void ClauseReader::ReadContent(const CueContent& content, const Voice& voice, int depth,
                               ClauseResult& result) {
  Voice inside = voice;
  if (content.modality != v1::MODALITY_ASSERTED) {
    inside.modality = content.modality;
    inside.modality_rule = {"complement", voice.act_rule.entry, voice.act_rule.span};
  }
  if (content.questioned) {
    inside.modality = v1::MODALITY_QUESTIONED;
    inside.modality_rule = {"question", voice.act_rule.entry, voice.act_rule.span};
  }
  result.reported = true;
  result.voice = inside;
  if (content.nominal) {
    Emit(TrimClause(text_, content.range, lexicon_), VerbGroup(), inside, true);
    return;
  }
  Clause clause;
  clause.range = content.range;
  const ClauseResult inner = ReadRange(content.range, clause, inside, {}, depth + 1);
  if (inner.reported) {
    result.voice = inner.voice;
  }
}

// "Members were urged to vote", "The vaults are believed to hold silver", "X was accused by Y of hiding losses".
bool ClauseReader::ReadPassive(TokenRange range, const PhraseEntry& cue, TokenRange cue_range,
                               const VerbGroup& verb, const Voice& voice, int depth,
                               ClauseResult& result) {
  Voice inside = EnterCue(text_, voice, cue, cue_range, {});
  inside.past = true;
  const size_t by = FindWord(text_, "by", cue_range.last, std::min(range.last, cue_range.last + 2));
  if (by < range.last && text_.Is(by, "by") && (cue.Has("of") || cue.Has("for") || cue.Has("as"))) {
    const TokenRange agent = NounPhraseAt(text_, by + 1, range.last);
    if (!agent.empty()) {
      size_t of = agent.last;
      for (const absl::string_view link : {"of", "for", "as"}) {
        if (cue.Has(link)) {
          of = std::min(of, FindWord(text_, link, agent.first, agent.last));
        }
      }
      Voice accused = EnterCue(text_, voice, cue, cue_range, {agent.first, of});
      Emit(range, verb, accused);
      result.reported = true;
      result.voice = accused;
      return true;
    }
  }
  const CueContent content =
      ClauseAfterCue(text_, cue, cue_range.first, cue_range.last, range.last);
  if (content.found && text_.tag(content.range.first - 1) == Tag::kThat) {
    ReadContent(content, inside, depth, result);  // "Singers had been warned that ..."
    return true;
  }
  if (!cue.Has("passive") || text_.tag(cue_range.last) != Tag::kTo) {
    return false;
  }
  inside.modality = ModalityOf(cue.Get("passive"));
  inside.modality_rule = {"passive", &cue, Bytes(cue_range)};
  if (cue.Has("objinf_act")) {
    inside.act = ActOf(cue.Get("objinf_act"));
  }
  Emit(range, verb, inside);
  return true;
}

// Cues behind the main verb: "... seeds stories to suggest that P". Returns where the clause without them ends.
size_t ClauseReader::ReadInnerCues(TokenRange range, const Clause& clause, const VerbGroup& verb,
                                   const Voice& voice, int depth, const ClauseResult& result) {
  for (size_t i = range.first + 1; i + 1 < range.last; ++i) {
    const Tag tag = text_.tag(i);
    const bool early = i <= verb.head;  // in a fronted or relative clause: as far as the tree goes
    const bool inserted = std::any_of(clause.inserts.begin(), clause.inserts.end(),
                                      [i](TokenRange insert) { return insert.Contains(i); });
    if (early && (verb.range.Contains(i) || inserted)) {
      continue;
    }
    if (tag != Tag::kBase && tag != Tag::kGerund && !(tag == Tag::kVerb && text_.finite(i))) {
      continue;
    }
    const auto [cue, size] = text_.Match(cues_, i, range.last);
    if (cue == nullptr || !(cue->Has("clause") || cue->Has("objthat"))) {
      continue;
    }
    const CueContent content = early ? ComplementOf(text_, *cue, i, i + size, range.last, false)
                                     : ClauseAfterCue(text_, *cue, i, i + size, range.last);
    if (!content.found) {
      continue;
    }
    TokenRange holder = result.subject;
    const SentenceSpan& sentence = text_.segments().sentences[sentence_];
    const TokenRange bounds = {sentence.first_word, sentence.last_word};
    if (const size_t agent = AgentHead(text_, i, bounds); agent < bounds.last && agent != i) {
      holder = NounPhraseOf(text_, agent, {bounds.first, agent < i ? i : bounds.last});
    } else if (tag == Tag::kVerb) {
      const TokenRange own = SubjectBefore(text_, {verb.range.last, range.last}, i, {});
      holder = own.empty() || text_.tag(own.first) == Tag::kRelative ? holder : own;
    }
    const Voice inside = EnterCue(text_, voice, *cue, {i, i + size}, holder);
    Clause inner;
    inner.range = content.range;
    ReadRange(content.range, inner, inside, {}, depth + 1);
    if (early) {
      i = std::max(i, content.range.last - 1);
      continue;
    }
    const bool infinitive = text_.tag(i - 1) == Tag::kTo;
    return tag == Tag::kVerb ? range.last : (infinitive ? i - 1 : i);
  }
  return range.last;
}

void ClauseReader::Emit(TokenRange range, const VerbGroup& verb, const Voice& voice, bool nominal,
                        TokenRange subject) {
  if (!range.empty()) {
    claims_.push_back(
        MakeClaim(text_, {range, verb, nominal, question_, sentence_, subject}, voice, lexicon_));
  }
}

}  // namespace standpoint
