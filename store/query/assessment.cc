#include "store/query/assessment.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/text/utf8.h"
#include "store/query/count_argument.h"
#include "store/query/voices.h"

namespace standpoint {
namespace {

constexpr size_t kMaxPropositionBytes = 2000;
constexpr size_t kMaxJudgedBytes = 10'000;  // of a claim, as AnalyzeService has it
constexpr size_t kFirstBatch = 100;         // claims before the first partial answer
constexpr float kDefaultMinConfidence = 0.5F;
constexpr int kDefaultCandidates = 200;
constexpr int kMaxCandidates = 1000;
constexpr int kMaxStreamedCandidates = 100'000;
constexpr size_t kCandidatesPerJudged = 4;
constexpr size_t kJudgedAtOnce = 1000;  // by one call of the analysis, as AnalyzeService has it
constexpr int kDefaultEvidence = 10;
constexpr int kMaxEvidence = 100;

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
  Assessor(CandidateSource& source, AnalyzeClient& analyze, const CallContext& call,
           const AssessArguments& arguments)
      : source_(source), analyze_(analyze), call_(call), arguments_(arguments) {}

  // False when the proposition has no content word.
  absl::StatusOr<bool> FindClaims() {
    ASSIGN_OR_RETURN(const PropositionFeatures query,
                     analyze_.AnalyzeProposition(arguments_.proposition, call_.deadline()));
    if (query.terms.empty()) {
      return false;
    }
    // The index cannot rule out all that the filter does; some more than asked for make up for it.
    const size_t limit = static_cast<size_t>(arguments_.max_candidates) *
                         (arguments_.filter.empty() ? 1 : kCandidatesPerJudged);
    ASSIGN_OR_RETURN(candidates_, source_.Find(query, limit));
    return true;
  }

  // Reads until there are `claims`, or no more.
  absl::Status ReadUpTo(size_t claims) {
    while (read_ < candidates_.best.size() && claims_.size() < claims && !source_.exhausted()) {
      std::vector<std::optional<v1::Claim>> found;
      RETURN_IF_ERROR(source_.Read(
          absl::MakeConstSpan(candidates_.best).subspan(read_, claims - claims_.size()), &found));
      read_ += found.size();
      for (std::optional<v1::Claim>& claim : found) {
        if (claim) {
          claims_.emplace_back().claim = *std::move(claim);
        }
      }
    }
    return absl::OkStatus();
  }

  // Judges until `claims` are judged or there are no more.
  absl::Status JudgeUpTo(size_t claims) {
    const size_t first = claims_.size();
    RETURN_IF_ERROR(ReadUpTo(claims));
    return JudgeFrom(first, analyze_, call_, arguments_.proposition, &claims_);
  }

  bool done() const {
    return read_ == candidates_.best.size() || source_.exhausted() ||
           claims_.size() >= static_cast<size_t>(arguments_.max_candidates);
  }
  size_t judged() const { return claims_.size(); }
  size_t candidates() const {
    return std::min(candidates_.best.size(), static_cast<size_t>(arguments_.max_candidates));
  }

  std::vector<JudgedClaim> Take() { return std::move(claims_); }

  void Fill(v1::AssessPropositionResponse* response) const {
    response->set_not_judged_count(
        std::max<int64_t>(0, candidates_.matching - static_cast<int64_t>(read_)));
    FillAssessment(claims_, arguments_, response);
  }

 private:
  CandidateSource& source_;
  AnalyzeClient& analyze_;
  const CallContext& call_;
  const AssessArguments& arguments_;
  Candidates candidates_;
  size_t read_ = 0;  // of them
  std::vector<JudgedClaim> claims_;
};

absl::Status FindClaims(Assessor& assessor) {
  ASSIGN_OR_RETURN(const bool can_be_found, assessor.FindClaims());
  return can_be_found ? absl::OkStatus() : InvalidField("proposition", "must have a content word");
}

}  // namespace

absl::StatusOr<AssessArguments> ReadAssessArguments(const v1::AssessPropositionRequest& request,
                                                    bool streamed) {
  const int most_candidates = streamed ? kMaxStreamedCandidates : kMaxCandidates;
  AssessArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  if (request.proposition().empty() || request.proposition().size() > kMaxPropositionBytes ||
      !IsUtf8(request.proposition())) {
    return InvalidField("proposition", "must be UTF-8 of 1 to 2,000 bytes");
  }
  arguments.proposition = request.proposition();
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

absl::Status JudgeCandidates(CandidateSource& source, AnalyzeClient& analyze,
                             const CallContext& call, const AssessArguments& arguments,
                             std::vector<JudgedClaim>* judged) {
  Assessor assessor(source, analyze, call, arguments);
  ASSIGN_OR_RETURN(const bool can_be_found, assessor.FindClaims());
  if (can_be_found) {
    RETURN_IF_ERROR(assessor.JudgeUpTo(static_cast<size_t>(arguments.max_candidates)));
  }
  *judged = assessor.Take();
  return absl::OkStatus();
}

absl::Status ReadNearClaims(CandidateSource& source, AnalyzeClient& analyze,
                            const CallContext& call, const AssessArguments& arguments,
                            std::vector<v1::Claim>* claims) {
  Assessor assessor(source, analyze, call, arguments);
  RETURN_IF_ERROR(FindClaims(assessor));
  RETURN_IF_ERROR(assessor.ReadUpTo(static_cast<size_t>(arguments.max_candidates)));
  for (JudgedClaim& one : assessor.Take()) {
    claims->push_back(std::move(one.claim));
  }
  return absl::OkStatus();
}

absl::Status AssessProposition(CandidateSource& source, AnalyzeClient& analyze,
                               const CallContext& call, const AssessArguments& arguments,
                               v1::AssessPropositionResponse* response) {
  Assessor assessor(source, analyze, call, arguments);
  RETURN_IF_ERROR(FindClaims(assessor));
  RETURN_IF_ERROR(assessor.JudgeUpTo(static_cast<size_t>(arguments.max_candidates)));
  assessor.Fill(response);
  return absl::OkStatus();
}

absl::Status StreamAssessProposition(CandidateSource& source, AnalyzeClient& analyze,
                                     const CallContext& call, const AssessArguments& arguments,
                                     AssessmentSink sink) {
  Assessor assessor(source, analyze, call, arguments);
  RETURN_IF_ERROR(FindClaims(assessor));
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
