#include "analyze/claim/predicate.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr size_t kObjectWindow =
    2;  // tokens after the verb in which an object can carry the negation

constexpr size_t kAdverbWindow = 2;  // tokens before the verb in which an adverb can do so

bool InsideAny(absl::Span<const TokenRange> ranges, size_t token) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [token](TokenRange range) { return range.Contains(token); });
}

bool IsNonFiniteVerb(Tag tag) {
  return tag == Tag::kBase || tag == Tag::kParticiple || tag == Tag::kGerund;
}

// Extends a group that begins with an auxiliary at `first` over adverbs, negators and verbs.
VerbGroup Extend(const TaggedText& text, size_t clause_first, size_t first, size_t last) {
  VerbGroup group;
  group.range = {first, first + 1};
  group.head = first;
  group.negated = (text.bits(first) & kNegator) != 0;
  for (size_t i = first; i > clause_first && text.tag(i - 1) == Tag::kAdverb; --i) {
    group.negated = group.negated || (text.bits(i - 1) & kNegator) != 0;  // "never pays"
  }
  bool after_be = (text.bits(first) & kBe) != 0;
  const bool auxiliary = text.tag(first) == Tag::kAuxiliary || text.tag(first) == Tag::kPronoun;
  // In "is the money gone" the subject stands inside; it is stepped over only to reach the verb.
  for (size_t i = first + 1; auxiliary && i < last; ++i) {
    const Tag tag = text.tag(i);
    if (tag == Tag::kAdverb || (text.bits(i) & kNegator) != 0) {
      if (tag != Tag::kAdverb) {
        break;  // "has no effect": the object carries it
      }
      group.negated = group.negated || (text.bits(i) & kNegator) != 0;
      continue;
    }
    if (tag == Tag::kAuxiliary || IsNonFiniteVerb(tag)) {
      group.passive = tag == Tag::kParticiple && after_be;
      after_be = (text.bits(i) & kBe) != 0;
      group.head = i;
      group.range.last = i + 1;
      if (tag != Tag::kAuxiliary) {
        break;
      }
      continue;
    }
    if (!(text.Is(i, "to") && (text.bits(i - 1) & (kModal | kHave)) != 0)) {
      break;
    }
  }
  return group;
}

}  // namespace

VerbGroup FindVerbGroup(const TaggedText& text, TokenRange clause,
                        absl::Span<const TokenRange> inserts, size_t from) {
  int inner = 0;
  size_t non_finite = clause.last;
  for (size_t i = std::max(from, clause.first); i < clause.last; ++i) {
    if (InsideAny(inserts, i)) {
      continue;
    }
    const WordTag& tag = text[i];
    if ((tag.tag == Tag::kRelative && i > clause.first) || tag.tag == Tag::kInnerLink ||
        tag.tag == Tag::kConditional) {
      ++inner;
    } else if (tag.finite) {
      if (inner == 0) {
        return Extend(text, clause.first, i, clause.last);
      }
      --inner;
    } else if ((IsNonFiniteVerb(tag.tag) || tag.tag == Tag::kAuxiliary) &&
               non_finite == clause.last) {
      non_finite = i;
    } else if (tag.tag == Tag::kPunctuation && tag.word == ",") {
      inner = 0;
    }
  }
  return non_finite < clause.last ? Extend(text, clause.first, non_finite, clause.last)
                                  : VerbGroup();
}

v1::Polarity ReadPolarity(const TaggedText& text, TokenRange clause, const VerbGroup& verb,
                          const Lexicon& lexicon, Rule* rule) {
  const PhraseTable& negatives = lexicon.Phrases("negatives");
  int negations = 0;
  const auto count = [&](const char* kind, const PhraseEntry* entry, TokenRange at) {
    ++negations;
    if (rule != nullptr) {
      *rule = {kind, entry, {text.begin(at), text.end(at)}};
    }
  };
  if (verb.negated) {
    count("negator", nullptr, verb.range);
  }
  const auto is_negative = [&](size_t i) {
    const uint32_t bits = text.bits(i);
    return (bits & kNegator) != 0 && text.word(i) != "without" &&
           !(text.Is(i, "not") && text.Is(i + 1, "only"));
  };
  const size_t group_begin = verb.range.empty() ? clause.first : verb.range.first;
  const bool first = is_negative(clause.first) && group_begin > clause.first;
  if (first) {
    count("negator", nullptr,
          {clause.first, clause.first + 1});  // "No jobs were lost", "Nobody knows"
  }
  size_t after = verb.range.empty() ? clause.first : verb.head + 1;
  while (verb.negated && after < clause.last && text.tag(after) == Tag::kAdverb) {
    ++after;  // "is not": counted with the verb
  }
  for (size_t i = after; i < std::min(after + kObjectWindow, clause.last); ++i) {
    const bool contrast = text.tag(i) == Tag::kPunctuation;
    if (contrast) {
      break;
    }
    if (is_negative(i) && !(text.Is(i, "few") && text.Is(i - 1, "a")) &&
        !(text.Is(i, "little") && text.Is(i - 1, "a"))) {
      count("negator", nullptr, {i, i + 1});
      break;
    }
  }
  size_t from = group_begin;  // "no longer" stands before the verb
  from -= std::min(from - clause.first, kAdverbWindow);
  for (size_t i = from; i < std::min(after + kObjectWindow, clause.last); ++i) {
    if (const auto [entry, size] = text.Match(negatives, i, clause.last);
        entry != nullptr && text.tag(i) != Tag::kNoun && !(first && i == clause.first)) {
      count("negative", entry, {i, i + size});
      break;
    }
  }
  if (negations > 1 && rule != nullptr) {
    rule->kind = "two negations";
  }
  return negations % 2 == 1 ? v1::POLARITY_NEGATED : v1::POLARITY_AFFIRMED;
}

v1::Modality ReadModality(const TaggedText& text, TokenRange clause, const VerbGroup& verb,
                          const Lexicon& lexicon, bool reported_past, Rule* rule) {
  const PhraseTable& phrases = lexicon.Phrases("modality");
  v1::Modality modal = v1::MODALITY_ASSERTED;
  const auto strongest = [](v1::Modality a, v1::Modality b) {
    const auto rank = [](v1::Modality m) {
      switch (m) {
        case v1::MODALITY_CONDITIONAL:
          return 5;
        case v1::MODALITY_POSSIBLE:
          return 4;
        case v1::MODALITY_NORMATIVE:
          return 3;
        case v1::MODALITY_INTENDED:
          return 2;
        case v1::MODALITY_PREDICTED:
          return 1;
        default:
          return 0;
      }
    };
    return rank(a) >= rank(b) ? a : b;
  };
  const auto set = [&](v1::Modality found, const char* kind, const PhraseEntry* entry,
                       TokenRange at) {
    const v1::Modality stronger = strongest(found, modal);
    if (stronger != modal && rule != nullptr) {
      *rule = {kind, entry, {text.begin(at), text.end(at)}};
    }
    modal = stronger;
  };
  size_t begin = verb.range.empty() ? clause.first : verb.range.first;
  while (begin > clause.first && text.tag(begin - 1) == Tag::kAdverb) {
    --begin;  // "allegedly sold"
  }
  const size_t end = verb.range.empty() ? clause.first : std::min(verb.range.last + 2, clause.last);
  for (size_t i = begin; i < end; ++i) {
    const auto [entry, size] = text.Match(phrases, i, clause.last);
    if (entry == nullptr || (entry->Has("group") && i >= verb.range.last)) {
      continue;
    }
    const absl::string_view value = entry->Get("modality");
    v1::Modality found = v1::MODALITY_ASSERTED;
    if (value == "would") {
      found = reported_past ? v1::MODALITY_PREDICTED : v1::MODALITY_CONDITIONAL;
    } else if (value == "possible") {
      found = v1::MODALITY_POSSIBLE;
    } else if (value == "predicted") {
      found = v1::MODALITY_PREDICTED;
    } else if (value == "normative") {
      found = v1::MODALITY_NORMATIVE;
    } else if (value == "intended") {
      found = v1::MODALITY_INTENDED;
    }
    set(found, "modality", entry, {i, i + size});
  }
  for (size_t i = clause.first; i < clause.last; ++i) {
    if (text.tag(i) == Tag::kConditional) {
      set(v1::MODALITY_CONDITIONAL, "condition", nullptr, {i, i + 1});
    }
  }
  if (text.Is(clause.first, "had") && modal != v1::MODALITY_ASSERTED) {
    // "Had they done so, ... would"
    set(v1::MODALITY_CONDITIONAL, "condition", nullptr, {clause.first, clause.first + 1});
  }
  return modal;
}

}  // namespace standpoint
