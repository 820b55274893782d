#include "analyze/claim/speakers.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "analyze/claim/asides.h"
#include "analyze/claim/noun_phrases.h"
#include "analyze/claim/predicate.h"
#include "analyze/claim/quotations.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/segments.h"

namespace standpoint {
namespace {

constexpr size_t kLongestSearched =
    400;  // words of a later sentence that is searched for who spoke

}  // namespace

Speakers::Speakers(const TaggedText& text, const Lexicon& lexicon)
    : text_(text),
      lexicon_(lexicon),
      quotations_(FindQuotations(text)),
      speakers_(quotations_.size()) {}

// The subject of the cue that stands right before a quotation: "She said: ...".
Speaker Speakers::Leading(TokenRange sentence, size_t quote) const {
  size_t last = quote;
  bool colon = false;
  while (last > sentence.first && text_.tag(last - 1) == Tag::kPunctuation) {
    colon = colon || text_.Is(last - 1, ":");
    --last;
  }
  if (last == quote || last == sentence.first) {
    return {};
  }
  for (size_t i = last; i > sentence.first; --i) {
    if (!text_.finite(i - 1)) {
      continue;
    }
    const VerbGroup verb = FindVerbGroup(text_, {i - 1, last}, {}, i - 1);
    const auto [cue, size] = text_.Match(lexicon_.Phrases("cues"), verb.head, last);
    if (colon || (cue != nullptr && cue->Has("quote"))) {
      return {SubjectBefore(text_, {sentence.first, last}, i - 1, {}),
              {verb.head, verb.head + std::max<size_t>(size, 1)}};
    }
    return {};
  }
  return {};
}

void Speakers::Resolve(TokenRange sentence, const std::vector<Aside>& asides) {
  for (; next_quotation_ < quotations_.size() && quotations_[next_quotation_].first < sentence.last;
       ++next_quotation_) {
    const TokenRange quote = quotations_[next_quotation_];
    Speaker& speaker = speakers_[next_quotation_];
    // A quotation of several sentences is attributed in the one where it ends, which has yet to be read.
    std::vector<Aside> later;
    const std::vector<Aside>* beside = &asides;
    if (quote.last > sentence.last) {
      const auto& sentences = text_.segments().sentences;
      const auto holding =
          std::upper_bound(sentences.begin(), sentences.end(), quote.last - 1,
                           [](size_t token, const SentenceSpan& s) { return token < s.last_word; });
      if (holding != sentences.end() &&
          holding->last_word - holding->first_word <= kLongestSearched) {
        later = FindAsides(text_, {holding->first_word, holding->last_word}, lexicon_);
        beside = &later;
      }
    }
    for (const Aside& aside : *beside) {
      const bool after = aside.range.first >= quote.last && aside.range.first <= quote.last + 1;
      const bool before = aside.range.last <= quote.first && aside.range.last + 1 >= quote.first;
      if (after || (before && speaker.holder.empty())) {
        speaker = {aside.holder, aside.cue};
      }
    }
    if (speaker.holder.empty()) {
      speaker = Leading(sentence, quote.first);
    }
    if (speaker.holder.empty()) {
      speaker = last_;
    }
    if (!speaker.holder.empty()) {
      last_ = speaker;
    }
  }
}

const Speaker* Speakers::At(TokenRange range) const {
  auto it = std::upper_bound(quotations_.begin(), quotations_.end(), range.first,
                             [](size_t token, const TokenRange& q) { return token < q.first; });
  if (it == quotations_.begin()) {
    return nullptr;
  }
  --it;
  const size_t index = static_cast<size_t>(it - quotations_.begin());
  const bool inside = it->Contains(range.first) && (range.last <= it->last + 1);
  return inside && !speakers_[index].holder.empty() ? &speakers_[index] : nullptr;
}

}  // namespace standpoint
