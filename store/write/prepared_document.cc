#include "store/write/prepared_document.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/engine/family.h"
#include "store/index/fold.h"
#include "store/index/index_entries.h"
#include "store/write/validate.h"

namespace standpoint {
namespace {

std::string LastSegment(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// A stance's target, folded, and where it stands.
struct PlacedTarget {
  int begin;
  std::string target;
};

std::vector<PlacedTarget> PlaceTargets(const v1::Analysis& analysis) {
  std::vector<PlacedTarget> targets;
  for (const v1::Stance& stance : analysis.stances()) {
    if (std::string folded = FoldCase(stance.target().text()); !folded.empty()) {
      targets.push_back({stance.target().span().begin(), std::move(folded)});
    }
  }
  std::sort(targets.begin(), targets.end(),
            [](const PlacedTarget& a, const PlacedTarget& b) { return a.begin < b.begin; });
  return targets;
}

void AddTargets(const std::vector<PlacedTarget>& targets, internal::v1::ClaimRecord* record) {
  const v1::Span& sentence = record->claim().sentence();
  auto it =
      std::lower_bound(targets.begin(), targets.end(), sentence.begin(),
                       [](const PlacedTarget& target, int begin) { return target.begin < begin; });
  for (; it != targets.end() && it->begin < sentence.end(); ++it) {
    record->add_targets(it->target);
  }
  auto& added = *record->mutable_targets();
  std::sort(added.begin(), added.end());
  added.erase(std::unique(added.begin(), added.end()), added.end());
}

void MakeClaims(const v1::Analysis& analysis, AnalyzedRecord* record) {
  const std::vector<PlacedTarget> targets = PlaceTargets(analysis);
  record->claims.reserve(analysis.claims_size());
  for (const v1::Claim& claim : analysis.claims()) {
    ClaimWithTerms& stored = record->claims.emplace_back();
    stored.record.set_id(LastSegment(claim.name()));
    *stored.record.mutable_claim() = claim;
    auto* terms = stored.record.mutable_claim()->mutable_terms();
    stored.terms.assign(std::make_move_iterator(terms->begin()),
                        std::make_move_iterator(terms->end()));
    terms->Clear();
    stored.record.mutable_claim()->clear_name();
    stored.record.mutable_claim()->clear_document();
    RoundToStored(stored.record.mutable_claim());
    AddTargets(targets, &stored.record);
  }
  const auto place = [](const ClaimWithTerms& c) {
    return std::make_tuple(c.record.claim().span().begin(), c.record.claim().span().end(),
                           absl::string_view(c.record.id()));
  };
  std::sort(record->claims.begin(), record->claims.end(),
            [&](const ClaimWithTerms& a, const ClaimWithTerms& b) { return place(a) < place(b); });
}

void MakeStances(const v1::Analysis& analysis, AnalyzedRecord* record) {
  const std::string claims = absl::StrCat(analysis.document(), "/claims/");
  record->stances.reserve(analysis.stances_size());
  for (const v1::Stance& stance : analysis.stances()) {
    internal::v1::StanceRecord& stored = record->stances.emplace_back();
    stored.set_id(LastSegment(stance.name()));
    *stored.mutable_stance() = stance;
    stored.mutable_stance()->clear_name();
    stored.mutable_stance()->clear_document();
    if (absl::StartsWith(stance.claim(), claims)) {
      stored.mutable_stance()->set_claim(stance.claim().substr(claims.size()));
    }
    RoundToStored(stored.mutable_stance());
  }
  const auto place = [](const internal::v1::StanceRecord& s) {
    return std::make_tuple(s.stance().evidence_span().begin(), s.stance().evidence_span().end(),
                           absl::string_view(s.id()));
  };
  std::sort(record->stances.begin(), record->stances.end(),
            [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace

AnalyzedRecord MakeRecord(const internal::v1::AnalyzedDocument& document) {
  AnalyzedRecord record;
  const v1::Document& source = document.document();
  const auto name = DocumentName::Parse("document.name", source.name());
  record.corpus = std::string(name->corpus);
  record.ref = MakeDocumentRef(name->document);
  record.revision = source.revision();
  record.text = source.text();
  record.document.set_id(std::string(name->document));
  *record.document.mutable_analyzer() = document.analysis().analyzer();
  record.document.set_token_count(document.analysis().token_count());

  v1::Document* stored = record.document.mutable_document();
  *stored = source;
  record.runs.mutable_runs()->Swap(stored->mutable_original_runs());
  record.document.set_has_original_runs(!record.runs.runs().empty());
  stored->clear_name();
  stored->clear_text();
  stored->clear_revision();

  MakeClaims(document.analysis(), &record);
  MakeStances(document.analysis(), &record);
  return record;
}

void PutDocument(const PreparedDocument& document, const DocumentNumbers& numbers,
                 WriteBatch* batch, IndexBatch* index) {
  std::string value = document.value;
  AppendNumbers(numbers, &value);
  batch->Append(document.puts);
  batch->Put(Family::kDocument, DocumentKey(document.corpus, document.ref), value);
  index->Add(document.corpus, document.ref, document.index, numbers);
}

PreparedDocument PrepareRecord(const AnalyzedRecord& record) {
  PreparedDocument prepared;
  prepared.corpus = record.corpus;
  prepared.id = record.document.id();
  prepared.ref = record.ref;
  prepared.revision = record.revision;
  prepared.analyzer = record.document.analyzer();
  prepared.counts = {1, static_cast<int64_t>(record.claims.size()),
                     static_cast<int64_t>(record.stances.size())};
  PutRecords(record, &prepared.puts);
  prepared.value = DocumentValueOf(record);
  prepared.index = IndexDocument(record);
  ForEachIndexEntry(record, [&](Family family, absl::string_view key, absl::string_view value) {
    prepared.puts.Put(family, key, value);
  });
  return prepared;
}

absl::StatusOr<PreparedDocument> PrepareDocument(const internal::v1::AnalyzedDocument& document) {
  RETURN_IF_ERROR(ValidateDocument(document));
  return PrepareRecord(MakeRecord(document));
}

}  // namespace standpoint
