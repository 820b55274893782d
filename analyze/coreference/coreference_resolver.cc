#include "analyze/coreference/coreference_resolver.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "analyze/coreference/people.h"
#include "analyze/coreference/pronouns.h"

namespace standpoint {
namespace {

using Relation = CoreferenceRelation;

constexpr uint32_t kPending = 0xfffffffe;  // a referent that is not known yet
constexpr uint32_t kReach = 3;             // sentences that a pronoun looks back
constexpr size_t kMostRecent = 16;         // mentions that it looks at

Relation RelationNamed(absl::string_view label) {
  if (label == "nsubj" || absl::StartsWith(label, "nsubj:")) return Relation::kSubject;
  if (label == "appos") return Relation::kApposition;
  if (label == "compound" || label == "nmod:desc") return Relation::kDescription;
  return Relation::kOther;
}

// One text on its way.
class Resolution {
 public:
  Resolution(absl::string_view text, const Syntax& syntax, const std::vector<Relation>& relations,
             Coreference& out)
      : text_(text), syntax_(syntax), relations_(relations), out_(out) {}

  void Run();

 private:
  struct Recent {
    uint32_t person;
    uint32_t sentence;
    uint32_t head;  // of the mention's head word
    bool subject;
  };

  absl::string_view Form(uint32_t word) const { return syntax_.segments.Form(text_, word); }
  uint32_t HeadOf(uint32_t word) const { return syntax_.dependencies.words[word].head; }
  Upos UposOf(uint32_t word) const { return syntax_.morphology.words[word].upos; }
  Relation RelationOf(uint32_t word) const {
    const uint8_t label = syntax_.dependencies.words[word].relation;
    return label < relations_.size() ? relations_[label] : Relation::kOther;
  }
  // The word of the range that hangs on a word outside of it.
  uint32_t HeadWord(uint32_t first, uint32_t last) const;

  void ReadSentence(const SentenceSpan& sentence);
  void ReadQuotationMark(uint32_t word);
  void ReadName(uint32_t first, uint32_t last);
  void ReadPronounAt(uint32_t word);
  bool ReadDescription(uint32_t word, uint32_t begin, uint32_t end);
  void LearnDescriptions(const SentenceSpan& sentence, size_t first_mention);
  void FindSpeaker(const SentenceSpan& sentence, size_t first_mention);
  uint32_t ChoosePerson(uint32_t word, const Pronoun& pronoun, Gender gender);
  void Add(uint32_t first, uint32_t last, uint32_t person, MentionKind kind);
  void DropPending();

  const absl::string_view text_;
  const Syntax& syntax_;
  const std::vector<Relation>& relations_;
  Coreference& out_;

  People people_;
  std::vector<size_t> longest_name_;  // of each person, in words
  std::vector<Recent> recent_;
  uint32_t sentence_number_ = 0;
  std::vector<bool> quoted_;  // of the sentence's words
  bool in_quotation_ = false;
  // Of the paragraph: to whom its quotations are attributed, and the mentions that wait for it.
  uint32_t speaker_ = People::kNobody;
  std::vector<uint32_t> waiting_;
};

uint32_t Resolution::HeadWord(uint32_t first, uint32_t last) const {
  for (uint32_t word = first; word < last; ++word) {
    if (HeadOf(word) < first || HeadOf(word) >= last) return word;
  }
  return first;
}

void Resolution::Run() {
  out_.mentions.clear();
  out_.referents.clear();
  for (const SentenceSpan& sentence : syntax_.segments.sentences) {
    if (sentence.starts_paragraph) {
      in_quotation_ = false;
      speaker_ = People::kNobody;
      waiting_.clear();
    }
    ReadSentence(sentence);
    ++sentence_number_;
  }
  DropPending();
}

void Resolution::ReadSentence(const SentenceSpan& sentence) {
  const size_t first_mention = out_.mentions.size();
  const std::vector<Entity>& entities = syntax_.entities.entities;
  auto entity =
      std::lower_bound(entities.begin(), entities.end(), sentence.first_word,
                       [](const Entity& e, uint32_t word) { return e.first_word < word; });
  quoted_.assign(sentence.size(), false);
  uint32_t name_until = sentence.first_word;
  for (uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
    ReadQuotationMark(word);
    quoted_[word - sentence.first_word] = in_quotation_;
    if (entity != entities.end() && entity->first_word == word) {
      name_until = std::min(entity->last_word, sentence.last_word);
      if (entity->type == EntityType::kPerson) ReadName(word, name_until);
      ++entity;
    }
    if (word < name_until) continue;
    if (!ReadDescription(word, name_until, sentence.last_word)) ReadPronounAt(word);
  }
  LearnDescriptions(sentence, first_mention);
  FindSpeaker(sentence, first_mention);
}

void Resolution::ReadQuotationMark(uint32_t word) {
  const absl::string_view form = Form(word);
  if (form == "\"") in_quotation_ = !in_quotation_;
  if (form == "\u201c" || form == "``") in_quotation_ = true;
  if (form == "\u201d" || form == "''") in_quotation_ = false;
}

void Resolution::Add(uint32_t first, uint32_t last, uint32_t person, MentionKind kind) {
  out_.mentions.push_back({first, last, person, kind});
  if (person == kPending) return;
  const uint32_t head = HeadWord(first, last);
  recent_.push_back(
      {person, sentence_number_, HeadOf(head), RelationOf(head) == Relation::kSubject});
  if (recent_.size() >= 4 * kMostRecent) {
    recent_.erase(recent_.begin(), recent_.end() - kMostRecent);
  }
}

void Resolution::ReadName(uint32_t first, uint32_t last) {
  Gender gender = Gender::kOpen;
  if (first > 0) ReadTitle(Form(first - 1), gender);
  uint32_t begin = first, end = last;
  while (begin + 1 < end && ReadTitle(Form(begin), gender)) ++begin;
  while (end > begin + 1 && (Form(end - 1) == "'s" || Form(end - 1) == "\u2019s")) --end;
  PersonName name;
  name.words = end - begin;
  name.last = Form(end - 1);
  if (name.words > 1) name.first = Form(begin);
  const uint32_t person = people_.FindOrAdd(name, gender);
  longest_name_.resize(people_.size(), 0);
  out_.referents.resize(people_.size());
  if (name.words > longest_name_[person]) {
    longest_name_[person] = name.words;
    out_.referents[person].full_name = static_cast<uint32_t>(out_.mentions.size());
  }
  Add(first, end, person, MentionKind::kName);
}

// "the minister", not before `begin`: nothing between the two words, nothing that narrows it down after them.
bool Resolution::ReadDescription(uint32_t word, uint32_t begin, uint32_t end) {
  if (UposOf(word) != Upos::kNoun || word <= begin ||
      !absl::EqualsIgnoreCase(Form(word - 1), "the")) {
    return false;
  }
  if (word + 1 < end && Form(word + 1) == "of") return false;
  const uint32_t person = people_.Described(absl::AsciiStrToLower(syntax_.morphology.Lemma(word)));
  if (person == People::kNobody) return false;
  Add(word - 1, word + 1, person, MentionKind::kDescription);
  return true;
}

void Resolution::ReadPronounAt(uint32_t word) {
  if (UposOf(word) != Upos::kPron) return;
  const Pronoun pronoun = ReadPronoun(Form(word));
  if (pronoun.kind == PronounKind::kNone) return;
  if (pronoun.kind == PronounKind::kSpeaker) {
    if (!in_quotation_) return;
    waiting_.push_back(static_cast<uint32_t>(out_.mentions.size()));
    Add(word, word + 1, kPending, MentionKind::kPronoun);
    return;
  }
  const Gender gender = pronoun.kind == PronounKind::kHe ? Gender::kMasculine : Gender::kFeminine;
  const uint32_t person = ChoosePerson(word, pronoun, gender);
  if (person == People::kNobody) return;
  people_.Learn(person, gender);
  out_.referents.resize(people_.size());
  Add(word, word + 1, person, MentionKind::kPronoun);
}

// Who was spoken of last counts most, then who was a subject, then whose gender is known. Somebody new where nobody fits; nobody
// where two fit equally well.
uint32_t Resolution::ChoosePerson(uint32_t word, const Pronoun& pronoun, Gender gender) {
  uint32_t best = People::kNobody, second = People::kNobody;
  int best_score = 0, second_score = 0;
  const size_t oldest = recent_.size() - std::min(recent_.size(), kMostRecent);
  for (size_t i = recent_.size(); i > oldest; --i) {
    const Recent& r = recent_[i - 1];
    const uint32_t distance = sentence_number_ - r.sentence;
    if (distance > kReach) break;
    if (!people_.Fits(r.person, gender)) continue;
    // "Quill saw him": him is somebody else; "Quill saw himself": nobody else.
    const bool same_clause =
        distance == 0 && r.head == HeadOf(word) && RelationOf(word) != Relation::kSubject;
    if (same_clause && !pronoun.reflexive) continue;
    const int score = 4 * static_cast<int>(kReach - distance) + (r.subject ? 3 : 0) +
                      (people_.gender(r.person) == gender ? 2 : 0) +
                      (same_clause && pronoun.reflexive ? 8 : 0) + 1;
    if (r.person == best) {
      best_score = std::max(best_score, score);
    } else if (score > best_score) {
      second = best;
      second_score = best_score;
      best = r.person;
      best_score = score;
    } else if (score > second_score) {
      second = r.person;
      second_score = score;
    }
  }
  if (best == People::kNobody) return people_.AddUnnamed(gender);
  const bool open = second != People::kNobody && best_score == second_score;
  return open ? People::kNobody : best;
}

void Resolution::LearnDescriptions(const SentenceSpan& sentence, size_t first_mention) {
  for (size_t i = first_mention; i < out_.mentions.size(); ++i) {
    const Mention& mention = out_.mentions[i];
    if (mention.kind != MentionKind::kName) continue;
    const uint32_t name = HeadWord(mention.first_word, mention.last_word);
    const auto describe = [&](uint32_t word) {
      if (word < mention.first_word || word >= mention.last_word) {
        people_.Describe(mention.referent, absl::AsciiStrToLower(syntax_.morphology.Lemma(word)));
      }
    };
    // "Quill, the minister" and "Minister Quill": within reach, so that long lists stay linear.
    const uint32_t begin =
        std::max(sentence.first_word, mention.first_word - std::min(mention.first_word, 8u));
    const uint32_t end = std::min(sentence.last_word, mention.last_word + 16);
    for (uint32_t word = begin; word < end; ++word) {
      if (HeadOf(word) != name) continue;
      const Relation relation = RelationOf(word);
      if (relation == Relation::kApposition && UposOf(word) == Upos::kNoun) describe(word);
      if (relation == Relation::kDescription && word < mention.first_word) describe(word);
    }
    // "the minister, Quill".
    if (RelationOf(name) == Relation::kApposition && HeadOf(name) != Dependency::kRoot &&
        UposOf(HeadOf(name)) == Upos::kNoun) {
      describe(HeadOf(name));
    }
  }
}

// Whose is what the sentence quotes: the subject of a verb outside of the quotation marks that a quoted word hangs on, or that
// hangs on a quoted word.
void Resolution::FindSpeaker(const SentenceSpan& sentence, size_t first_mention) {
  const auto quoted = [&](uint32_t word) {
    return word >= sentence.first_word && word < sentence.last_word &&
           quoted_[word - sentence.first_word];
  };
  std::vector<bool> governs(sentence.size(), false);
  for (uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
    const uint32_t head = HeadOf(word);
    if (head != Dependency::kRoot && quoted(word)) governs[head - sentence.first_word] = true;
  }
  for (size_t i = first_mention; i < out_.mentions.size(); ++i) {
    const Mention& mention = out_.mentions[i];
    const uint32_t head = HeadWord(mention.first_word, mention.last_word);
    const uint32_t verb = HeadOf(head);
    if (mention.referent == kPending || quoted(head) || RelationOf(head) != Relation::kSubject ||
        verb == Dependency::kRoot || quoted(verb)) {
      continue;
    }
    if (governs[verb - sentence.first_word] || quoted(HeadOf(verb))) {
      speaker_ = mention.referent;
      break;
    }
  }
  if (speaker_ == People::kNobody) return;
  for (const uint32_t mention : waiting_) out_.mentions[mention].referent = speaker_;
  waiting_.clear();
}

void Resolution::DropPending() {
  std::vector<Mention> kept;
  std::vector<uint32_t> moved(out_.mentions.size(), 0);
  kept.reserve(out_.mentions.size());
  for (size_t i = 0; i < out_.mentions.size(); ++i) {
    moved[i] = static_cast<uint32_t>(kept.size());
    if (out_.mentions[i].referent != kPending) kept.push_back(out_.mentions[i]);
  }
  out_.mentions = std::move(kept);
  for (Referent& referent : out_.referents) {
    if (referent.full_name != Referent::kNoName) referent.full_name = moved[referent.full_name];
  }
}

}  // namespace

CoreferenceResolver::CoreferenceResolver(absl::Span<const absl::string_view> relations) {
  for (const absl::string_view label : relations) relations_.push_back(RelationNamed(label));
}

void CoreferenceResolver::Resolve(absl::string_view text, const Syntax& syntax,
                                  Coreference& coreference) const {
  Resolution(text, syntax, relations_, coreference).Run();
}

}  // namespace standpoint
