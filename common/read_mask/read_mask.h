// Which fields of an answer the caller wants. Source: AIP-157.

#ifndef STANDPOINT_COMMON_READ_MASK_READ_MASK_H_
#define STANDPOINT_COMMON_READ_MASK_READ_MASK_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>

#include <initializer_list>
#include <map>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Threads: safe.
class ReadMask {
 public:
  // A mask for messages of `type`. Paths may lead through repeated messages ("claims.holders.text").
  // Without paths it stands for all fields but `left_out`; "*" stands for all.
  // Errors: INVALID_FIELD for "read_mask" with the path that `type` does not have.
  static absl::StatusOr<ReadMask> Parse(const google::protobuf::FieldMask& mask,
                                        const google::protobuf::Descriptor& type,
                                        std::initializer_list<absl::string_view> left_out = {});

  // Whether answers have the field, or a field within it. `path` exists in the type.
  bool Wants(absl::string_view path) const;

  // Clears what is not wanted. `message` is of the mask's type.
  void Apply(google::protobuf::Message& message) const;

 private:
  // What becomes of a message: all fields but those in `fields` that say otherwise, or only those.
  struct Node {
    bool whole = false;  // fields not listed are wanted
    std::map<const google::protobuf::FieldDescriptor*, Node> fields;
  };

  explicit ReadMask(const google::protobuf::Descriptor& type) : type_(&type) {}

  static absl::Status Add(absl::string_view path, const google::protobuf::Descriptor& type,
                          Node& root);
  static void Exclude(absl::string_view path, const google::protobuf::Descriptor& type, Node& root);
  static void Trim(const Node& node, google::protobuf::Message& message);
  static void TrimField(const Node& node, const google::protobuf::FieldDescriptor& field,
                        google::protobuf::Message& message);

  const google::protobuf::Descriptor* type_;
  Node root_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_READ_MASK_READ_MASK_H_
