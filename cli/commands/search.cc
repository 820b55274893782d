#include "cli/commands/search.h"

#include "cli/commands/json.h"
#include "cli/commands/missing.h"
#include "cli/commands/paging.h"
#include "cli/commands/selection.h"
#include "cli/console/explain.h"
#include "cli/render/entries.h"
#include "cli/render/found.h"
#include "common/status/macros.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

void WarnOfPart(bool partial, Console& console) {
  if (partial) {
    console.err << "Not everything was looked at: the filter matches little, and no index answers "
                   "it.\n";
  }
}

absl::Status TrySearchClaims(const SearchOptions& options, Connection& connection,
                             Console& console) {
  v1::SearchClaimsRequest request;
  request.set_parent(CorpusName(options.list.corpus));
  request.set_query(options.query);
  request.set_order_by(options.list.order_by);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.list.filter, FilterSubject::kClaims));
  return ForEachPage(
      request, options.list.page, console,
      [&](const auto& page) {
        return connection.Query(&v1::QueryService::Stub::SearchClaims, page);
      },
      [](const auto& page) -> const auto& { return page.hits(); },
      [&](const auto& page) {
        for (const v1::ClaimHit& hit : page.hits()) {
          console.out << (options.list.json ? ToJson(hit) : RenderClaimHit(hit, console.out_style))
                      << "\n";
        }
        WarnOfPart(page.partial(), console);
      });
}

absl::Status TrySearchDocuments(const SearchOptions& options, Connection& connection,
                                Console& console) {
  v1::SearchDocumentsRequest request;
  request.set_parent(CorpusName(options.list.corpus));
  request.set_query(options.query);
  request.set_order_by(options.list.order_by);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.list.filter, FilterSubject::kDocuments));
  return ForEachPage(
      request, options.list.page, console,
      [&](const auto& page) {
        return connection.Query(&v1::QueryService::Stub::SearchDocuments, page);
      },
      [](const auto& page) -> const auto& { return page.hits(); },
      [&](const auto& page) {
        for (const v1::DocumentHit& hit : page.hits()) {
          console.out << (options.list.json ? ToJson(hit) + "\n"
                                            : RenderDocumentHit(hit, console.out_style));
        }
        WarnOfPart(page.partial(), console);
      });
}

template <typename Response>
void ShowCounts(const Response& response, absl::string_view noun, Console& console) {
  console.out << RenderTotal(response.total(), noun, console.out_style);
  for (const v1::AggregateTable& table : response.tables()) {
    console.out << "\n" << RenderTable(table, console.out_style);
  }
  WarnOfPart(response.partial(), console);
}

absl::Status TryCountClaims(const CountOptions& options, Connection& connection, Console& console) {
  v1::AggregateClaimsRequest request;
  request.set_parent(CorpusName(options.corpus));
  request.set_query(options.query);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kClaims));
  request.mutable_group_by()->Assign(options.by.begin(), options.by.end());
  request.set_max_groups(options.max_groups);
  ASSIGN_OR_RETURN(const v1::AggregateClaimsResponse response,
                   connection.Query(&v1::QueryService::Stub::AggregateClaims, request));
  WarnOfMissing(response, console);
  if (options.json) {
    console.out << ToJson(response) << "\n";
    return absl::OkStatus();
  }
  ShowCounts(response, "claim", console);
  if (response.has_first()) {
    console.out << "\nFirst:\n" << RenderClaim(response.first(), "", console.out_style) << "\n";
  }
  return absl::OkStatus();
}

absl::Status TryCountStances(const CountOptions& options, Connection& connection,
                             Console& console) {
  v1::AggregateStancesRequest request;
  request.set_parent(CorpusName(options.corpus));
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kStances));
  request.mutable_group_by()->Assign(options.by.begin(), options.by.end());
  request.set_max_groups(options.max_groups);
  ASSIGN_OR_RETURN(const v1::AggregateStancesResponse response,
                   connection.Query(&v1::QueryService::Stub::AggregateStances, request));
  WarnOfMissing(response, console);
  if (options.json) {
    console.out << ToJson(response) << "\n";
    return absl::OkStatus();
  }
  ShowCounts(response, "stance", console);
  if (response.has_first()) {
    console.out << "\nFirst:\n" << RenderStance(response.first(), "", console.out_style) << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

ExitCode SearchClaims(const SearchOptions& options, Connection& connection, Console& console) {
  return Report(TrySearchClaims(options, connection, console), console);
}

ExitCode SearchDocuments(const SearchOptions& options, Connection& connection, Console& console) {
  return Report(TrySearchDocuments(options, connection, console), console);
}

ExitCode CountClaims(const CountOptions& options, Connection& connection, Console& console) {
  return Report(TryCountClaims(options, connection, console), console);
}

ExitCode CountStances(const CountOptions& options, Connection& connection, Console& console) {
  return Report(TryCountStances(options, connection, console), console);
}

}  // namespace standpoint
