#include "cli/commands/stances.h"

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

struct Stances {
  using ListRequest = v1::ListStancesRequest;
  using GetRequest = v1::GetStanceRequest;
  static constexpr FilterSubject kSubject = FilterSubject::kStances;
  static constexpr absl::string_view kCollection = "stances";
  static constexpr auto kList = &v1::QueryService::Stub::ListStances;
  static constexpr auto kGet = &v1::QueryService::Stub::GetStance;

  static const auto& Items(const v1::ListStancesResponse& page) { return page.stances(); }
  static std::string Render(const v1::Stance& item, absl::string_view text, const Style& style) {
    return RenderStance(item, text, style);
  }
};

}  // namespace

ExitCode ListStances(const ListOptions& options, Connection& connection, Console& console) {
  return ListParts<Stances>(options, connection, console);
}

ExitCode GetStances(const GetOptions& options, Connection& connection, Console& console) {
  return GetParts<Stances>(options, connection, console);
}

}  // namespace standpoint
