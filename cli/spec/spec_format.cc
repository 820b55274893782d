#include "cli/spec/spec_format.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/spec/words.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

using Json = nlohmann::ordered_json;

absl::Status ReadString(const Json& object, const char* key, std::string& value) {
  const auto it = object.find(key);
  if (it == object.end()) return InvalidField(key, "is missing");
  if (!it->is_string()) return InvalidField(key, "must be a string");
  value = it->get<std::string>();
  return absl::OkStatus();
}

std::string HolderWord(const v1::Holder& holder) {
  return holder.kind() == v1::HOLDER_KIND_MENTION ? holder.text() : "author";
}

Json ClaimJson(const v1::Claim& claim) {
  Json holders = Json::array();
  for (const v1::Holder& holder : claim.holders()) holders.push_back(HolderWord(holder));
  return {{"text", claim.text()},
          {"holders", std::move(holders)},
          {"act", EnumWord(claim.act())},
          {"polarity", EnumWord(claim.polarity())},
          {"modality", EnumWord(claim.modality())},
          {"commitment", EnumWord(claim.commitment())}};
}

Json StanceJson(const v1::Stance& stance, bool explain) {
  Json json = {{"holder", HolderWord(stance.holder())},
               {"target", stance.target().text()},
               {"direction", EnumWord(stance.direction())},
               {"evidence", stance.evidence()}};
  if (explain) {
    json["confidence"] = std::round(1000.0 * stance.confidence()) / 1000;
    if (stance.explanations_size() > 0) json["rule"] = stance.explanations(0).rule();
  }
  return json;
}

std::string Dump(const Json& json) {
  return json.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

}  // namespace

absl::StatusOr<SpecItem> ReadSpecLine(absl::string_view line) {
  const Json object = Json::parse(line.begin(), line.end(), /*cb=*/nullptr,
                                  /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "NOT_JSON", "not a JSON object");
  }
  SpecItem item;
  RETURN_IF_ERROR(ReadString(object, "id", item.id));
  item.is_relation = object.contains("proposition");
  if (item.is_relation) {
    RETURN_IF_ERROR(ReadString(object, "proposition", item.proposition));
    RETURN_IF_ERROR(ReadString(object, "claim", item.claim));
  } else {
    RETURN_IF_ERROR(ReadString(object, "text", item.text));
  }
  return item;
}

std::string WriteSpecText(const SpecItem& item, const v1::Analysis& analysis, bool explain) {
  Json claims = Json::array();
  for (const v1::Claim& claim : analysis.claims()) claims.push_back(ClaimJson(claim));
  Json stances = Json::array();
  for (const v1::Stance& stance : analysis.stances()) {
    stances.push_back(StanceJson(stance, explain));
  }
  return Dump(Json{{"id", item.id},
                   {"text", item.text},
                   {"claims", std::move(claims)},
                   {"stances", std::move(stances)}});
}

std::string WriteSpecRelation(const SpecItem& item, v1::Relation relation) {
  return Dump(Json{{"id", item.id},
                   {"proposition", item.proposition},
                   {"claim", item.claim},
                   {"relation", EnumWord(relation)}});
}

}  // namespace standpoint
