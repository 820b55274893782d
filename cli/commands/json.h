// Messages as JSON.

#ifndef STANDPOINT_CLI_COMMANDS_JSON_H_
#define STANDPOINT_CLI_COMMANDS_JSON_H_

#include <string>

#include "google/protobuf/message.h"

namespace standpoint {

// `message` as one line of JSON with the field names of the protos and without line feed.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_JSON_H_
