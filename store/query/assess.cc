#include "store/query/assess.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
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
constexpr float kDefaultMinConfidence = 0.5F;
constexpr int kDefaultCandidates = 200;
constexpr int kMaxCandidates = 1000;
constexpr size_t kCandidatesPerJudged = 4;
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

absl::StatusOr<AssessArguments> ReadArguments(const v1::AssessPropositionRequest& request) {
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
                                                       kDefaultCandidates, kMaxCandidates));
  ASSIGN_OR_RETURN(arguments.max_evidence, ReadCount("max_evidence", request.max_evidence(),
                                                     kDefaultEvidence, kMaxEvidence));
  return arguments;
}

// Reads candidates, best first, each document once.
class CandidateReader {
 public:
  CandidateReader(const Snapshot& snapshot, const AssessArguments& arguments, ScanBudget* budget)
      : snapshot_(snapshot), arguments_(arguments), budget_(budget) {}

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
    RETURN_IF_ERROR(
        DecodeClaim(bytes, &record, arguments_.filter.Uses(FilterField::kTerm) ? &terms : nullptr));
    if (Match(arguments_.filter, {&document->record, &record, &terms, nullptr}) ==
        MatchResult::kYes) {
      FillClaim(arguments_.corpus, document->record, std::move(record),
                &claims->emplace_back().claim);
    }
    return absl::OkStatus();
  }

 private:
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
  std::map<DocumentRef, StoredDocument> documents_;
};

// Asks for each wording once.
absl::Status JudgeAll(AnalyzeClient& analyze, const CallContext& call,
                      absl::string_view proposition, std::vector<JudgedClaim>* claims) {
  std::vector<std::string> texts;
  absl::flat_hash_map<std::string, size_t> index;
  std::vector<size_t> text_of;
  for (const JudgedClaim& judged : *claims) {
    const std::string text(TruncateUtf8(judged.claim.text(), kMaxJudgedBytes));
    const auto [it, is_new] = index.try_emplace(text, texts.size());
    if (is_new) {
      texts.push_back(text);
    }
    text_of.push_back(it->second);
  }
  if (texts.empty()) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::vector<v1::Judgement> judgements,
                   analyze.Judge(proposition, texts, call.deadline()));
  if (judgements.size() != texts.size()) {
    return MakeError(absl::StatusCode::kInternal, "JUDGEMENTS_MISSING",
                     "the analysis judged other claims than asked");
  }
  for (size_t i = 0; i < claims->size(); ++i) {
    (*claims)[i].judgement = judgements[text_of[i]];
  }
  return absl::OkStatus();
}

// Counts and takes out what is on no side.
std::vector<JudgedClaim> OnSides(std::vector<JudgedClaim> claims, float min_confidence,
                                 v1::AssessPropositionResponse* response) {
  response->set_judged_count(static_cast<int>(claims.size()));
  std::vector<JudgedClaim> kept;
  for (JudgedClaim& judged : claims) {
    const v1::Relation relation = judged.judgement.relation();
    if (relation == v1::RELATION_UNRELATED || relation == v1::RELATION_UNSPECIFIED) {
      response->set_unrelated_count(response->unrelated_count() + 1);
    } else if (judged.judgement.confidence() < min_confidence) {
      response->set_low_confidence_count(response->low_confidence_count() + 1);
    } else {
      kept.push_back(std::move(judged));
    }
  }
  return kept;
}

}  // namespace

absl::Status AssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                               const CallContext& call, const v1::AssessPropositionRequest& request,
                               ScanBudget* budget, v1::AssessPropositionResponse* response) {
  ASSIGN_OR_RETURN(const AssessArguments arguments, ReadArguments(request));
  ASSIGN_OR_RETURN(const std::vector<std::string> terms,
                   analyze.PropositionTerms(request.proposition(), call.deadline()));
  if (terms.empty()) {
    return InvalidField("proposition", "must have a content word");
  }
  // The index cannot rule out all that the filter does; some more than asked for make up for it.
  const size_t limit = static_cast<size_t>(arguments.max_candidates) *
                       (arguments.filter.empty() ? 1 : kCandidatesPerJudged);
  ASSIGN_OR_RETURN(const Candidates found, FindCandidates(snapshot, arguments.corpus, terms,
                                                          arguments.filter, limit, call));
  const std::vector<Candidate>& candidates = found.best;
  std::vector<JudgedClaim> claims;
  CandidateReader reader(snapshot, arguments, budget);
  size_t read = 0;
  while (read < candidates.size() && static_cast<int>(claims.size()) < arguments.max_candidates &&
         !budget->exhausted()) {
    RETURN_IF_ERROR(reader.Read(candidates[read++], &claims));
  }
  response->set_not_judged_count(found.matching - static_cast<int64_t>(read));
  RETURN_IF_ERROR(JudgeAll(analyze, call, request.proposition(), &claims));
  FillSides(OnSides(std::move(claims), arguments.min_confidence, response), arguments.max_evidence,
            response);
  return absl::OkStatus();
}

}  // namespace standpoint
