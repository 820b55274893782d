#include "bench/search/document_maker.h"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "common/text/content_id.h"
#include "libstemmer.h"

namespace standpoint {
namespace {

void SetSpan(size_t begin, size_t end, v1::Span* span) {
  span->set_begin(static_cast<int32_t>(begin));
  span->set_end(static_cast<int32_t>(end));
}

// Where words stand in a text.
std::vector<absl::string_view> Words(absl::string_view text) {
  std::vector<absl::string_view> words;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    while (i < text.size() && absl::ascii_isalnum(static_cast<unsigned char>(text[i]))) {
      ++i;
    }
    if (i > begin) {
      words.push_back(text.substr(begin, i - begin));
    } else {
      ++i;
    }
  }
  return words;
}

// As the analyzer's terms are.
std::string Stem(absl::string_view word) {
  static sb_stemmer* const stemmer = sb_stemmer_new("english", "UTF_8");
  const std::string lower = absl::AsciiStrToLower(word);
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(lower.data()),
                                          static_cast<int>(lower.size()));
  return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer))};
}

void AddStance(const v1::Claim& claim, absl::string_view target, size_t at, size_t draw,
               internal::v1::AnalyzedDocument* analyzed) {
  v1::Stance* stance = analyzed->mutable_analysis()->add_stances();
  *stance->mutable_holder() = claim.holders(claim.holders_size() - 1);
  stance->mutable_target()->set_text(std::string(target));
  SetSpan(claim.span().begin() + at, claim.span().begin() + at + target.size(),
          stance->mutable_target()->mutable_span());
  stance->set_evidence(claim.text());
  *stance->mutable_evidence_span() = claim.span();
  stance->set_direction(static_cast<v1::Direction>(1 + draw / 4 % v1::Direction_MAX));
  stance->set_confidence(0.5F);
  stance->set_claim(claim.name());
  stance->set_name(absl::StrCat(analyzed->document().name(), "/stances/", ContentId(*stance)));
}

void AddClaim(absl::string_view holder, absl::string_view text, AnalyzeClient* vectors,
              internal::v1::AnalyzedDocument* analyzed) {
  std::string* whole = analyzed->mutable_document()->mutable_text();
  v1::Analysis* analysis = analyzed->mutable_analysis();
  const size_t draw = std::hash<std::string>()(std::string(text));
  const size_t sentence = whole->size();
  v1::Claim* claim = analysis->add_claims();
  claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  if (!holder.empty()) {
    v1::Holder* mention = claim->add_holders();
    mention->set_kind(v1::HOLDER_KIND_MENTION);
    mention->set_text(std::string(holder));
    SetSpan(sentence, sentence + holder.size(), mention->mutable_span());
    whole->append(holder.data(), holder.size());
    whole->append(" said ");
  }
  claim->set_text(std::string(text));
  SetSpan(whole->size(), whole->size() + text.size(), claim->mutable_span());
  whole->append(text.data(), text.size());
  SetSpan(sentence, whole->size(), claim->mutable_sentence());
  claim->set_act(static_cast<v1::Act>(draw % 4 == 0 ? 1 + draw / 4 % v1::Act_MAX : 1));
  claim->set_polarity(draw % 11 == 0 ? v1::POLARITY_NEGATED : v1::POLARITY_AFFIRMED);
  claim->set_modality(
      static_cast<v1::Modality>(draw % 5 == 0 ? 1 + draw / 5 % v1::Modality_MAX : 1));
  claim->set_commitment(holder.empty() ? v1::COMMITMENT_COMMITTED : v1::COMMITMENT_NEUTRAL);
  claim->set_confidence(static_cast<float>(draw % 1000) / 1000);
  claim->set_name(absl::StrCat(analyzed->document().name(), "/claims/", ContentId(*claim)));
  if (vectors != nullptr) {
    auto features = vectors->AnalyzeProposition(text, absl::InfiniteFuture());
    claim->set_embedding(features.ok() ? std::move(features->embedding) : "");
  }
  const std::vector<absl::string_view> words = Words(text);
  for (const absl::string_view word : words) {
    if (word.size() > 3) {
      claim->add_terms(Stem(word));
    }
  }
  if (draw % 4 == 0 && !words.empty()) {
    AddStance(*claim, words.back(), words.back().data() - text.data(), draw, analyzed);
  }
  whole->append(". ");
}

void Begin(const std::string& number, const std::vector<absl::string_view>& fields,
           internal::v1::AnalyzedDocument* analyzed) {
  v1::Document* document = analyzed->mutable_document();
  document->set_name(absl::StrCat("corpora/bench/documents/d", number));
  document->set_revision(1);
  document->set_source(std::string(fields[1]));
  document->set_language("en");
  document->set_title(std::string(fields[4].substr(0, fields[4].find(' ', 40))));
  int64_t seconds = 0;
  (void)absl::SimpleAtoi(fields[2], &seconds);
  document->mutable_publish_time()->set_seconds(seconds);
  document->set_publish_time_origin(v1::PUBLISH_TIME_ORIGIN_CLIENT);
  analyzed->mutable_analysis()->set_document(document->name());
  analyzed->mutable_analysis()->set_revision(1);
  analyzed->mutable_analysis()->mutable_analyzer()->set_version("1.0.0");
}

}  // namespace

bool DocumentMaker::Next(internal::v1::AnalyzedDocument* document) {
  document->Clear();
  std::string number;
  while (has_line_ || std::getline(lines_, line_)) {
    has_line_ = true;
    const std::vector<absl::string_view> fields = absl::StrSplit(line_, '\t');
    if (fields.size() != 5) {
      break;
    }
    if (number.empty()) {
      number = std::string(fields[0]);
      Begin(number, fields, document);
    } else if (number != fields[0]) {
      break;
    }
    AddClaim(fields[3], fields[4], vectors_, document);
    has_line_ = false;
  }
  return !number.empty();
}

}  // namespace standpoint
