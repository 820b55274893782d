#include "cli/ingest/json_keys.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/console/explain.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

using Json = nlohmann::ordered_json;

// Those of the server; `date` is another name of `publish_time`.
constexpr absl::string_view kKnown[] = {"text",  "html",         "source", "publisher", "url",
                                        "title", "publish_time", "date",   "language",  "labels"};
constexpr absl::string_view kLabelPrefix = "labels.";

bool IsKnown(absl::string_view key) {
  return std::find(std::begin(kKnown), std::end(kKnown), key) != std::end(kKnown);
}

std::string Dump(const Json& json) {
  return json.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

}  // namespace

absl::StatusOr<JsonKeys> JsonKeys::Make(const std::vector<std::string>& renames,
                                        bool ignore_unknown) {
  JsonKeys keys;
  keys.ignore_unknown_ = ignore_unknown;
  for (const std::string& rename : renames) {
    const std::vector<std::string> parts = absl::StrSplit(rename, absl::MaxSplits('=', 1));
    if (parts.size() != 2 || parts[0].empty()) {
      return WrongUsage(absl::StrCat("--map: write THEIR_KEY=OUR_KEY, not \"", rename, "\""));
    }
    if (!IsKnown(parts[1]) &&
        (!absl::StartsWith(parts[1], kLabelPrefix) || parts[1].size() == kLabelPrefix.size())) {
      return WrongUsage(absl::StrCat("--map: \"", parts[1],
                                     "\" is no key of a document; there are ",
                                     absl::StrJoin(kKnown, ", "), " and labels.NAME"));
    }
    keys.renames_[parts[0]] = parts[1];
  }
  return keys;
}

absl::StatusOr<std::string> JsonKeys::Apply(absl::string_view line) const {
  const Json object = Json::parse(line.begin(), line.end(), /*cb=*/nullptr,
                                  /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "NOT_JSON", "not a JSON object");
  }
  Json mapped = Json::object();
  Json labels = Json::object();
  for (const auto& [key, value] : object.items()) {
    const auto rename = renames_.find(key);
    const std::string& name = rename == renames_.end() ? key : rename->second;
    if (absl::StartsWith(name, kLabelPrefix)) {
      labels[name.substr(kLabelPrefix.size())] = value.is_string() ? value : Json(Dump(value));
    } else if (!ignore_unknown_ || IsKnown(name)) {
      mapped[name] = value;
    }
  }
  if (!labels.empty()) {
    Json& all = mapped["labels"];
    if (!all.is_object()) all = Json::object();
    all.update(labels);
  }
  return Dump(mapped);
}

}  // namespace standpoint
