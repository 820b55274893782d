#include "analyze/shallow/segment/segmenter.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "analyze/shallow/segment/sentence_rules.h"
#include "analyze/shallow/segment/token_rules.h"
#include "common/status/errors.h"
#include "unicode/brkiter.h"
#include "unicode/localpointer.h"
#include "unicode/locid.h"
#include "unicode/utext.h"

namespace standpoint {

struct Segmenter::Iterators {
  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<icu::BreakIterator> sentences;
};

namespace {

// Byte offsets at which ICU proposes that a sentence begins; the first is 0.
std::vector<uint32_t> ProposedStarts(icu::BreakIterator& iterator) {
  std::vector<uint32_t> starts;
  for (int32_t at = iterator.first(); at != icu::BreakIterator::DONE; at = iterator.next()) {
    starts.push_back(static_cast<uint32_t>(at));
  }
  return starts;
}

// ICU's words, numbers and single marks; white space is left out.
std::vector<Token> RawTokens(icu::BreakIterator& iterator, absl::string_view text) {
  std::vector<Token> tokens;
  int32_t begin = iterator.first();
  for (int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    const absl::string_view piece = text.substr(begin, end - begin);
    Token token{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    if (ClassifyToken(piece, iterator.getRuleStatus(), token.kind)) {
      token.glued = !tokens.empty() && tokens.back().end == token.begin;
      tokens.push_back(token);
    }
    begin = end;
  }
  return tokens;
}

}  // namespace

Segmenter::Segmenter(const Lexicon& lexicon)
    : lexicon_(lexicon),
      abbreviations_(lexicon.Phrases("abbreviations")),
      prototype_(std::make_unique<Iterators>()) {}

Segmenter::~Segmenter() = default;

absl::StatusOr<std::unique_ptr<Segmenter>> Segmenter::Create(const Lexicon& lexicon) {
  auto segmenter = absl::WrapUnique(new Segmenter(lexicon));
  UErrorCode error = U_ZERO_ERROR;
  segmenter->prototype_->words.reset(
      icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), error));
  segmenter->prototype_->sentences.reset(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), error));
  if (U_FAILURE(error)) {
    return MakeError(absl::StatusCode::kInternal, "SEGMENTER_UNAVAILABLE",
                     absl::StrCat("ICU's break iterators: ", u_errorName(error)));
  }
  return segmenter;
}

std::unique_ptr<Segmenter::Iterators> Segmenter::Acquire() const {
  absl::MutexLock lock(&mu_);
  if (idle_.empty()) {
    // Clones share the compiled rules, so that this is cheap beside creation.
    auto iterators = std::make_unique<Iterators>();
    iterators->words.reset(prototype_->words->clone());
    iterators->sentences.reset(prototype_->sentences->clone());
    return iterators;
  }
  std::unique_ptr<Iterators> iterators = std::move(idle_.back());
  idle_.pop_back();
  return iterators;
}

void Segmenter::Release(std::unique_ptr<Iterators> iterators) const {
  absl::MutexLock lock(&mu_);
  idle_.push_back(std::move(iterators));
}

Segmentation Segmenter::Segment(absl::string_view text) const {
  Segmentation segmentation;
  UErrorCode error = U_ZERO_ERROR;
  UText bytes = UTEXT_INITIALIZER;
  utext_openUTF8(&bytes, text.data(), static_cast<int64_t>(text.size()), &error);
  std::unique_ptr<Iterators> iterators = Acquire();
  iterators->words->setText(&bytes, error);
  iterators->sentences->setText(&bytes, error);
  if (U_SUCCESS(error)) {  // fails only when memory has run out
    segmentation.tokens = JoinTokens(text, RawTokens(*iterators->words, text), abbreviations_);
    segmentation.sentences =
        DecideSentences(text, segmentation.tokens, ProposedStarts(*iterators->sentences), lexicon_);
  }
  utext_close(&bytes);
  Release(std::move(iterators));
  return segmentation;
}

}  // namespace standpoint
