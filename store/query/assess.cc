#include "store/query/assess.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/text/utf8.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/candidates.h"
#include "store/query/match.h"
#include "store/query/voices.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr size_t kMaxPropositionBytes = 2000;
constexpr size_t kMaxJudgedBytes = 10'000;  // of a claim, as AnalyzeService has it
constexpr size_t kFirstBatch = 100;         // claims before the first partial answer
constexpr float kDefaultMinConfidence = 0.5F;
constexpr int kDefaultCandidates = 200;
constexpr int kMaxCandidates = 1000;
constexpr size_t kCandidatesPerJudged = 4;
constexpr double kNear = 0.65;  // cosine from which on a claim that shares no word is judged too
constexpr int kMaxStreamedCandidates = 100'000;
constexpr size_t kJudgedAtOnce = 1000;  // by one call of the analysis, as AnalyzeService has it
constexpr int kDefaultEvidence = 10;
constexpr int kMaxEvidence = 100;

struct AssessArguments {
  std::string corpus;
  BoundFilter filter;
  float min_confidence;
  int max_candidates;
  int max_evidence;
};

absl::StatusOr<int> ReadCount(absl::string_view field, int value, int otherwise, int most) {
  if (value < 0 || value > most) {
    return InvalidField(field, absl::StrCat("must be from 1 to ", most, ", or 0 for ", otherwise));
  }
  return value == 0 ? otherwise : value;
}

absl::StatusOr<AssessArguments> ReadArguments(const v1::AssessPropositionRequest& request,
                                              int most_candidates) {
  AssessArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  if (request.proposition().empty() || request.proposition().size() > kMaxPropositionBytes ||
      !IsUtf8(request.proposition())) {
    return InvalidField("proposition", "must be UTF-8 of 1 to 2,000 bytes");
  }
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kClaim, request.filter()));
  arguments.min_confidence =
      request.has_min_confidence() ? request.min_confidence() : kDefaultMinConfidence;
  if (!(arguments.min_confidence >= 0 && arguments.min_confidence <= 1)) {
    return InvalidField("min_confidence", "must be from 0 to 1");
  }
  ASSIGN_OR_RETURN(arguments.max_candidates, ReadCount("max_candidates", request.max_candidates(),
                                                       kDefaultCandidates, most_candidates));
  ASSIGN_OR_RETURN(arguments.max_evidence, ReadCount("max_evidence", request.max_evidence(),
                                                     kDefaultEvidence, kMaxEvidence));
  return arguments;
}

// Of signed 8-bit components; 0 where one is empty or they differ in length.
double Cosine(absl::string_view a, absl::string_view b) {
  int64_t dot = 0;
  int64_t aa = 0;
  int64_t bb = 0;
  for (size_t i = 0; i < a.size() && a.size() == b.size(); ++i) {
    const int x = static_cast<signed char>(a[i]);
    const int y = static_cast<signed char>(b[i]);
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? static_cast<double>(dot) /
                                std::sqrt(static_cast<double>(aa) * static_cast<double>(bb))
                          : 0;
}

// Reads candidates, best first, each document once.
class CandidateReader {
 public:
  CandidateReader(const Snapshot& snapshot, const AssessArguments& arguments, ScanBudget* budget)
      : snapshot_(snapshot), arguments_(arguments), budget_(budget) {}

  // What the proposition is found by.
  void SetProposition(absl::Span<const std::string> terms, absl::string_view embedding) {
    terms_.insert(terms.begin(), terms.end());
    embedding_ = std::string(embedding);
  }

  // Adds the claim to `claims` when it fulfils the filter.
  absl::Status Read(const Candidate& candidate, std::vector<JudgedClaim>* claims) {
    RETURN_IF_ERROR(budget_->Spend());
    ASSIGN_OR_RETURN(const StoredDocument* document, Document(candidate.ref));
    std::string bytes;
    ASSIGN_OR_RETURN(
        const bool found,
        snapshot_.Get(Family::kClaim, ItemKey(arguments_.corpus, candidate.ref, candidate.ordinal),
                      &bytes));
    if (document == nullptr || !found) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "an index entry names what is not there");
    }
    internal::v1::ClaimRecord record;
    std::vector<std::string> terms;
    RETURN_IF_ERROR(DecodeClaim(bytes, &record, &terms));
    if (!IsNear(record.claim(), terms)) {
      return absl::OkStatus();
    }
    if (Match(arguments_.filter, {&document->record, &record, &terms, nullptr}) ==
        MatchResult::kYes) {
      v1::Claim& claim = claims->emplace_back().claim;
      FillClaim(arguments_.corpus, document->record, std::move(record), &claim);
      claim.clear_embedding();  // as in all answers without a mask
      claim.clear_explanations();
    }
    return absl::OkStatus();
  }

 private:
  // In a small corpus the index gives everything, however far away.
  bool IsNear(const v1::Claim& claim, absl::Span<const std::string> terms) const {
    return std::any_of(terms.begin(), terms.end(),
                       [this](const std::string& term) { return terms_.contains(term); }) ||
           Cosine(embedding_, claim.embedding()) >= kNear;
  }

  // Null when it is not there.
  absl::StatusOr<const StoredDocument*> Document(const DocumentRef& ref) {
    const auto [it, is_new] = documents_.try_emplace(ref);
    if (is_new) {
      ASSIGN_OR_RETURN(const bool found,
                       ReadDocument(snapshot_, arguments_.corpus, ref, &it->second));
      if (!found) {
        return nullptr;
      }
    }
    return &it->second;
  }

  const Snapshot& snapshot_;
  const AssessArguments& arguments_;
  ScanBudget* const budget_;
  absl::flat_hash_set<std::string> terms_;
  std::string embedding_;
  std::map<DocumentRef, StoredDocument> documents_;
};

// What is judged of a claim: it as it is understood without its document, where the analysis could tell.
absl::string_view JudgedText(const v1::Claim& claim) {
  return TruncateUtf8(claim.standalone_text().empty() ? claim.text() : claim.standalone_text(),
                      kMaxJudgedBytes);
}

absl::Status JudgeTexts(AnalyzeClient& analyze, const CallContext& call,
                        absl::string_view proposition, absl::Span<const std::string> texts,
                        std::vector<v1::Judgement>* judgements) {
  for (size_t begin = 0; begin < texts.size(); begin += kJudgedAtOnce) {
    RETURN_IF_ERROR(call.Check());
    const absl::Span<const std::string> batch = texts.subspan(begin, kJudgedAtOnce);
    ASSIGN_OR_RETURN(const std::vector<v1::Judgement> some,
                     analyze.Judge(proposition, batch, call.deadline()));
    if (some.size() != batch.size()) {
      return MakeError(absl::StatusCode::kInternal, "JUDGEMENTS_MISSING",
                       "the analysis judged other claims than asked");
    }
    judgements->insert(judgements->end(), some.begin(), some.end());
  }
  return absl::OkStatus();
}

// Asks for each wording once, from `first` on.
absl::Status JudgeFrom(size_t first, AnalyzeClient& analyze, const CallContext& call,
                       absl::string_view proposition, std::vector<JudgedClaim>* claims) {
  std::vector<std::string> texts;
  absl::flat_hash_map<std::string, size_t> index;
  std::vector<size_t> text_of;
  for (size_t i = first; i < claims->size(); ++i) {
    const std::string text(JudgedText((*claims)[i].claim));
    const auto [it, is_new] = index.try_emplace(text, texts.size());
    if (is_new) {
      texts.push_back(text);
    }
    text_of.push_back(it->second);
  }
  std::vector<v1::Judgement> judgements;
  RETURN_IF_ERROR(JudgeTexts(analyze, call, proposition, texts, &judgements));
  for (size_t i = first; i < claims->size(); ++i) {
    (*claims)[i].judgement = judgements[text_of[i - first]];
  }
  return absl::OkStatus();
}

// Counts, and leaves what is on no side out of the sides.
void FillAssessment(absl::Span<const JudgedClaim> claims, const AssessArguments& arguments,
                    v1::AssessPropositionResponse* response) {
  response->set_judged_count(static_cast<int>(claims.size()));
  std::vector<JudgedClaim> kept;
  for (const JudgedClaim& judged : claims) {
    const v1::Relation relation = judged.judgement.relation();
    response->set_fallback_count(response->fallback_count() +
                                 (judged.judgement.fallback() ? 1 : 0));
    if (relation == v1::RELATION_UNRELATED || relation == v1::RELATION_UNSPECIFIED) {
      response->set_unrelated_count(response->unrelated_count() + 1);
    } else if (judged.judgement.confidence() < arguments.min_confidence) {
      response->set_low_confidence_count(response->low_confidence_count() + 1);
    } else {
      kept.push_back(judged);
    }
  }
  FillSides(kept, arguments.max_evidence, response);
}

// An assessment on its way.
class Assessor {
 public:
  // Lifetime: the arguments outlive it.
  Assessor(const Snapshot& snapshot, AnalyzeClient& analyze, const CallContext& call,
           const v1::AssessPropositionRequest& request, const AssessArguments& arguments,
           ScanBudget* budget)
      : analyze_(analyze),
        call_(call),
        snapshot_(snapshot),
        proposition_(request.proposition()),
        arguments_(arguments),
        budget_(budget),
        reader_(snapshot, arguments, budget) {}

  absl::Status FindClaims() {
    ASSIGN_OR_RETURN(const std::vector<std::string> terms,
                     analyze_.PropositionTerms(proposition_, call_.deadline()));
    if (terms.empty()) {
      return InvalidField("proposition", "must have a content word");
    }
    // The index cannot rule out all that the filter does; some more than asked for make up for it.
    const size_t limit = static_cast<size_t>(arguments_.max_candidates) *
                         (arguments_.filter.empty() ? 1 : kCandidatesPerJudged);
    ASSIGN_OR_RETURN(const std::string embedding,
                     analyze_.PropositionVector(proposition_, call_.deadline()));
    reader_.SetProposition(terms, embedding);
    ASSIGN_OR_RETURN(candidates_, FindCandidates(snapshot_, arguments_.corpus, terms,
                                                 arguments_.filter, limit, call_, embedding));
    return absl::OkStatus();
  }

  // Judges until `claims` are judged or there are no more.
  absl::Status JudgeUpTo(size_t claims) {
    const size_t first = claims_.size();
    while (read_ < candidates_.best.size() && claims_.size() < claims && !budget_->exhausted()) {
      RETURN_IF_ERROR(reader_.Read(candidates_.best[read_++], &claims_));
    }
    return JudgeFrom(first, analyze_, call_, proposition_, &claims_);
  }

  bool done() const {
    return read_ == candidates_.best.size() || budget_->exhausted() ||
           claims_.size() >= static_cast<size_t>(arguments_.max_candidates);
  }
  size_t judged() const { return claims_.size(); }
  size_t candidates() const {
    return std::min(candidates_.best.size(), static_cast<size_t>(arguments_.max_candidates));
  }

  void Fill(v1::AssessPropositionResponse* response) const {
    response->set_not_judged_count(
        std::max<int64_t>(0, candidates_.matching - static_cast<int64_t>(read_)));
    FillAssessment(claims_, arguments_, response);
  }

 private:
  AnalyzeClient& analyze_;
  const CallContext& call_;
  const Snapshot& snapshot_;
  const std::string proposition_;
  const AssessArguments& arguments_;
  ScanBudget* const budget_;
  CandidateReader reader_;
  Candidates candidates_;
  size_t read_ = 0;  // of them
  std::vector<JudgedClaim> claims_;
};

}  // namespace

absl::Status AssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                               const CallContext& call, const v1::AssessPropositionRequest& request,
                               ScanBudget* budget, v1::AssessPropositionResponse* response) {
  ASSIGN_OR_RETURN(const AssessArguments arguments, ReadArguments(request, kMaxCandidates));
  Assessor assessor(snapshot, analyze, call, request, arguments, budget);
  RETURN_IF_ERROR(assessor.FindClaims());
  RETURN_IF_ERROR(assessor.JudgeUpTo(static_cast<size_t>(arguments.max_candidates)));
  assessor.Fill(response);
  return absl::OkStatus();
}

absl::Status StreamAssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                                     const CallContext& call,
                                     const v1::AssessPropositionRequest& request,
                                     ScanBudget* budget, AssessmentSink sink) {
  ASSIGN_OR_RETURN(const AssessArguments arguments, ReadArguments(request, kMaxStreamedCandidates));
  Assessor assessor(snapshot, analyze, call, request, arguments, budget);
  RETURN_IF_ERROR(assessor.FindClaims());
  for (size_t batch = kFirstBatch;; batch *= 2) {
    RETURN_IF_ERROR(call.Check());
    RETURN_IF_ERROR(assessor.JudgeUpTo(
        std::min(assessor.judged() + batch, static_cast<size_t>(arguments.max_candidates))));
    v1::StreamAssessPropositionResponse answer;
    assessor.Fill(answer.mutable_assessment());
    answer.set_candidate_count(static_cast<int64_t>(assessor.candidates()));
    answer.set_last(assessor.done());
    const bool last = answer.last();
    RETURN_IF_ERROR(sink(std::move(answer)));
    if (last) {
      return absl::OkStatus();
    }
  }
}

}  // namespace standpoint
