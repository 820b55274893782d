#include "router/query/gets.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "router/fleet/store_methods.h"
#include "store/query/page_token.h"

namespace standpoint {
namespace {

template <typename Request, typename Response>
absl::Status AskShardOf(const DocumentName& name, const SpreadParts& parts, const CallContext& call,
                        const ShardMethod<Request, Response>& method, const Request& request,
                        Response* response) {
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, name.corpus, request.min_consistency_token()));
  return spread.AskOne(method, name, request, response);
}

void Add(const v1::Corpus& part, v1::Corpus* sum) {
  sum->set_name(part.name());
  sum->set_document_count(sum->document_count() + part.document_count());
  sum->set_claim_count(sum->claim_count() + part.claim_count());
  sum->set_stance_count(sum->stance_count() + part.stance_count());
}

}  // namespace

absl::Status GetDocument(const SpreadParts& parts, const CallContext& call,
                         const v1::GetDocumentRequest& request, v1::Document* document) {
  ASSIGN_OR_RETURN(const DocumentName name, DocumentName::Parse("name", request.name()));
  return AskShardOf(name, parts, call, kGetDocument, request, document);
}

absl::Status GetClaim(const SpreadParts& parts, const CallContext& call,
                      const v1::GetClaimRequest& request, v1::Claim* claim) {
  ASSIGN_OR_RETURN(const ClaimName name, ClaimName::Parse("name", request.name()));
  return AskShardOf(name.parent(), parts, call, kGetClaim, request, claim);
}

absl::Status GetStance(const SpreadParts& parts, const CallContext& call,
                       const v1::GetStanceRequest& request, v1::Stance* stance) {
  ASSIGN_OR_RETURN(const StanceName name, StanceName::Parse("name", request.name()));
  return AskShardOf(name.parent(), parts, call, kGetStance, request, stance);
}

absl::Status GetCorpus(const SpreadParts& parts, const CallContext& call,
                       const v1::GetCorpusRequest& request, v1::Corpus* corpus) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("name", request.name()));
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, name.corpus, request.min_consistency_token()));
  std::vector<bool> not_found;
  ASSIGN_OR_RETURN(const auto counts,
                   spread.AskEach(kGetCorpus,
                                  std::vector<std::optional<v1::GetCorpusRequest>>(
                                      spread.shard_count(), request),
                                  /*rounds_left=*/1, &not_found));
  if (!spread.missing().empty()) {
    return spread.Unreachable(spread.missing());
  }
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i]) {
      Add(*counts[i], corpus);
    }
    spread.NoteDocuments(i, counts[i] ? counts[i]->document_count() : 0);
  }
  return corpus->name().empty() ? ResourceNotFound("standpoint.v1.Corpus", request.name())
                                : absl::OkStatus();
}

absl::Status ListCorpora(const SpreadParts& parts, const CallContext& call,
                         const v1::ListCorporaRequest& request, v1::ListCorporaResponse* response) {
  ASSIGN_OR_RETURN(const int page_size, EffectivePageSize(request.page_size()));
  ASSIGN_OR_RETURN(Spread spread, Spread::Begin(parts, call, "", request.min_consistency_token()));
  ASSIGN_OR_RETURN(const auto pages, spread.Ask(kListCorpora, request));
  // Every page is full or ends its list, so that the first `page_size` names of all have all their counts.
  std::map<std::string, v1::Corpus> corpora;
  bool more = false;
  for (const std::optional<v1::ListCorporaResponse>& page : pages) {
    if (page) {
      more = more || !page->next_page_token().empty();
      for (const v1::Corpus& corpus : page->corpora()) {
        Add(corpus, &corpora[corpus.name()]);
      }
    }
  }
  for (auto& [name, corpus] : corpora) {
    if (response->corpora_size() == page_size) {
      more = true;
      break;
    }
    *response->add_corpora() = std::move(corpus);
  }
  if (more && !response->corpora().empty()) {
    ASSIGN_OR_RETURN(const CorpusName last,
                     CorpusName::Parse("name", response->corpora().rbegin()->name()));
    response->set_next_page_token(EncodePageToken(CorporaDigest(), last.corpus));
  }
  spread.FillMissing(response);
  return absl::OkStatus();
}

}  // namespace standpoint
