#include "common/read_mask/read_mask.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::vector<std::string> Steps(absl::string_view path) { return absl::StrSplit(path, '.'); }

// The message type within which a path may go on; null at a leaf and at maps.
const Descriptor* Within(const FieldDescriptor& field) {
  return field.is_map() ? nullptr : field.message_type();
}

absl::Status NoSuchField(absl::string_view path, const Descriptor& type) {
  return InvalidField("read_mask", absl::StrCat("\"", path, "\" is no field of ", type.name()));
}

}  // namespace

absl::StatusOr<ReadMask> ReadMask::Parse(const google::protobuf::FieldMask& mask,
                                         const Descriptor& type,
                                         std::initializer_list<absl::string_view> left_out) {
  ReadMask parsed(type);
  if (mask.paths().empty()) {
    parsed.root_.whole = true;
    for (const absl::string_view path : left_out) {
      Exclude(path, type, parsed.root_);
    }
  }
  for (const std::string& path : mask.paths()) {
    if (path == "*") {
      parsed.root_.whole = true;
      parsed.root_.fields.clear();
    } else if (path.empty()) {
      return NoSuchField(path, type);
    } else {
      RETURN_IF_ERROR(Add(path, type, parsed.root_));
    }
  }
  return parsed;
}

absl::Status ReadMask::Add(absl::string_view path, const Descriptor& type, Node& root) {
  const Descriptor* within = &type;
  Node* node = &root;
  bool covered = root.whole;
  for (const std::string& step : Steps(path)) {
    const FieldDescriptor* field = within == nullptr ? nullptr : within->FindFieldByName(step);
    if (field == nullptr) {
      return NoSuchField(path, type);
    }
    within = Within(*field);
    if (!covered) {
      node = &node->fields[field];
      covered = node->whole;
    }
  }
  node->whole = true;
  node->fields.clear();
  return absl::OkStatus();
}

void ReadMask::Exclude(absl::string_view path, const Descriptor& type, Node& root) {
  const Descriptor* within = &type;
  Node* node = &root;
  for (const std::string& step : Steps(path)) {
    const FieldDescriptor* field = within->FindFieldByName(step);
    node->whole = true;
    node = &node->fields[field];
    within = Within(*field);
  }
}

bool ReadMask::Wants(absl::string_view path) const {
  const Descriptor* within = type_;
  const Node* node = &root_;
  for (const std::string& step : Steps(path)) {
    const FieldDescriptor* field = within->FindFieldByName(step);
    const auto found = node->fields.find(field);
    if (found == node->fields.end()) {
      return node->whole;
    }
    node = &found->second;
    within = Within(*field);
  }
  return node->whole || !node->fields.empty();
}

void ReadMask::Apply(Message& message) const { Trim(root_, message); }

void ReadMask::Trim(const Node& node, Message& message) {
  if (node.whole && node.fields.empty()) {
    return;
  }
  std::vector<const FieldDescriptor*> present;
  message.GetReflection()->ListFields(message, &present);
  for (const FieldDescriptor* field : present) {
    const auto found = node.fields.find(field);
    if (found != node.fields.end()) {
      TrimField(found->second, *field, message);
    } else if (!node.whole) {
      message.GetReflection()->ClearField(&message, field);
    }
  }
}

void ReadMask::TrimField(const Node& node, const FieldDescriptor& field, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  if (!node.whole && node.fields.empty()) {
    reflection.ClearField(&message, &field);
  } else if (Within(field) != nullptr && field.is_repeated()) {
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      Trim(node, *reflection.MutableRepeatedMessage(&message, &field, i));
    }
  } else if (Within(field) != nullptr) {
    Trim(node, *reflection.MutableMessage(&message, &field));
  }
}

}  // namespace standpoint
