#include "cli/commands/claims.h"

#include <string>

#include "absl/strings/string_view.h"
#include "cli/client/connection.h"
#include "cli/commands/parts.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"
#include "cli/render/entries.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

struct Claims {
  using ListRequest = v1::ListClaimsRequest;
  using GetRequest = v1::GetClaimRequest;
  static constexpr FilterSubject kSubject = FilterSubject::kClaims;
  static constexpr absl::string_view kCollection = "claims";
  static constexpr auto kList = &v1::QueryService::Stub::ListClaims;
  static constexpr auto kGet = &v1::QueryService::Stub::GetClaim;

  static const auto& Items(const v1::ListClaimsResponse& page) { return page.claims(); }
  static std::string Render(const v1::Claim& item, absl::string_view text, const Style& style) {
    return RenderClaim(item, text, style);
  }
};

}  // namespace

ExitCode ListClaims(const ListOptions& options, Connection& connection, Console& console) {
  return ListParts<Claims>(options, connection, console);
}

ExitCode GetClaims(const GetOptions& options, Connection& connection, Console& console) {
  return GetParts<Claims>(options, connection, console);
}

}  // namespace standpoint
