#include "common/text/read_mask.h"

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "google/protobuf/util/field_mask_util.h"

namespace standpoint {

using google::protobuf::util::FieldMaskUtil;

namespace {

bool IsPath(const std::string& path, const google::protobuf::Descriptor& type) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  if (path.empty() || !FieldMaskUtil::GetFieldDescriptors(&type, path, &fields)) {
    return false;
  }
  // The library skips empty parts: "", "span." and "span..begin" pass it.
  return path == absl::StrJoin(fields, ".", [](std::string* out, const auto* field) {
           out->append(field->name());
         });
}

}  // namespace

absl::StatusOr<ReadMask> ReadMask::Parse(const google::protobuf::FieldMask& mask,
                                         const google::protobuf::Descriptor& type) {
  // More paths than a message has fields are not an honest wish.
  constexpr int kMaxPaths = 256;
  if (mask.paths_size() > kMaxPaths) {
    return InvalidField("read_mask", absl::StrCat("has more than ", kMaxPaths, " paths"));
  }
  ReadMask result;
  bool all = false;
  for (const std::string& path : mask.paths()) {
    if (path == "*") {
      all = true;
    } else if (!IsPath(path, type)) {
      return InvalidField("read_mask",
                          absl::StrCat("\"", absl::CEscape(path.substr(0, 128)),
                                       "\" is not a path of ", std::string(type.full_name())));
    }
  }
  if (!all) {
    FieldMaskUtil::ToCanonicalForm(mask, &result.mask_);
  }
  return result;
}

void ReadMask::Apply(google::protobuf::Message& message) const {
  if (!keeps_all()) {
    FieldMaskUtil::TrimMessage(mask_, &message);
  }
}

}  // namespace standpoint
