#include "store/query/narratives.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/text/utf8.h"
#include "store/query/about_subject.h"
#include "store/query/assessment.h"
#include "store/query/bound_filter.h"
#include "store/query/contradiction_pairs.h"
#include "store/query/count_argument.h"
#include "store/query/filter_fields.h"
#include "store/query/narrative_groups.h"
#include "store/query/narrative_oppositions.h"
#include "store/query/near_pairs.h"
#include "store/query/saying_judge.h"
#include "store/query/saying_pairs.h"
#include "store/query/sayings.h"

namespace standpoint {
namespace {

constexpr float kDefaultMinConfidence = 0.65F;
constexpr int kDefaultClaims = 200;
constexpr int kMaxClaims = 1000;
constexpr int kDefaultCandidates = 20;
constexpr int kMaxCandidates = 100;
constexpr int kDefaultVoices = 2;
constexpr int kMaxVoices = 1000;
constexpr int kDefaultNarratives = 10;
constexpr int kMaxNarratives = 100;
constexpr int kDefaultQuotes = 5;
constexpr int kMaxQuotes = 100;
constexpr size_t kMaxSubjectBytes = 2000;

absl::StatusOr<GroupBy> ReadTimeBucket(absl::string_view bucket) {
  static const auto* const kBuckets = new std::map<absl::string_view, GroupBy>{
      {"", GroupBy::kMonth},      {"day", GroupBy::kDay},   {"week", GroupBy::kWeek},
      {"month", GroupBy::kMonth}, {"year", GroupBy::kYear},
  };
  const auto it = kBuckets->find(bucket);
  if (it == kBuckets->end()) {
    return InvalidField("time_bucket", "must be day, week, month or year");
  }
  return it->second;
}

using ClaimSet = absl::flat_hash_set<const v1::Claim*>;

ClaimSet ClaimsOf(absl::Span<const Saying> sayings) {
  ClaimSet claims;
  for (const Saying& saying : sayings) {
    for (const Telling& telling : saying.tellings) {
      claims.insert(telling.claim);
    }
  }
  return claims;
}

class Finder {
 public:
  // Lifetime: the arguments outlive it.
  Finder(ClaimSource& source, AnalyzeClient& analyze, const CallContext& call,
         const NarrativeArguments& arguments, v1::FindNarrativesResponse* response)
      : source_(source),
        analyze_(analyze),
        call_(call),
        arguments_(arguments),
        response_(*response),
        judge_(analyze, call) {}

  absl::Status Run() {
    RETURN_IF_ERROR(arguments_.subject.empty() ? ListClaims() : FindClaims());
    sayings_ = ToSayings(claims_);
    ClaimSet unexamined = ClaimsOf(sayings_);
    RETURN_IF_ERROR(
        judge_.JudgeNear(static_cast<size_t>(arguments_.max_candidates), &sayings_, &pairs_));
    for (const v1::Claim* claim : ClaimsOf(sayings_)) {
      unexamined.erase(claim);
    }
    NoteExamined(unexamined);
    std::vector<NarrativeGroup> groups = GroupSayings(sayings_, pairs_, arguments_.min_confidence);
    KeepLarge(&groups);
    RETURN_IF_ERROR(KeepToSubject(&groups));
    Cut(&groups);
    RETURN_IF_ERROR(FillNarratives(groups));
    RETURN_IF_ERROR(judge_.JudgeEach(sayings_, Labels(groups), &pairs_));
    FillOppositions(sayings_, groups, pairs_, arguments_.min_confidence, &response_);
    response_.set_judged_count(judge_.judged());
    response_.set_fallback_count(judge_.fallbacks());
    response_.set_partial(response_.partial() || judge_.ended_early());
    return absl::OkStatus();
  }

 private:
  absl::Status ListClaims() {
    v1::ListClaimsRequest request;
    request.set_parent(arguments_.parent);
    request.set_filter(arguments_.filter);
    request.set_page_size(arguments_.max_claims);
    v1::ListClaimsResponse page;
    RETURN_IF_ERROR(source_.List(request, &page));
    response_.set_partial(!page.next_page_token().empty());
    for (v1::Claim& claim : *page.mutable_claims()) {
      Keep(std::move(claim));
    }
    return absl::OkStatus();
  }

  absl::Status FindClaims() {
    ASSIGN_OR_RETURN(const PropositionFeatures* subject, judge_.FeaturesOf(arguments_.subject));
    if (subject->terms.empty()) {
      return InvalidField("subject", "must have a content word");
    }
    v1::AssessPropositionRequest request;
    request.set_parent(arguments_.parent);
    request.set_proposition(arguments_.subject);
    request.set_filter(arguments_.filter);
    request.set_max_candidates(arguments_.max_claims);
    ASSIGN_OR_RETURN(const AssessArguments read, ReadAssessArguments(request, /*streamed=*/false));
    const std::unique_ptr<CandidateSource> candidates = source_.CandidatesFor(request, read);
    std::vector<v1::Claim> found;
    RETURN_IF_ERROR(ReadNearClaims(*candidates, analyze_, call_, read, &found));
    response_.set_partial(candidates->exhausted());
    for (v1::Claim& claim : found) {
      Keep(std::move(claim));
    }
    return absl::OkStatus();
  }

  void Keep(v1::Claim claim) {
    ClearUnmasked(&claim);
    claims_.push_back(std::move(claim));
  }

  // `unexamined`: claims that the judging did not come to.
  void NoteExamined(const ClaimSet& unexamined) {
    const v1::Claim* oldest = nullptr;
    for (const v1::Claim& claim : claims_) {
      if (unexamined.contains(&claim)) {
        continue;
      }
      response_.set_examined_count(response_.examined_count() + 1);
      if (oldest == nullptr || IsPublishedBefore(claim, *oldest)) {
        oldest = &claim;
      }
    }
    if (oldest != nullptr && oldest->document().has_publish_time()) {
      *response_.mutable_oldest_time() = oldest->document().publish_time();
    }
  }

  // Those of enough voices, which come first.
  void KeepLarge(std::vector<NarrativeGroup>* groups) {
    const auto small = std::find_if(
        groups->begin(), groups->end(),
        [this](const NarrativeGroup& group) { return group.voices < arguments_.min_voices; });
    groups->erase(small, groups->end());
  }

  // Those of which a claim is about the subject.
  absl::Status KeepToSubject(std::vector<NarrativeGroup>* groups) {
    if (arguments_.subject.empty()) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const PropositionFeatures* subject, judge_.FeaturesOf(arguments_.subject));
    AboutSubject about(*subject);
    for (const v1::Claim& claim : claims_) {
      const v1::DocumentSummary& document = claim.document();
      for (const std::string& text : {std::string(JudgedText(claim)), document.title()}) {
        ASSIGN_OR_RETURN(const PropositionFeatures* features, judge_.FeaturesOf(text));
        about.AddWords(document.name(), *features);
      }
    }
    std::vector<NarrativeGroup> kept;
    for (NarrativeGroup& group : *groups) {
      bool is_about = false;
      for (const size_t place : group.sayings) {
        const Saying& saying = sayings_[place];
        ASSIGN_OR_RETURN(const PropositionFeatures* features, judge_.FeaturesOf(saying.text));
        is_about =
            is_about || about.IsAbout(saying.tellings[0].claim->document().name(), *features);
      }
      if (is_about) {
        kept.push_back(std::move(group));
      }
    }
    *groups = std::move(kept);
    return absl::OkStatus();
  }

  // To what is answered, and counts what is not.
  void Cut(std::vector<NarrativeGroup>* groups) {
    ClaimSet told;
    for (const NarrativeGroup& group : *groups) {
      for (const size_t place : group.sayings) {
        told.merge(ClaimsOf(absl::MakeConstSpan(&sayings_[place], 1)));
      }
    }
    response_.set_scattered_count(response_.examined_count() - static_cast<int>(told.size()));
    const size_t given = std::min(groups->size(), static_cast<size_t>(arguments_.max_narratives));
    response_.set_left_out_count(static_cast<int>(groups->size() - given));
    groups->resize(given);
  }

  absl::Status FillNarratives(absl::Span<const NarrativeGroup> groups) {
    for (const NarrativeGroup& group : groups) {
      std::vector<double> confidences;
      RETURN_IF_ERROR(judge_.JudgeAgainst(sayings_, group.typical, group.sayings,
                                          arguments_.min_confidence, &confidences));
      FillNarrative(sayings_, group, confidences, arguments_.answer, response_.add_narratives());
    }
    return absl::OkStatus();
  }

  static std::vector<size_t> Labels(absl::Span<const NarrativeGroup> groups) {
    std::vector<size_t> labels;
    for (const NarrativeGroup& group : groups) {
      labels.push_back(group.typical);
    }
    return labels;
  }

  ClaimSource& source_;
  AnalyzeClient& analyze_;
  const CallContext& call_;
  const NarrativeArguments& arguments_;
  v1::FindNarrativesResponse& response_;
  SayingJudge judge_;
  std::vector<v1::Claim> claims_;  // complete before anything views them
  std::vector<Saying> sayings_;
  std::vector<SayingPair> pairs_;
};

}  // namespace

absl::StatusOr<NarrativeArguments> ReadNarrativeArguments(
    const v1::FindNarrativesRequest& request) {
  NarrativeArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.parent = request.parent();
  arguments.corpus = std::move(name.corpus);
  if (request.subject().size() > kMaxSubjectBytes || !IsUtf8(request.subject())) {
    return InvalidField("subject", "must be UTF-8 of at most 2,000 bytes");
  }
  arguments.subject = request.subject();
  RETURN_IF_ERROR(BindFilter(ResourceKind::kClaim, request.filter()).status());
  arguments.filter = request.filter();
  arguments.min_confidence =
      request.has_min_confidence() ? request.min_confidence() : kDefaultMinConfidence;
  if (!(arguments.min_confidence >= 0 && arguments.min_confidence <= 1)) {
    return InvalidField("min_confidence", "must be from 0 to 1");
  }
  ASSIGN_OR_RETURN(arguments.max_claims,
                   ReadCount("max_claims", request.max_claims(), kDefaultClaims, kMaxClaims));
  ASSIGN_OR_RETURN(arguments.max_candidates, ReadCount("max_candidates", request.max_candidates(),
                                                       kDefaultCandidates, kMaxCandidates));
  ASSIGN_OR_RETURN(arguments.min_voices,
                   ReadCount("min_voices", request.min_voices(), kDefaultVoices, kMaxVoices));
  ASSIGN_OR_RETURN(arguments.max_narratives, ReadCount("max_narratives", request.max_narratives(),
                                                       kDefaultNarratives, kMaxNarratives));
  ASSIGN_OR_RETURN(arguments.answer.max_quotes,
                   ReadCount("max_quotes", request.max_quotes(), kDefaultQuotes, kMaxQuotes));
  ASSIGN_OR_RETURN(arguments.answer.time_bucket, ReadTimeBucket(request.time_bucket()));
  return arguments;
}

absl::Status FindNarratives(ClaimSource& source, AnalyzeClient& analyze, const CallContext& call,
                            const NarrativeArguments& arguments,
                            v1::FindNarrativesResponse* response) {
  return Finder(source, analyze, call, arguments, response).Run();
}

}  // namespace standpoint
