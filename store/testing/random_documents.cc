#include "store/testing/random_documents.h"

#include <iterator>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace standpoint {
namespace {

constexpr const char* kWords[] = {"ban",  "fees",  "harbor", "chips",     "rents", "rose",
                                  "fell", "works", "Müller", "backfired", "the",   "never"};
constexpr const char* kHolders[] = {"Anna Rao", "ministers", "Jörg Weiß", "She", "the Council"};
constexpr const char* kFullNames[] = {"", "", "Professor Anna Rao", "Jörg Weiß"};
constexpr const char* kEntities[] = {"Ministry of Trade", "Müller", "Port Ansley", "ban"};
constexpr const char* kSources[] = {"", "harbor-ledger", "daily-tide", "north-post"};
constexpr const char* kLanguages[] = {"en", "de", "und"};

void SetSpan(size_t begin, size_t size, v1::Span* span) {
  span->set_begin(static_cast<int>(begin));
  span->set_end(static_cast<int>(begin + size));
}

std::string Append(const std::string& piece, std::string* text, v1::Span* span) {
  SetSpan(text->size(), piece.size(), span);
  text->append(piece);
  return piece;
}

}  // namespace

std::string RandomDocuments::Word() { return kWords[Below(std::size(kWords))]; }

void RandomDocuments::AddSentence(internal::v1::AnalyzedDocument* document) {
  std::string* text = document->mutable_document()->mutable_text();
  v1::Claim* claim = document->mutable_analysis()->add_claims();
  const size_t begin = text->size();
  claim->set_name(
      absl::StrCat(document->document().name(), "/claims/c", document->analysis().claims_size()));
  claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  for (int n = Below(3); n > 0; --n) {
    v1::Holder* holder = claim->add_holders();
    holder->set_kind(v1::HOLDER_KIND_MENTION);
    holder->set_text(Append(kHolders[Below(std::size(kHolders))], text, holder->mutable_span()));
    holder->set_full_name(kFullNames[Below(std::size(kFullNames))]);
    text->append(" said ");
  }
  std::vector<std::string> words;
  std::set<std::string> terms;
  for (int n = 1 + Below(4); n > 0; --n) {
    words.push_back(Word());
    terms.insert(words.back());
  }
  claim->mutable_terms()->Assign(terms.begin(), terms.end());
  claim->set_text(Append(absl::StrJoin(words, " "), text, claim->mutable_span()));
  for (int n = Below(4); n > 0; --n) {
    v1::ClaimEntity* entity = claim->add_entities();
    entity->set_name(kEntities[Below(std::size(kEntities))]);
    entity->set_kind(static_cast<v1::EntityKind>(1 + Below(v1::EntityKind_MAX)));
    for (int m = 1 + Below(2); m > 0; --m) {
      SetSpan(claim->span().begin(), words[0].size(), entity->add_mentions());
    }
  }
  claim->set_act(static_cast<v1::Act>(1 + Below(v1::Act_MAX)));
  claim->set_polarity(static_cast<v1::Polarity>(1 + Below(v1::Polarity_MAX)));
  claim->set_modality(static_cast<v1::Modality>(1 + Below(v1::Modality_MAX)));
  claim->set_commitment(static_cast<v1::Commitment>(1 + Below(v1::Commitment_MAX)));
  claim->set_confidence(static_cast<float>(Below(5)) / 4);
  if (Below(2) == 0) {
    v1::Stance* stance = document->mutable_analysis()->add_stances();
    stance->set_name(absl::StrCat(document->document().name(), "/stances/s",
                                  document->analysis().stances_size()));
    *stance->mutable_holder() = claim->holders(claim->holders_size() - 1);
    stance->mutable_target()->set_text(words[0]);
    SetSpan(claim->span().begin(), words[0].size(), stance->mutable_target()->mutable_span());
    stance->set_evidence(claim->text());
    *stance->mutable_evidence_span() = claim->span();
    stance->set_direction(static_cast<v1::Direction>(1 + Below(v1::Direction_MAX)));
    stance->set_confidence(static_cast<float>(Below(5)) / 4);
  }
  text->append(". ");
  SetSpan(begin, text->size() - begin, claim->mutable_sentence());
}

internal::v1::AnalyzedDocument RandomDocuments::Next(absl::string_view name, int64_t revision,
                                                     int max_claims) {
  internal::v1::AnalyzedDocument analyzed;
  v1::Document* document = analyzed.mutable_document();
  document->set_name(std::string(name));
  document->set_revision(revision);
  document->set_source(kSources[Below(std::size(kSources))]);
  document->set_publisher(document->source().empty() ? ""
                                                     : absl::StrCat("The ", document->source()));
  document->set_title(absl::StrCat(Word(), " ", Word()));
  document->set_url(absl::StrCat("https://example.org/", Below(1000)));
  document->set_language(kLanguages[Below(std::size(kLanguages))]);
  document->mutable_ingest_time()->set_seconds(1'700'000'000 + Below(1000));
  (*document->mutable_labels())["desk"] = kSources[1 + Below(3)];
  if (Below(4) != 0) {
    document->mutable_publish_time()->set_seconds(1'700'000'000 +
                                                  86'400 * static_cast<int64_t>(Below(8)));
    document->set_publish_time_origin(v1::PUBLISH_TIME_ORIGIN_CLIENT);
  }
  if (Below(3) == 0) {
    document->add_original_runs()->mutable_text()->set_end(1);
  }
  analyzed.mutable_analysis()->set_document(std::string(name));
  analyzed.mutable_analysis()->set_revision(revision);
  analyzed.mutable_analysis()->mutable_analyzer()->set_version("1.0.0");
  for (int n = Below(max_claims + 1); n > 0; --n) {
    AddSentence(&analyzed);
  }
  document->set_text_digest(absl::StrFormat("%064x", std::hash<std::string>()(document->text())));
  return analyzed;
}

}  // namespace standpoint
