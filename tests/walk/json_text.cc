#include "tests/walk/json_text.h"

#include <cassert>

#include "google/protobuf/util/json_util.h"

namespace standpoint {
namespace {

std::string ToJson(const google::protobuf::Message& message, bool add_whitespace) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.add_whitespace = add_whitespace;
  std::string json;
  [[maybe_unused]] const auto status =
      google::protobuf::util::MessageToJsonString(message, &json, options);
  assert(status.ok());
  if (json.empty() || json.back() != '\n') json += '\n';
  return json;
}

}  // namespace

std::string JsonLine(const google::protobuf::Message& message) { return ToJson(message, false); }
std::string JsonLines(const google::protobuf::Message& message) { return ToJson(message, true); }

v1::Document Timeless(v1::Document document) {
  document.clear_ingest_time();
  document.clear_revision();
  return document;
}

}  // namespace standpoint
