#include "store/query/contradictions.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/text/utf8.h"
#include "store/query/assessment.h"
#include "store/query/bound_filter.h"
#include "store/query/contradiction_pairs.h"
#include "store/query/count_argument.h"
#include "store/query/filter_fields.h"
#include "store/query/pace.h"
#include "store/query/same_holder.h"
#include "store/query/voices.h"

namespace standpoint {
namespace {

constexpr float kDefaultMinConfidence = 0.7F;
constexpr int kDefaultClaims = 200;
constexpr int kMaxClaims = 1000;
constexpr int kDefaultCandidates = 50;
constexpr int kMaxCandidates = 200;
constexpr int kDefaultContradictions = 100;
constexpr int kMaxContradictions = 1000;
constexpr size_t kMaxPropositionBytes = 2000;  // as AssessProposition has it

// What those say whose view the claim shows; empty where it cannot be told who they are.
std::string FilterOfHolders(const v1::Claim& claim) {
  std::set<std::string> filters;
  for (const Position& position : PositionsOf(claim, v1::RELATION_SUPPORT)) {
    const VoicedClaim voiced{&claim, &claim.holders(position.holder)};
    if (std::string filter = FilterOfHolder(voiced); !filter.empty()) {
      filters.insert(std::move(filter));
    }
  }
  return absl::StrJoin(filters, " OR ");
}

class Finder {
 public:
  // Lifetime: the arguments outlive it.
  Finder(ClaimSource& source, AnalyzeClient& analyze, const CallContext& call,
         const ContradictionArguments& arguments, v1::FindContradictionsResponse* response)
      : source_(source),
        analyze_(analyze),
        call_(call),
        arguments_(arguments),
        response_(*response) {}

  absl::Status Run() {
    v1::ListClaimsResponse page;
    RETURN_IF_ERROR(source_.List(ListRequest(), &page));
    response_.set_partial(!page.next_page_token().empty());
    Pace pace(call_.deadline());
    // Rounds, each as long as all before it, so that what the last one will take is known from the one before it.
    int round_end = 1;
    for (const v1::Claim& claim : page.claims()) {
      RETURN_IF_ERROR(call_.Check());
      if (exhausted_ || !pace.HasTime()) {
        response_.set_partial(true);
        break;
      }
      RETURN_IF_ERROR(Examine(Keep(claim)));
      if (response_.examined_count() == round_end) {
        RETURN_IF_ERROR(EndRound());
        round_end *= 2;
      }
    }
    RETURN_IF_ERROR(EndRound());
    FillContradictions(pairs_, arguments_.kind, arguments_.max_contradictions, &response_);
    return absl::OkStatus();
  }

 private:
  using Answer = std::pair<const v1::Claim*, v1::Judgement>;

  // Claims that may oppose each other, as far as one of the two judgements tells.
  struct Suspect {
    const v1::Claim* claim = nullptr;
    const v1::Claim* other = nullptr;
    v1::Judgement judgement;  // of `other`, with `claim` as the proposition
  };
  using Judgements = absl::flat_hash_map<std::string, v1::Judgement>;  // by claim

  v1::ListClaimsRequest ListRequest() const {
    v1::ListClaimsRequest request;
    request.set_parent(arguments_.parent);
    request.set_filter(arguments_.filter);
    request.set_page_size(arguments_.max_claims);
    return request;
  }

  // Each claim is kept once.
  const v1::Claim& Keep(v1::Claim claim) {
    const std::string name = claim.name();
    std::unique_ptr<const v1::Claim>& kept = claims_[name];
    if (kept == nullptr) {
      ClearUnmasked(&claim);
      kept = std::make_unique<const v1::Claim>(std::move(claim));
    }
    return *kept;
  }

  absl::Status Examine(const v1::Claim& claim) {
    response_.set_examined_count(response_.examined_count() + 1);
    response_.clear_oldest_time();
    if (claim.document().has_publish_time()) {
      *response_.mutable_oldest_time() = claim.document().publish_time();
    }
    if (!IsCommitted(claim)) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const std::vector<Answer>* answers, Answers(claim));
    for (const auto& [other, judgement] : *answers) {
      if (MayOppose(claim, *other, judgement)) {
        suspects_[std::string(TruncateUtf8(JudgedText(*other), kMaxPropositionBytes))].push_back(
            {&claim, other, judgement});
      }
    }
    return absl::OkStatus();
  }

  // How what is near the claim stands to it, as far as it may matter. The same words are judged once.
  absl::StatusOr<const std::vector<Answer>*> Answers(const v1::Claim& claim) {
    const bool of_own = arguments_.kind == v1::CONTRADICTION_KIND_REVERSAL;
    v1::AssessPropositionRequest request;
    request.set_parent(arguments_.parent);
    request.set_proposition(std::string(TruncateUtf8(JudgedText(claim), kMaxPropositionBytes)));
    request.set_max_candidates(arguments_.max_candidates);
    request.set_filter(of_own ? FilterOfHolders(claim) : "");
    const auto [it, is_new] =
        answers_.try_emplace(std::make_pair(request.proposition(), request.filter()));
    auto& answers = it->second;
    const bool is_nobody = of_own && request.filter().empty();
    if (is_new && !is_nobody && !request.proposition().empty()) {
      answers = std::make_unique<std::vector<Answer>>();
      RETURN_IF_ERROR(Judge(request, answers.get()));
    }
    static const std::vector<Answer>* const kNone = new std::vector<Answer>();
    return answers == nullptr ? kNone : answers.get();
  }

  absl::Status Judge(const v1::AssessPropositionRequest& request, std::vector<Answer>* answers) {
    ASSIGN_OR_RETURN(const AssessArguments arguments,
                     ReadAssessArguments(request, /*streamed=*/false));
    const std::unique_ptr<CandidateSource> candidates = source_.CandidatesFor(request, arguments);
    std::vector<JudgedClaim> judged;
    RETURN_IF_ERROR(JudgeCandidates(*candidates, analyze_, call_, arguments, &judged));
    exhausted_ = exhausted_ || candidates->exhausted();
    response_.set_judged_count(response_.judged_count() + static_cast<int64_t>(judged.size()));
    for (JudgedClaim& one : judged) {
      NoteFallback(one.judgement);
      const bool has_side = one.judgement.relation() == v1::RELATION_SUPPORT ||
                            one.judgement.relation() == v1::RELATION_OPPOSE;
      if (has_side && one.judgement.confidence() >= arguments_.min_confidence) {
        answers->emplace_back(&Keep(std::move(one.claim)), one.judgement);
      }
    }
    return absl::OkStatus();
  }

  // Judges the suspects the other way round: each proposition is read once for all claims that it may oppose.
  absl::Status EndRound() {
    for (const auto& [proposition, suspects] : suspects_) {
      Judgements& judgements = reverse_[proposition];
      RETURN_IF_ERROR(JudgeReverse(proposition, suspects, judgements));
      for (const Suspect& suspect : suspects) {
        AddPair(Oppose(*suspect.claim, judgements.at(JudgedText(*suspect.claim)), *suspect.other,
                       suspect.judgement));
      }
    }
    suspects_.clear();
    return absl::OkStatus();
  }

  // Adds how the claims stand to the proposition, where it is not known yet.
  absl::Status JudgeReverse(absl::string_view proposition, absl::Span<const Suspect> suspects,
                            Judgements& judgements) {
    std::vector<std::string> texts;
    for (const Suspect& suspect : suspects) {
      const absl::string_view text = JudgedText(*suspect.claim);
      if (judgements.try_emplace(text).second) {
        texts.emplace_back(text);
      }
    }
    std::vector<v1::Judgement> judged;
    RETURN_IF_ERROR(JudgeTexts(analyze_, call_, proposition, texts, &judged));
    for (size_t i = 0; i < texts.size(); ++i) {
      NoteFallback(judged[i]);
      judgements[texts[i]] = std::move(judged[i]);
    }
    return absl::OkStatus();
  }

  void AddPair(const std::optional<OpposedClaims>& pair) {
    if (pair && pair->confidence >= arguments_.min_confidence) {
      pairs_.push_back(*pair);
    }
  }

  void NoteFallback(const v1::Judgement& judgement) {
    response_.set_fallback_count(response_.fallback_count() + (judgement.fallback() ? 1 : 0));
  }

  ClaimSource& source_;
  AnalyzeClient& analyze_;
  const CallContext& call_;
  const ContradictionArguments& arguments_;
  v1::FindContradictionsResponse& response_;
  bool exhausted_ = false;
  absl::flat_hash_map<std::string, std::unique_ptr<const v1::Claim>> claims_;  // by name
  // By proposition and filter.
  absl::flat_hash_map<std::pair<std::string, std::string>, std::unique_ptr<std::vector<Answer>>>
      answers_;
  std::map<std::string, std::vector<Suspect>> suspects_;  // of this round, by `other` as worded
  absl::flat_hash_map<std::string, Judgements> reverse_;  // by proposition
  std::vector<OpposedClaims> pairs_;
};

}  // namespace

absl::StatusOr<ContradictionArguments> ReadContradictionArguments(
    const v1::FindContradictionsRequest& request) {
  ContradictionArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.parent = request.parent();
  arguments.corpus = std::move(name.corpus);
  RETURN_IF_ERROR(BindFilter(ResourceKind::kClaim, request.filter()).status());
  arguments.filter = request.filter();
  if (!v1::ContradictionKind_IsValid(request.kind())) {
    return InvalidField("kind", "is none that this server knows");
  }
  arguments.kind = request.kind();
  arguments.min_confidence =
      request.has_min_confidence() ? request.min_confidence() : kDefaultMinConfidence;
  if (!(arguments.min_confidence >= 0 && arguments.min_confidence <= 1)) {
    return InvalidField("min_confidence", "must be from 0 to 1");
  }
  ASSIGN_OR_RETURN(arguments.max_claims,
                   ReadCount("max_claims", request.max_claims(), kDefaultClaims, kMaxClaims));
  ASSIGN_OR_RETURN(arguments.max_candidates, ReadCount("max_candidates", request.max_candidates(),
                                                       kDefaultCandidates, kMaxCandidates));
  ASSIGN_OR_RETURN(arguments.max_contradictions,
                   ReadCount("max_contradictions", request.max_contradictions(),
                             kDefaultContradictions, kMaxContradictions));
  return arguments;
}

absl::Status FindContradictions(ClaimSource& source, AnalyzeClient& analyze,
                                const CallContext& call, const ContradictionArguments& arguments,
                                v1::FindContradictionsResponse* response) {
  return Finder(source, analyze, call, arguments, response).Run();
}

}  // namespace standpoint
