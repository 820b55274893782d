// Messages as text that stays the same from run to run.

#ifndef STANDPOINT_TESTS_WALK_JSON_TEXT_H_
#define STANDPOINT_TESTS_WALK_JSON_TEXT_H_

#include <string>

#include "google/protobuf/message.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

// JSON with the field names of the protos, on one line or on many, with a line feed at the end.
std::string JsonLine(const google::protobuf::Message& message);
std::string JsonLines(const google::protobuf::Message& message);

// `document` without what depends on when it was sent: ingest_time and revision.
v1::Document Timeless(v1::Document document);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_WALK_JSON_TEXT_H_
