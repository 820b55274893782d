#include "store/query/stored_contradictions.h"

#include <memory>

#include "common/status/macros.h"
#include "store/query/contradictions.h"
#include "store/query/list_arguments.h"
#include "store/query/lists.h"
#include "store/query/scan.h"
#include "store/query/stored_candidates.h"

namespace standpoint {
namespace {

// One snapshot of one store.
class StoredClaims final : public ContradictionSource {
 public:
  StoredClaims(const Snapshot& snapshot, const CallContext& call, int64_t max_examined)
      : snapshot_(snapshot), listed_(call, max_examined), read_(call, max_examined) {}

  absl::Status List(const v1::ListClaimsRequest& request, v1::ListClaimsResponse* page) override {
    ASSIGN_OR_RETURN(const ListArguments arguments,
                     ReadListArguments(ResourceKind::kClaim, RawArguments(request)));
    ASSIGN_OR_RETURN(const auto next, ListClaims(snapshot_, arguments, /*with_terms=*/false,
                                                 &listed_, page->mutable_claims()));
    page->set_next_page_token(NextPageToken(arguments, next));
    return absl::OkStatus();
  }

  std::unique_ptr<CandidateSource> CandidatesFor(const v1::AssessPropositionRequest&,
                                                 const AssessArguments& arguments) override {
    return std::make_unique<StoredCandidates>(snapshot_, arguments, &read_);
  }

 private:
  const Snapshot& snapshot_;
  ScanBudget listed_;
  ScanBudget read_;
};

}  // namespace

absl::Status FindContradictions(const Snapshot& snapshot, AnalyzeClient& analyze,
                                const CallContext& call,
                                const v1::FindContradictionsRequest& request, int64_t max_examined,
                                v1::FindContradictionsResponse* response) {
  ASSIGN_OR_RETURN(const ContradictionArguments arguments, ReadContradictionArguments(request));
  StoredClaims source(snapshot, call, max_examined);
  return FindContradictions(source, analyze, call, arguments, response);
}

}  // namespace standpoint
