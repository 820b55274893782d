#include "cli/commands/json.h"

#include "google/protobuf/util/json_util.h"

namespace standpoint {

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // It fails for Any with unknown types alone, which no result holds.
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

}  // namespace standpoint
